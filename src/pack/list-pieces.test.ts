import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Diagnostic } from '../core/diagnostic.ts'
import { listPieces } from './list-pieces.ts'
import { parseYaml } from './yaml-file.ts'

/** Lines that a list may be made of, and lines that break it. */
const LINES = [
  '- id: one',
  '  when: a > 0',
  '  then: { verdict: hold }',
  '- id: two # with a remark',
  '- plain words',
  '  go on',
  '- "quoted',
  '  over lines"',
  "- 'quoted - too'",
  '- |',
  '  a block',
  '  - with dashes',
  '',
  '- >+',
  '  folded',
  '  ',
  '-',
  '  id: below',
  '- [flow, {of: things}]',
  '- [flow,',
  '  - x]',
  '# - a remark',
  '- - nested',
  '  - list',
  '-no item',
  '- &anchor x',
  '- *anchor',
  '- !tag y',
  '---',
  'key: value',
  '"',
  ']',
  '\t- tab',
  '- { a: 1, a: 2 }',
]
const text = fc
  .tuple(fc.array(fc.constantFrom(...LINES), { maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) => lines.join(end))

/** The values of all items with the place where each stands, read item by item, or whole. */
function read(pieces: readonly { text: string; line: number }[]) {
  const diagnostics: Diagnostic[] = []
  const items = pieces.flatMap((piece) => {
    const file = parseYaml('rules/a.yaml', piece.text, diagnostics, piece.line)
    const value = Array.isArray(file.value) ? file.value : [file.value]
    return value.map((one, i) => {
      const { line, column } = file.place([i])
      return { value: one, line, column }
    })
  })
  return { items, errors: diagnostics.length }
}

test('a list read item by item is the list read whole, or wrong either way', () => {
  let right = 0
  let wrong = 0
  fc.assert(
    fc.property(text, (text) => {
      const pieces = listPieces(text)
      if (pieces === undefined) return
      const whole = read([{ text, line: 0 }])
      const byItem = read(pieces)
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      expect(byItem.errors > 0).toBe(whole.errors > 0)
      if (whole.errors > 0) wrong++
      else {
        right++
        expect(byItem.items).toEqual(whole.items)
      }
    }),
    { numRuns: 5000 },
  )
  expect(right).toBeGreaterThan(300)
  expect(wrong).toBeGreaterThan(300)
})

test('what is no plain list is read whole', () => {
  for (const text of [
    '',
    '# nothing\n',
    'rules:\n- a\n',
    '--- \n- a\n',
    '- a\n---\n- b\n',
    '[a, b]\n',
    '  - a\n',
  ])
    expect(listPieces(text)).toBe(undefined)
  expect(listPieces('# head\n\n- a\n\n# about b\n- b\n')).toEqual([
    { text: '# head\n\n- a\n\n# about b\n', line: 0 },
    { text: '- b\n', line: 5 },
  ])
})
