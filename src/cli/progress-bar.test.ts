import { expect, test } from 'vitest'
import { renderProgress } from './progress-bar.ts'

test('a quarter of the way the bar is a quarter full, and three times the passed time is left', () => {
  const line = renderProgress({ lines: 500, linesPerSecond: 100, share: 0.25, seconds: 5 })
  expect(line).toBe(`[${'#'.repeat(6)}${'.'.repeat(18)}] 25 %  500 lines  100/s  15 s left`)
})

test('without a known size there is no bar, and at the end nothing is left', () => {
  expect(renderProgress({ lines: 5, linesPerSecond: 2.4, share: undefined, seconds: 2 })).toBe('5 lines  2/s')
  expect(renderProgress({ lines: 5, linesPerSecond: 2, share: 1.2, seconds: 2 })).toMatch(/100 % .*\/s$/)
})

test('long waits are told in minutes and hours', () => {
  expect(renderProgress({ lines: 1, linesPerSecond: 1, share: 0.5, seconds: 600 })).toContain('10 min left')
  expect(renderProgress({ lines: 1, linesPerSecond: 1, share: 0.5, seconds: 9000 })).toContain('2.5 h left')
})
