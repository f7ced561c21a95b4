import { expect, test } from 'vitest'
import { findGram, gramTable } from './gram-table.ts'
import { TABLE_LANGUAGES } from './table-data.ts'

test('the table knows what a word of one language begins with', () => {
  const table = gramTable()
  const at = findGram(table, 0x74686572, 1)
  expect(at).toBeGreaterThan(0)
  const languages = Array.from(
    { length: table.scores[at]! },
    (_, i) => TABLE_LANGUAGES[table.scores[at + 1 + 2 * i]!],
  )
  expect(languages).toContain('en')
  expect(findGram(table, 0x01020304, 0)).toBe(0)
})
