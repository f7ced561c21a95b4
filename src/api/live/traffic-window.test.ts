import { expect, test } from 'vitest'
import { trafficWindow } from './traffic-window.ts'

const MINUTE = 29_700_000
const at = (seconds: number) => MINUTE * 60_000 + seconds * 1000
const row = (minute: number, allow: number, block = 0, world = 'plaza') => ({
  ...{ minute: MINUTE + minute, world, verdicts: [allow, 0, 0, 0, block] },
})

test('before the first look nothing is known; at the first the last minute is estimated', () => {
  const window = trafficWindow()
  expect(window.of(null)).toBeUndefined()
  window.take([row(-1, 600, 60), row(0, 100)], at(15))
  // A quarter of the minute is over: three quarters of the one before count.
  expect(window.of(null)).toEqual({
    perSecond: (550 + 45) / 60,
    verdicts: [550, 0, 0, 0, 45],
    estimated: true,
  })
})

test('after a minute the last one is what came since, over the turn of minutes too', () => {
  const window = trafficWindow()
  let sent = 0
  // Ten events a second; the counts of a minute stay with it.
  const minutes = new Map<number, number>()
  for (let second = 0; second <= 200; second += 2) {
    const minute = Math.floor(second / 60)
    minutes.set(minute, (minutes.get(minute) ?? 0) + 20)
    sent += 20
    const rows = [...minutes].filter(([one]) => one >= minute - 2).map(([one, count]) => row(one, count))
    window.take(rows, at(second))
  }
  expect(sent).toBe(2020)
  expect(window.of(null)).toEqual({ perSecond: 10, verdicts: [600, 0, 0, 0, 0], estimated: false })
})

test('a rate falls to nothing when nothing comes', () => {
  const window = trafficWindow()
  window.take([row(0, 500)], at(0))
  for (let second = 2; second <= 12; second += 2) window.take([row(0, 500)], at(second))
  expect(window.of(null)!.perSecond).toBe(0)
})

test('whoever may see one world is told of that one', () => {
  const window = trafficWindow()
  window.take([row(0, 5), row(0, 7, 1, 'school')], at(30))
  expect(window.of(new Set(['school']))!.verdicts).toEqual([7, 0, 0, 0, 1])
  expect(window.of(new Set(['elsewhere']))!.verdicts).toEqual([0, 0, 0, 0, 0])
})
