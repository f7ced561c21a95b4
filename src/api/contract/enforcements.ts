import { z } from 'zod'
import { EffectParams } from '../../core/effect.ts'
import { EntityRef } from '../../core/entity.ts'
import { DecisionId } from '../../core/id.ts'
import { AnnotationId, AppealId, EnforcementId, JobId, StatementId, StrikeId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import { Length } from './length.ts'

const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/\P{White_Space}/u, 'expected words')
    .regex(/^[^\p{Cc}]*$/u, 'expected no control characters')
const moment = z.iso.datetime()
const limit = z.int().min(1).max(1000).exactOptional()
const name = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_.-]*$/, 'expected a name as the pack declares it')
/** Why somebody did it: a sentence for whoever asks later; never shown to players. */
const reason = line(500)
const cursor = <T extends z.ZodType>(id: T) => ({
  /** The `next` of the page before. */
  before: id.exactOptional(),
  /** At most so many; 100 when not given. */
  limit,
})

/** What a list is narrowed to beside its own. */
const narrowed = {
  world: name.exactOptional(),
  /** Id of a policy, in whatever version. */
  policy: name.exactOptional(),
  from: z.iso.datetime({ offset: true }).exactOptional(),
  /** Up to, and without. */
  to: z.iso.datetime({ offset: true }).exactOptional(),
}

/** Who or what asked for it. */
const origin = {
  decision: DecisionId.nullable(),
  /** `id@version` */
  policy: z.string(),
  rule: z.string().nullable(),
  annotation: AnnotationId.nullable(),
  /** A person's id, or the key by which somebody asked. */
  by: z.string().nullable(),
}

export const EnforcementCause = z.object({
  kind: z.enum(['rule', 'person', 'threshold']),
  ...origin,
  reason: z.string().nullable(),
  strike: StrikeId.nullable(),
  threshold: z
    .object({ at: z.number(), withinMs: z.number(), families: z.array(z.string()).nullable() })
    .nullable(),
  statement: StatementId.nullable(),
  at: moment,
  /** Null: without an end. */
  until: moment.nullable(),
  /** Null: it stands. */
  reversedAt: moment.nullable(),
})

/** An effect with force on a target. In force while `state` is `applied`. */
export const Enforcement = z.object({
  id: EnforcementId,
  /** The number of the latest message about it, among those of its target. */
  sequence: z.int(),
  target: z.string(),
  /** Whom it hits; null: nobody that is known. */
  account: z.string().nullable(),
  world: z.string().nullable(),
  enforcement: z.string(),
  params: EffectParams,
  state: z.enum(['applied', 'reversed', 'expired']),
  reversible: z.boolean(),
  from: moment,
  until: moment.nullable(),
  endedAt: moment.nullable(),
  causes: z.array(EnforcementCause),
})
export type Enforcement = z.infer<typeof Enforcement>

export const EnforceRequest = z.strictObject({
  target: EntityRef,
  enforcement: name,
  params: EffectParams.exactOptional(),
  /** For how long; not given: as long as enforcements.yaml says. */
  for: Length.exactOptional(),
  /** Until when; null: without an end. */
  until: z.iso.datetime({ offset: true }).nullable().exactOptional(),
  /** Id of the policy that it stands on. */
  policy: name,
  reason,
  /** Whose the target is, where it is no account: who gets the statement of reasons. */
  account: EntityRef.exactOptional(),
  /** In which world; not given: in all. */
  world: name.exactOptional(),
  /** The decision on account of which it is done. */
  decision: DecisionId.exactOptional(),
  by: line(100).exactOptional(),
})
export type EnforceRequest = z.infer<typeof EnforceRequest>

export const EnforcementParams = z.strictObject({ id: EnforcementId })
export const StrikeParams = z.strictObject({ id: StrikeId })
export const ReverseRequest = z.strictObject({ reason, by: line(100).exactOptional() })
export type ReverseRequest = z.infer<typeof ReverseRequest>

