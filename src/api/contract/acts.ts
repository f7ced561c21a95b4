import { z } from 'zod'
import { DecisionId } from '../../core/id.ts'
import { AppealId, EndpointId, EnforcementId, JobId, StatementId, StrikeId, UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import { Verdict } from '../../core/verdict.ts'
import { AppealWithText, Enforcement, Statement, Strike } from './enforcements.ts'
import { AssignRequest, JobRow, MoveRequest, RaiseRequest } from './job-rows.ts'
import { AllowedEnforcement, JudgementView } from './jobs.ts'

const time = z.iso.datetime()

/** What an act would come to: it was tried out to the last message, and taken back. */
export const ActPreview = z.object({
  /** What would begin, change or end, of what the asker may see. */
  enforcements: z.array(
    z.object({
      /** Null: it would be a new one. */
      id: EnforcementId.nullable(),
      enforcement: z.string(),
      target: z.string(),
      world: z.string().nullable(),
      /** How it would stand. */
      state: z.enum(['applied', 'reversed', 'expired']),
      until: time.nullable(),
      reversible: z.boolean(),
      causesTaken: z.int(),
      causesAdded: z.int(),
      /** Causes that would still hold it. */
      causesLeft: z.int(),
    }),
  ),
  /** Strikes that would be taken back. */
  strikes: z.int(),
  /** What labels rules had set, and would be taken back. */
  labels: z.int(),
  /** Who would be told what, in the player's words by language. */
  statements: z.array(
    z.object({
      account: z.string(),
      kind: z.enum(['enforcement', 'notice', 'correction', 'appeal']),
      texts: z.record(z.string(), z.string()),
    }),
  ),
  /** How many messages would go out, and to how many endpoints. */
  messages: z.int(),
  endpoints: z.int(),
})
export type ActPreview = z.infer<typeof ActPreview>

export const ChainParams = z.strictObject({
  id: z.union([DecisionId, EnforcementId, StatementId, AppealId, StrikeId, JobId], {
    error: 'expected the id of a decision, an enforcement, a statement, an appeal, a strike or a job',
  }),
})
export type ChainParams = z.infer<typeof ChainParams>
/** Everything that belongs to one matter, each kind oldest first, as far as the asker may see it. */
export const Chain = z.object({
  decisions: z.array(
    z.object({
      id: DecisionId,
      at: time,
      world: z.string(),
      type: z.string(),
      verdict: Verdict,
      reasons: z.array(z.object({ rule: z.string(), policy: z.string(), severity: Severity })),
    }),
  ),
  /** With their judgements, for those who manage jobs or settle disagreements. */
  jobs: z.array(
    z.object({ ...JobRow.shape, appeal: AppealId.nullable(), judgements: z.array(JudgementView) }),
  ),
  enforcements: z.array(Enforcement),
  strikes: z.array(Strike),
  statements: z.array(Statement),
  appeals: z.array(AppealWithText),
  /** Decisions that were taken back whole. */
  reversals: z.array(
    z.object({ decision: DecisionId, at: time, appeal: AppealId.nullable(), why: z.string().nullable() }),
  ),
})
export type Chain = z.infer<typeof Chain>

/** What there is, counted. */
export const EnforcementTally = z.object({
  inForce: z.array(z.object({ enforcement: z.string(), count: z.int() })),
  appeals: z.object({ open: z.int(), upheld: z.int(), overturned: z.int() }),
})
export type EnforcementTally = z.infer<typeof EnforcementTally>

/** What may be enforced by hand, under what, and where. */
export const Enforceable = z.object({
  enforcements: z.array(AllowedEnforcement),
  policies: z.array(
    z.object({ id: z.string(), title: z.record(z.string(), z.string()), severity: Severity }),
  ),
  /** Those of the asker. */
  worlds: z.array(z.string()),
  /** Whether it may be done without naming a world, in all of them. */
  allWorlds: z.boolean(),
})
export type Enforceable = z.infer<typeof Enforceable>

export const ResendPreviewRequest = z.strictObject({ endpoint: EndpointId })
/** `overtaken`: of which a later message of the same target has been delivered meanwhile. */
export const ResendPreview = z.object({ queued: z.int(), overtaken: z.int(), targets: z.int() })
export type ResendPreview = z.infer<typeof ResendPreview>

const Change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('move'), ...MoveRequest.shape }),
  z.strictObject({ kind: z.literal('raise'), ...RaiseRequest.shape }),
  z.strictObject({ kind: z.literal('withdraw') }),
  z.strictObject({ kind: z.literal('assign'), ...AssignRequest.shape }),
])
export type Change = z.infer<typeof Change>
export const ChangeJobsRequest = z.strictObject({
  jobs: z.array(JobId).min(1).max(1000),
  change: Change,
})
export type ChangeJobsRequest = z.infer<typeof ChangeJobsRequest>
/** `skipped`: those that stay as they are, and why. */
export const ChangeJobsReply = z.object({
  changed: z.int(),
  skipped: z.array(
    z.object({ job: JobId, why: z.enum(['judged', 'withdrawn', 'golden', 'person-may-not', 'moved-on']) }),
  ),
  /** Of those that change, how many somebody looks at just now. */
  held: z.int(),
})
export type ChangeJobsReply = z.infer<typeof ChangeJobsReply>

/** Those who may be given a job. */
export const Assignees = z.object({ people: z.array(z.object({ id: UserId, name: z.string() })) })
export type Assignees = z.infer<typeof Assignees>
