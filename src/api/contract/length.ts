import { z } from 'zod'
import { parseDuration } from '../../core/duration.ts'

const LONGEST_MS = 36_525 * 86_400_000

/** A length of time as people write it, up to 100 years: what is without an end says so by other means. */
export const Length = z
  .string()
  .max(32)
  .regex(/^(\d+(\.\d+)?(ms|s|m|h|d|w))+$/, 'expected a length of time such as 12h or 7d')
  .refine(
    (text) => (parseDuration(text) ?? 0) <= LONGEST_MS,
    'expected a length of time of 100 years at most',
  )