export const FindEnforcementsRequest = z.strictObject({
  /** What it falls on, or the account that it hits; not given: all. */
  target: EntityRef.exactOptional(),
  /** Also those that have ended. */
  all: z.boolean().exactOptional(),
  /** Only those in these states; in place of `all`. */
  states: z
    .array(z.enum(['applied', 'reversed', 'expired']))
    .min(1)
    .max(3)
    .exactOptional(),
  /** Its name in the pack. */
  enforcement: name.exactOptional(),
  /** Only those with a cause of this kind. */
  cause: z.enum(['rule', 'person', 'threshold']).exactOptional(),
  ...narrowed,
  ...cursor(EnforcementId),
})
export type FindEnforcementsRequest = z.infer<typeof FindEnforcementsRequest>
/** Newest first; `next` leads to older ones, null when there are none. */
export const EnforcementList = z.object({
  enforcements: z.array(Enforcement),
  next: EnforcementId.nullable(),
})
export type EnforcementList = z.infer<typeof EnforcementList>

export const Strike = z.object({
  id: StrikeId,
  account: z.string(),
  world: z.string().nullable(),
  family: z.string(),
  weight: z.number(),
  ...origin,
  at: moment,
  expires: moment,
  state: z.enum(['counts', 'folded', 'expired', 'reversed']),
})
export type Strike = z.infer<typeof Strike>
export const FindStrikesRequest = z.strictObject({
  /** Not given: all. */
  account: EntityRef.exactOptional(),
  ...narrowed,
  ...cursor(StrikeId),
})
export type FindStrikesRequest = z.infer<typeof FindStrikesRequest>
/** `sum` is of all that counts now, in all worlds, of the account that was asked about; of strikes with one cause only the heaviest counts, the others are `folded`. */
export const StrikeList = z.object({
  account: z.string().nullable(),
  sum: z.number().nullable(),
  strikes: z.array(Strike),
  next: StrikeId.nullable(),
})
export type StrikeList = z.infer<typeof StrikeList>

export const ThresholdPreviewRequest = z.strictObject({
  /** Only strikes of so long; not given: all that count. */
  within: Length.exactOptional(),
  /** Only strikes under these families of policies; not given: all. */
  families: z.array(name).min(1).max(100).exactOptional(),
  /** Sums to ask about; not given: those of the pack's thresholds, and 1 to 10. */
  at: z.array(z.number().gt(0).max(100_000)).min(1).max(100).exactOptional(),
})
export type ThresholdPreviewRequest = z.infer<typeof ThresholdPreviewRequest>
export const ThresholdPreview = z.object({
  /** Accounts with any strike that counts. */
  accounts: z.int(),
  /** How many accounts have a sum of `from` (inclusive) to `to` (exclusive). */
  histogram: z.array(z.object({ from: z.number(), to: z.number(), accounts: z.int() })),
  /** How many accounts stand at `at` or above. */
  hit: z.array(z.object({ at: z.number(), accounts: z.int() })),
})
export type ThresholdPreview = z.infer<typeof ThresholdPreview>

