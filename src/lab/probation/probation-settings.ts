import { z } from 'zod'

const DAY_MS = 86_400_000

/** How a model of a task is proved on live traffic. Each value has a default; a demo makes the least smaller. */
export const ProbationSettings = z.strictObject({
  /** Jobs a day for all models of the task together. */
  labelsPerDay: z.int().min(1).max(100_000).default(400),
  /** Where its jobs go; not there: the pack's default queue. */
  queue: z.string().exactOptional(),
  /** Chance that a model on its bar passes, and that one on its bar is revoked, whenever it is looked. */
  alphaPass: z.number().gt(0).lt(0.5).default(0.01),
  alphaRevoke: z.number().gt(0).lt(0.5).default(0.01),
  /** Judged account-days after which a model that was not proved is revoked, and the same for days. */
  mostLabels: z.int().min(1).default(1500),
  mostDays: z.number().gt(0).default(60),
  /** What it must have been seen on before it passes. A whole week has all days of the week in it. */
  accounts: z.int().min(1).default(50),
  surfaces: z.int().min(1).default(1),
  days: z.number().min(0).default(7),
  /** A job that nobody judged for so long no longer holds up those drawn after it; in ms. */
  patienceMs: z
    .int()
    .min(0)
    .default(3 * DAY_MS),
  /** How much more often than the live model a canary may be wrong on what they differ in: from 0 to 1. */
  margin: z.number().gt(0).lt(1).default(0.1),
  /** Least judged differences and days of each share of a canary. */
  canaryLabels: z.int().min(0).default(20),
  canaryDays: z.number().min(0).default(1),
  /** Judged account-days between false alarms of a live model that is on its bar, on average, at least. */
  runLength: z.int().min(10).default(300_000),
})
export type ProbationSettings = z.infer<typeof ProbationSettings>
