import { expect, test } from 'vitest'
import { stopwatch } from './stopwatch.ts'

test('only the time while it runs counts', () => {
  let nowMs = 0
  const watch = stopwatch(() => nowMs)
  nowMs = 5
  watch.run(true)
  nowMs = 15
  expect(watch.read()).toBe(10)
  watch.run(false)
  nowMs = 100
  watch.run(false)
  expect(watch.read()).toBe(10)
  watch.run(true)
  watch.run(true)
  nowMs = 103
  expect(watch.read()).toBe(13)
})
