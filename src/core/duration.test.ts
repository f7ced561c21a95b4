import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

test('durations are read and written', () => {
  expect(parseDuration('90s')).toBe(90_000)
  expect(parseDuration('1h30m')).toBe(5_400_000)
  expect(parseDuration('30d')).toBe(2_592_000_000)
  expect(parseDuration('500ms')).toBe(500)
  for (const bad of ['', '10', 'd', '-1s', '1y', '1h 2m']) expect(parseDuration(bad)).toBeUndefined()
  expect(formatDuration(5_400_000)).toBe('1h30m')
  expect(parseDuration(formatDuration(93_784_005))).toBe(93_784_005)
})
