import { expect, test } from 'vitest'
import { spanOf } from './past-report.ts'

test('yesterday is the whole day before, in UTC; the other ranges end now', () => {
  const now = Date.parse('2026-11-26T10:30:00Z')
  expect(spanOf('yesterday', now)).toEqual({
    from: '2026-11-25T00:00:00.000Z',
    to: '2026-11-26T00:00:00.000Z',
  })
  expect(spanOf('week', now)).toEqual({ from: '2026-11-19T10:30:00.000Z', to: '2026-11-26T10:30:00.000Z' })
})
