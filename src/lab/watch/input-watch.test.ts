import { expect, test } from 'vitest'
import { inputWatch } from './input-watch.ts'

const DAY_MS = 86_400_000
const cells = (day: number, strange: number, known: number) => [
  { day, cell: 'strange' as const, count: strange },
  { day, cell: 'known' as const, count: known },
]

test('an alarm comes when more texts than may be are of other kinds, and not by chance', () => {
  expect(inputWatch([], 0)).toBe(undefined)
  expect(inputWatch(cells(0, 50, 950), 0)).toEqual({
    isAlarm: false,
    says: '50 of 1000 recent texts had a script or a length that it was not measured on',
  })
  expect(inputWatch(cells(0, 70, 930), 0)?.isAlarm).toBe(false)
  expect(inputWatch(cells(0, 100, 900), 0)?.isAlarm).toBe(true)
})

test('what came long ago does not hide what comes now', () => {
  const now = 100 * DAY_MS
  expect(inputWatch([...cells(50, 0, 1_000_000), ...cells(99, 300, 700)], now)?.isAlarm).toBe(true)
  expect(inputWatch(cells(50, 300, 700), now)).toBe(undefined)
})
