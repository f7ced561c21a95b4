import { z } from 'zod'
import { Length } from './length.ts'
import { asking, moment } from './past.ts'
import { RetroactRate } from './retroacts.ts'
import { By, Why } from './versions.ts'

const name = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_.-]*$/, 'expected a name as the pack declares it')

/** Which past events: a condition and a range, as in an investigation. */
export const BulkQuery = z.strictObject({
  on: asking.on,
  when: asking.when,
  where: asking.where,
  /** Receipt of the events: from (inclusive) to (exclusive; now, when not given). */
  from: moment,
  to: moment.exactOptional(),
})
export type BulkQuery = z.infer<typeof BulkQuery>

/** What is done: a label on whoever acts (or is the target or session) in them, once each; or a job for each event. */
export const BulkDo = z.union([
  z.strictObject({
    label: name,
    on: z.enum(['actor', 'target', 'session']).exactOptional(),
    /** For how long; not given: as long as labels.yaml says. */
    for: Length.exactOptional(),
  }),
  z.strictObject({
    queue: name,
    /** Id of the policy that is thought to be broken; not given: whatever policy is. */
    policy: name.exactOptional(),
  }),
])
export type BulkDo = z.infer<typeof BulkDo>

export const PlanBulkRequest = z.strictObject({ query: BulkQuery, do: BulkDo, why: Why, by: By })
export type PlanBulkRequest = z.infer<typeof PlanBulkRequest>

/** `effects`: how many the plan said there would be; refused when it says otherwise. */
export const ApplyBulkRequest = z.strictObject({ effects: z.int().min(0), ...RetroactRate.shape })
export type ApplyBulkRequest = z.infer<typeof ApplyBulkRequest>
