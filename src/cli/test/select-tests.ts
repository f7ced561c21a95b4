import type { PackTest } from '../../pack/pack-test.ts'

/** Tests whose name or file has the pattern in it, letters large or small; `*` stands for anything. */
export function selectTests(tests: readonly PackTest[], pattern: string | undefined): readonly PackTest[] {
  if (pattern === undefined) return tests
  const parts = pattern.toLowerCase().split('*')
  const fits = (text: string) => {
    let from = 0
    return parts.every((part) => {
      const at = text.indexOf(part, from)
      from = at + part.length
      return at >= 0
    })
  }
  return tests.filter(({ name, place }) => fits(name.toLowerCase()) || fits(place.file.toLowerCase()))
}
