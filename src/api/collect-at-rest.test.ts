import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { collectAtRest } from './collect-at-rest.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('memory is collected once after each burst, and never while there is work', () => {
  let work = 0
  let collected = 0
  const stop = collectAtRest(
    () => work,
    () => void collected++,
  )
  vi.advanceTimersByTime(60_000)
  expect(collected).toBe(0)
  for (let i = 0; i < 10; i++) {
    work++
    vi.advanceTimersByTime(5000)
  }
  expect(collected).toBe(0)
  vi.advanceTimersByTime(60_000)
  expect(collected).toBe(1)
  work++
  vi.advanceTimersByTime(60_000)
  expect(collected).toBe(2)
  work++
  stop()
  vi.advanceTimersByTime(60_000)
  expect(collected).toBe(2)
})

test('the collector that is used by itself is there', () => {
  expect(() => collectAtRest(() => 0)()).not.toThrow()
})
