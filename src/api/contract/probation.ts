import { z } from 'zod'
import { DESIGNS } from '../../lab/probation/design.ts'
import { MODEL_STATES } from '../../lab/registry/model.ts'

const ModelId = z.string().regex(/^mdl-[0-9a-f]{32}$/, 'expected mdl- and 32 hexadecimal digits')

export const ProbationParams = z.strictObject({ id: ModelId })
export type ProbationParams = z.infer<typeof ProbationParams>

export const ProbationQuery = z.strictObject({
  /** What is shown; by the state of the model when not given: of a canary its comparison, of a live model its watch. */
  design: z.enum(DESIGNS).exactOptional(),
})
export type ProbationQuery = z.infer<typeof ProbationQuery>

const count = z.int().min(0)
const seen = z.object({ seen: z.number(), needed: z.number() })

/** What a model is proved by on live traffic, with what a chart of it needs. */
export const ProbationReply = z.object({
  model: ModelId,
  task: z.string(),
  state: z.enum(MODEL_STATES),
  /** Share of accounts on which it has force. */
  share: z.number(),
  /** When it came to where it stands. */
  since: z.iso.datetime(),
  design: z.enum(DESIGNS),
  verdict: z.enum(['pass', 'extend', 'revoke', 'promote', 'wait', 'roll-back', 'healthy']),
  says: z.string(),
  /** What would supply the evidence that is missing. */
  wayOut: z.string().nullable(),
  /** Judged account-days: losses are those in which it was wrong (of a canary: in which it was the worse one). */
  labels: z.object({
    judged: count,
    losses: count,
    /** Unsure, withdrawn, or not judged in time. */
    void: count,
    /** Drawn and not judged yet. */
    waiting: count,
    /** How many more it probably takes to pass; null: not to be said. */
    needed: count.nullable(),
    most: count,
  }),
  /** The share that may be wrong; of a canary: by how much more often it may be the worse one. */
  bar: z.number(),
  exposure: z.object({ accounts: seen, surfaces: seen, days: seen }).nullable(),
  /** The share of what violates that it acts on or ranks, on live traffic; null: not judged yet. */
  recall: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  tripwires: z.array(z.object({ name: z.string(), tripped: z.boolean(), says: z.string() })),
  /** What each judged account-day came to, in turn: 1 for a loss, 0 for none; of a live model not kept. */
  path: z.string(),
  /** Of a probation: for so many labels, with at most `passes` losses it passes, with `revokes` or more it is revoked. */
  boundaries: z.array(z.object({ labels: count, passes: z.int(), revokes: z.int() })),
  /** Of a canary: ln of the evidence after each label, and from where on it is promoted or rolled back. */
  evidence: z.object({
    promote: z.array(z.number()),
    rollBack: z.array(z.number()),
    promoteAt: z.number(),
    rollBackAt: z.number(),
  }),
  /** Of a live model: ln of the detector after each of the last labels, and from where on it is an alarm. */
  detector: z.object({ trace: z.array(z.number()), alarmAt: z.number() }),
  /** Decisions by what the model would have done, all days together. */
  cells: z.record(z.string(), count),
})
export type ProbationReply = z.infer<typeof ProbationReply>
