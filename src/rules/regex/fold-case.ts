import { normalise, type Ranges } from './pattern.ts'

/** Adds to ranges every code point that differs from one of theirs in case alone (Unicode simple folding). */
export function foldCase(ranges: Ranges): Ranges {
  const out: number[] = [...ranges]
  const ascii = ranges.every((code) => code < 0x80)
  for (const orbit of ascii ? ASCII_ORBITS : allOrbits())
    if (orbit.some((code) => holds(ranges, code))) for (const code of orbit) out.push(code, code)
  return normalise(out)
}

function holds(ranges: Ranges, code: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) if (code >= ranges[i]! && code <= ranges[i + 1]!) return true
  return false
}

/** The Kelvin sign folds to k, the long s to s. */
const ASCII_ORBITS: readonly (readonly number[])[] = Array.from({ length: 26 }, (_, i) => {
  const extra = i === 10 ? [0x212a] : i === 18 ? [0x17f] : []
  return [0x41 + i, 0x61 + i, ...extra]
})

let orbits: (readonly number[])[] | undefined

function allOrbits(): readonly (readonly number[])[] {
  if (orbits) return orbits
  const byKey = new Map<string, number[]>()
  for (let code = 0; code < 0x1f000; code++) {
    // The Turkish dotted and dotless i fold in Turkish only.
    if (
      (code >= 0xd800 && code < 0xe000) ||
      (code >= 0x3400 && code < 0xa000) ||
      code === 0x130 ||
      code === 0x131
    )
      continue
    const letter = String.fromCodePoint(code)
    const key = single(
      single(letter, letter.toUpperCase()),
      single(letter, letter.toUpperCase()).toLowerCase(),
    )
    const together = byKey.get(key)
    if (together) together.push(code)
    else byKey.set(key, [code])
  }
  orbits = [...byKey.values()].filter((orbit) => orbit.length > 1)
  return orbits
}

/** A changed case that is no longer one code point is no simple folding. */
function single(letter: string, changed: string): string {
  return Array.from(changed).length === 1 ? changed : letter
}
