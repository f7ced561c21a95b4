import { expect, test } from 'vitest'
import { findGram, gramTable } from './gram-table.ts'
import { gramKey, gramPlace, packTable } from './pack-table.ts'
import { TABLE_LANGUAGES } from './table-data.ts'

test('the table knows what a word of one language begins with', () => {
  const table = gramTable()
  const at = findGram(table, gramKey([...'ther'].map((char) => char.charCodeAt(0))), gramPlace(true, false))
  expect(at).toBeGreaterThan(0)
  const languages = Array.from(
    { length: table.scores[at]! },
    (_, i) => TABLE_LANGUAGES[table.scores[at + 1 + 2 * i]!],
  )
  expect(languages).toContain('en')
  expect(findGram(table, gramKey([1, 2, 3, 4]), 0)).toBe(0)
})

test('n-grams are packed by place and in ascending order of their keys', () => {
  const packed = packTable([
    { bytes: [0, 2], starts: false, ends: false, scores: [[3, 140]] },
    { bytes: [0, 1], starts: false, ends: false, scores: [] },
    { bytes: [5], starts: true, ends: true, scores: [[0, 1]] },
  ])
  expect([...packed]).toEqual([2, 1, 0, 1, 1, 3, 140 - 128 + 128, 1, 0, 0, 1, 5, 1, 0, 1])
})
