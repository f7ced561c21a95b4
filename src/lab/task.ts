import { z } from 'zod'
import { DEFAULT_BARS } from './bars.ts'
import { ProbationSettings } from './probation/probation-settings.ts'
import { ChangePlan } from './registry/change-plan.ts'

export const TaskName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'a task is named by a-z, 0-9 and _, 40 at most, a letter first')
export type TaskName = z.infer<typeof TaskName>

/** The label that decides: whether a row has any of the labels that break the policy. */
export const VIOLATES = 'violates'

/** What a wrong answer costs, in any one unit; only ratios matter. Source of the use: C. K. Chow, 1970. */
export const Costs = z.strictObject({
  /** Acting on what is fine. */
  falseAlarm: z.number().positive().default(10),
  /** Leaving what violates. */
  miss: z.number().positive().default(4),
  /** A look by a person. */
  review: z.number().positive().default(1),
})
export type Costs = z.infer<typeof Costs>

/** What a model must reach; shares from 0 to 1. See bars.ts. */
export const Bars = z.strictObject({
  precision: z.number().gt(0).lt(1).default(DEFAULT_BARS.precision),
  irreversiblePrecision: z.number().gt(0).lt(1).default(DEFAULT_BARS.irreversiblePrecision),
  recall: z.number().gt(0).lt(1).default(DEFAULT_BARS.recall),
  evasion: z.number().gt(0).lt(1).default(DEFAULT_BARS.evasion),
  calibration: z.number().gt(0).lt(1).default(DEFAULT_BARS.calibration),
  latencyMs: z.number().positive().default(DEFAULT_BARS.latencyMs),
})
export type Bars = z.infer<typeof Bars>

/** What is to be told apart, for whom and how well: all that a run needs beside the data. Each value has a default. */
export const Task = z.strictObject({
  name: TaskName,
  /** The feature that is read; `content`: that which the event type calls its content. */
  of: z.string().default('content'),
  /** What its rows are; not there: texts. Of `image`: pictures, and `of` is a feature of media. */
  content: z.enum(['text', 'image']).exactOptional(),
  /** Event types that it is for; not there: all that have the feature. */
  on: z.array(z.string()).exactOptional(),
  /** Ids of policies or families whose breach is a violation, as annotations say it; empty: whatever policy. */
  policies: z.array(z.string()).default([]),
  /** Labels of imported rows that violate; what is not in `fine` when empty. */
  harm: z.array(z.string()).default([]),
  /** Labels of imported rows that are fine; found by their names when empty. */
  fine: z.array(z.string()).default([]),
  costs: Costs.prefault({}),
  bars: Bars.prefault({}),
  /** What a retrained model may change without a signature. */
  plan: ChangePlan.prefault({}),
  /** How its models are proved on live traffic. */
  probation: ProbationSettings.prefault({}),
  seed: z.int().min(0).default(1),
})
export type Task = z.infer<typeof Task>