export const StatementParams = z.strictObject({ id: StatementId })
/** What an affected user was told: `texts` in words by language, the rest as data. Holds no content. */
export const Statement = z.object({
  id: StatementId,
  kind: z.enum(['enforcement', 'notice', 'correction', 'appeal']),
  account: z.string(),
  decision: DecisionId.nullable(),
  enforcement: EnforcementId.nullable(),
  appeal: AppealId.nullable(),
  world: z.string().nullable(),
  policy: z.string(),
  at: moment,
  /** Until when it may be appealed; null: it may not. */
  appealUntil: moment.nullable(),
  texts: z.record(z.string(), z.string()),
  measure: z
    .object({
      enforcement: z.string().exactOptional(),
      verdict: z.string().exactOptional(),
      from: moment,
      until: moment.nullable(),
    })
    .exactOptional(),
  event: z
    .object({
      id: z.string().exactOptional(),
      type: z.string(),
      time: moment.exactOptional(),
      field: z.string().exactOptional(),
      spans: z.array(z.tuple([z.int(), z.int()])),
    })
    .exactOptional(),
  automatedDetection: z.boolean().exactOptional(),
  automatedDecision: z.enum(['fully', 'partially', 'not']).exactOptional(),
  source: z.enum(['own-initiative', 'report']).exactOptional(),
  about: z.array(StatementId).exactOptional(),
  outcome: z.enum(['upheld', 'overturned', 'reversed']).exactOptional(),
  /** Fields of the EU's transparency database. */
  dsa: z.record(z.string(), z.union([z.string(), z.array(z.string())])).exactOptional(),
})
export type Statement = z.infer<typeof Statement>
export const FindStatementsRequest = z.strictObject({
  /** Not given: all. */
  account: EntityRef.exactOptional(),
  kinds: z
    .array(z.enum(['enforcement', 'notice', 'correction', 'appeal']))
    .min(1)
    .max(4)
    .exactOptional(),
  ...narrowed,
  ...cursor(StatementId),
})
export type FindStatementsRequest = z.infer<typeof FindStatementsRequest>
export const StatementList = z.object({
  account: z.string().nullable(),
  statements: z.array(Statement),
  next: StatementId.nullable(),
})
export type StatementList = z.infer<typeof StatementList>

export const AppealParams = z.strictObject({ id: AppealId })
export const FileAppealRequest = z.strictObject({
  /** The statement, the enforcement or the decision that is appealed. */
  about: z.union([StatementId, EnforcementId, DecisionId], {
    error: 'expected the id of a statement (sor-…), an enforcement (enf-…) or a decision (d-…)',
  }),
  /** Who appeals: the account that it was done to. */
  account: EntityRef,
  /** The player's own words. */
  text: z.string().min(1).max(10_000),
  /** The platform's own id of the appeal: sent again, it counts once. */
  id: line(200).exactOptional(),
})
export type FileAppealRequest = z.infer<typeof FileAppealRequest>
export const Appeal = z.object({
  id: AppealId,
  state: z.enum(['open', 'upheld', 'overturned']),
  account: z.string(),
  statement: StatementId,
  decision: DecisionId.nullable(),
  enforcement: EnforcementId.nullable(),
  world: z.string().nullable(),
  policy: z.string(),
  at: moment,
  decidedAt: moment.nullable(),
})
export type Appeal = z.infer<typeof Appeal>
/** An appeal's job, and whether the asker may take it. Who else holds it is for those who manage jobs. */
export const AppealJob = z.object({
  job: JobId,
  queue: z.string(),
  state: z.enum(['open', 'settling', 'done', 'withdrawn']),
  held: z.enum(['by-you', 'by-other', 'no']),
  dueAt: moment,
  /** Null: the asker may take it. */
  whyNot: z
    .enum(['no-person', 'no-right', 'closed', 'held', 'judged-before', 'not-for-you', 'not-chosen', 'drawn'])
    .nullable(),
})
export type AppealJob = z.infer<typeof AppealJob>
/** With the player's words, null when they were erased or the asker is not cleared for so grave a matter. */
export const AppealWithText = Appeal.extend({
  severity: Severity,
  text: z.string().nullable(),
  /** The job in which it is judged; null when there is none, or the asker may not see it. */
  job: AppealJob.nullable(),
})
export type AppealWithText = z.infer<typeof AppealWithText>
export const FindAppealsRequest = z.strictObject({
  account: EntityRef.exactOptional(),
  state: z.enum(['open', 'upheld', 'overturned']).exactOptional(),
  ...narrowed,
  ...cursor(AppealId),
})
export type FindAppealsRequest = z.infer<typeof FindAppealsRequest>
export const AppealList = z.object({ appeals: z.array(AppealWithText), next: AppealId.nullable() })
export type AppealList = z.infer<typeof AppealList>
