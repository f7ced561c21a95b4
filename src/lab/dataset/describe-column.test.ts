import { expect, test } from 'vitest'
import { columnWarnings, describeColumn, TELLS_LABEL } from './describe-column.ts'
import { readTime } from './read-time.ts'

const labels = Array.from({ length: 400 }, (_, i) => (i < 100 ? 'hate' : 'none'))
const column = (value: (i: number) => string | undefined, role: 'other' | 'account' = 'other') =>
  describeColumn(
    'c',
    role,
    labels.map((_, i) => value(i)),
    labels,
  )
const mixed = (i: number) => (i * 7919) % 400

test.each<[string, (i: number) => string]>([
  ['ids that were given class by class', (i) => String(1000 + i)],
  ['ids with the name of the class', (i) => `${labels[i]}-${mixed(i)}`],
  ['another name of the class', (i) => (labels[i] === 'hate' ? 'T' : 'F')],
])('%s tell the label', (_, value) => {
  expect(column(value).predicts).toBeGreaterThan(TELLS_LABEL)
  expect(columnWarnings('f.csv', [column(value)])).toEqual([expect.stringContaining('alone tells the label')])
})

test.each<[string, (i: number) => string | undefined]>([
  ['ids in no order', (i) => String(mixed(i))],
  ['one value for all', () => 'x'],
  ['a few values spread evenly', (i) => `world-${i % 5}`],
  ['a value for some', (i) => (i % 4 === 0 ? 'x' : undefined)],
])('%s do not', (_, value) => {
  expect(column(value).predicts ?? 0.5).toBeLessThan(0.65)
  expect(columnWarnings('f.csv', [column(value)])).toEqual([])
})

test('types, values and gaps are counted', () => {
  expect(column((i) => ['1', '0', '', undefined][i % 4])).toMatchObject({
    ...{ type: 'boolean', distinct: 2, missing: 200 },
  })
  expect(column((i) => `2026-01-${10 + (i % 9)} 10:00`).type).toBe('time')
  expect(column((i) => String(i / 2)).type).toBe('number')
  expect(column((i) => `v${i}`).type).toBe('text')
})

test.each<[string, string | undefined]>([
  ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
  ['2026-01-02T03:04:05+09:00', '2026-01-01T18:04:05.000Z'],
  ['2026-01-02 03:04', '2026-01-02T03:04:00.000Z'],
  ['2026-01-02', '2026-01-02T00:00:00.000Z'],
  ['1767323045', '2026-01-02T03:04:05.000Z'],
  ['1767323045000', '2026-01-02T03:04:05.000Z'],
  ['Fri, 02 Jan 2026 03:04:05 GMT', '2026-01-02T03:04:05.000Z'],
  ['12', undefined],
  ['2026-13-02', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('%j as a time', (said, iso) => {
  const ms = readTime(said)
  expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(iso)
})
