import { z } from 'zod'
import { Span } from '../../core/decision.ts'
import { EffectParams } from '../../core/effect.ts'
import { EntityRef } from '../../core/entity.ts'
import { Event } from '../../core/event.ts'
import { DecisionId } from '../../core/id.ts'
import { AnnotationId, EnforcementId, JobId, ReportId, UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import { Verdict } from '../../core/verdict.ts'
import { ExplainedRule, Language } from './decisions.ts'
import { Statement } from './enforcements.ts'
import { Length } from './length.ts'
import { Rest } from './protection.ts'

const QueueName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_.-]*$/, 'expected the name of a queue')
const PolicyName = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/, 'expected the id of a policy, such as harassment.insult')
const Claim = z.string().regex(/^[0-9a-f]{32}$/, 'expected the claim that came with the job')
const time = z.iso.datetime()
/** Words of a person: several lines, no other control characters. */
const Note = z
  .string()
  .min(1)
  .max(2000)
  .regex(/^(?:[^\p{Cc}]|[\n\t])*$/u, 'expected no control characters')

export const JobKind = z.enum(['rule', 'report', 'audit', 'golden', 'appeal'])
export const JobState = z.enum(['open', 'settling', 'done', 'withdrawn'])
export const JobStage = z.enum(['first', 'second', 'adjudication'])
export const Choice = z.enum(['violates', 'fine', 'unsure'])
export type Choice = z.infer<typeof Choice>

/** What an account has behind it, as far as the asker may see it. */
export const AccountHistory = z.object({
  strikes: z.object({
    /** What those that stand come to. */
    sum: z.number(),
    standing: z.int(),
    /** The latest, newest first. */
    list: z.array(
      z.object({
        policy: z.string(),
        weight: z.number(),
        decision: DecisionId.nullable(),
        at: time,
        expiresAt: time,
        state: z.enum(['standing', 'expired', 'reversed']),
      }),
    ),
  }),
  /** In force. */
  enforcements: z.array(
    z.object({
      id: EnforcementId,
      enforcement: z.string(),
      target: z.string(),
      from: time,
      until: time.nullable(),
    }),
  ),
  /** Borne now; null for whoever is bound to some worlds. */
  labels: z.array(z.object({ label: z.string(), since: time, until: time.nullable() })).nullable(),
})
export type AccountHistory = z.infer<typeof AccountHistory>

export const JobParams = z.strictObject({ id: JobId })

/** A part of an item that is no text: a box from 0 to 1 of its width and height, and from when to when, in ms. */
export const Region = z.strictObject({
  box: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .refine((box) => box.every((one) => one >= 0 && one <= 1), 'expected numbers from 0 to 1')
    .exactOptional(),
  fromMs: z.int().min(0).exactOptional(),
  toMs: z.int().min(0).exactOptional(),
})

const On = z.enum(['actor', 'target', 'session', 'item'])

/** An enforcement that a reviewer may choose for a job. */
export const AllowedEnforcement = z.object({
  name: z.string(),
  title: z.record(z.string(), z.string()),
  description: z.string(),
  /** Kind of entity that it acts on; null: any. */
  on: z.string().nullable(),
  reversible: z.boolean(),
  /** How long it lasts when nothing else is said; null: without an end. */
  forMs: z.number().nullable(),
  params: z.record(
    z.string(),
    z.object({
      type: z.enum(['string', 'number', 'boolean']),
      required: z.boolean(),
      oneOf: z.array(z.union([z.string(), z.number()])).nullable(),
    }),
  ),
})
export type AllowedEnforcement = z.infer<typeof AllowedEnforcement>

export const ChosenEnforcement = z.object({
  name: z.string(),
  on: On,
  forMs: z.number().nullable(),
  with: EffectParams.nullable(),
})

/** A judgement as those see it who may. */
export const JudgementView = z.object({
  annotation: AnnotationId,
  stage: JobStage,
  choice: Choice,
  policies: z.array(z.string()),
  enforcements: z.array(ChosenEnforcement),
  strike: z.boolean(),
  spans: z.array(Span),
  regions: z.array(Region),
  note: z.string().nullable(),
  /** Null for those who may not know. */
  reviewer: UserId.nullable(),
  blind: z.boolean(),
  spentMs: z.number(),
  at: time,
  marks: z.array(z.string()),
})
export type JudgementView = z.infer<typeof JudgementView>

/** Why a job stands where it does, term by term. */
export const PriorityView = z.object({
  priority: z.number(),
  formula: z.string(),
  terms: z.array(z.object({ term: z.string(), factor: z.number(), words: z.string() })),
})

/** What lies behind a job. A blind job has none: neither what was decided nor what others said, nor how it came here. */
export const Background = z.object({
  kind: JobKind,
  stage: JobStage,
  createdAt: time,
  outcome: Choice.nullable(),
  events: z.int(),
  reports: z.int(),
  reach: z.int(),
  /** Of an appeal: the player's words (null: erased), and what the player had been told. */
  appeal: z.object({ text: z.string().nullable(), statement: Statement.nullable() }).nullable(),
  /** Many people reported it within minutes. */
  mass: z.boolean(),
  priority: PriorityView.nullable(),
  decision: z
    .object({
      id: DecisionId,
      verdict: Verdict,
      at: time,
      reasons: z.array(
        z.object({ rule: z.string(), policy: z.string(), severity: Severity, spans: z.array(Span) }),
      ),
      /** The content as it was shown when it was masked. */
      masked: z.string().nullable(),
    })
    .nullable(),
  /** Events and reports that joined the job, oldest first. */
  members: z.array(
    z.object({
      at: time,
      decision: DecisionId.nullable(),
      report: ReportId.nullable(),
      rule: z.string().nullable(),
    }),
  ),
  /** What was judged about the same actor before, newest first. */
  earlier: z.array(
    z.object({
      job: JobId,
      policy: z.string(),
      outcome: Choice.nullable(),
      closedAt: time,
      decision: DecisionId.nullable(),
    }),
  ),
  /** Of the actor; only where the context is asked for. */
  history: AccountHistory.nullable(),
  /** What the event says of the accounts in it; null: it is not kept. */
  account: z
    .object({
      ageMs: z.number().nullable(),
      actorMinor: z.boolean().nullable(),
      targetMinor: z.boolean().nullable(),
      minorsPresent: z.boolean().nullable(),
    })
    .nullable(),
  /** Why each rule fired, part by part; only where the context is asked for. */
  why: z.array(ExplainedRule).nullable(),
  /** The judgements that a disagreement is about. */
  judgements: z.array(JudgementView),
  /** What happened in the same session just before and after, oldest first; only where the context is asked for. */
  thread: z
    .array(
      z.object({
        decision: DecisionId,
        event: Event.nullable(),
        verdict: Verdict,
        at: time,
        /** The feature that holds what was said. */
        of: z.string().nullable(),
      }),
    )
    .nullable(),
})
export type Background = z.infer<typeof Background>

/** A job as a reviewer sees it. */
export const JobView = z.object({
  job: JobId,
  queue: z.string(),
  state: JobState,
  severity: Severity,
  world: z.string(),
  language: z.string().nullable(),
  /** Type of the event; null when it is about an entity alone. */
  type: z.string().nullable(),
  blind: z.boolean(),
  dueAt: time,
  /** What is asked: whether the item breaks this policy. */
  policy: z.object({
    /** `id@version` of the live pack. */
    id: z.string(),
    title: z.record(z.string(), z.string()),
    guideline: z.record(z.string(), z.string()),
    /** Weight of the strike that `violates` brings unless it is asked for without. */
    strike: z.number(),
  }),
  /** To be sent with the judgement; null when somebody else holds the job, or nobody. */
  claim: z.string().nullable(),
  heldUntil: time.nullable(),
  /** What awaits whoever looks, in words by language, made from what is known; quotes nothing of the content. */
  summary: z.object({ en: z.array(z.string()), ko: z.array(z.string()) }),
  /** Until when the judgement can be undone; null when there is none to undo. */
  undoUntil: time.nullable(),
  /** The item: what was sent, without its id and time; null when it was erased, is an entity, or is not shown. */
  content: z
    .object({
      data: z.record(z.string(), z.json()),
      /** The feature that is judged. */ of: z.string().nullable(),
    })
    .nullable(),
  /** Why the content is not there; null when it is. */
  withheld: z.enum(['not-held', 'not-cleared', 'erased', 'entity']).nullable(),
  /** The entity that is judged; null when an event is. */
  entity: z.string().nullable(),
  actor: z.string().nullable(),
  target: z.string().nullable(),
  session: z.string().nullable(),
  enforcements: z.array(AllowedEnforcement),
  background: Background.nullable(),
})
export type JobView = z.infer<typeof JobView>

export const TakeRequest = z.strictObject({
  /** Only from these; all that the person may take from when not given. */
  queues: z.array(QueueName).min(1).max(50).exactOptional(),
  /** At most so many; 1 when not given. */
  count: z.int().min(1).max(10).exactOptional(),
  /** With what is known around each: thread, history, and why rules fired, told in this language. */
  context: Language.exactOptional(),
})
export type TakeRequest = z.infer<typeof TakeRequest>
export const JobsReply = z.object({ jobs: z.array(JobView) })
export type JobsReply = z.infer<typeof JobsReply>
/** `rest`: there are no jobs because the person has seen enough for now, and since when there may be more; null otherwise. */
export const TakeReply = z.object({ jobs: z.array(JobView), rest: Rest.nullable() })
export type TakeReply = z.infer<typeof TakeReply>

/** How what is known around a job is told. */
export const ContextQuery = z.strictObject({ language: Language.exactOptional() })
export type ContextQuery = z.infer<typeof ContextQuery>
export const HeldQuery = z.strictObject({
  /** With what is known around each, told in this language. */
  context: Language.exactOptional(),
})
export type HeldQuery = z.infer<typeof HeldQuery>

/** The policies that a reviewer may find broken, with their guidelines. */
export const ReviewPolicies = z.object({
  policies: z.array(
    z.object({
      /** `id@version` */
      id: z.string(),
      severity: Severity,
      title: z.record(z.string(), z.string()),
      guideline: z.record(z.string(), z.string()),
      strike: z.number(),
    }),
  ),
  /** How long a judgement can be undone. */
  undoMs: z.number(),
})
export type ReviewPolicies = z.infer<typeof ReviewPolicies>

export const ClaimRequest = z.strictObject({ claim: Claim })
export type ClaimRequest = z.infer<typeof ClaimRequest>
export const ExtendReply = z.object({ job: JobId, heldUntil: time })
export type ExtendReply = z.infer<typeof ExtendReply>
export const ReleaseReply = z.object({ job: JobId, released: z.literal(true) })
export type ReleaseReply = z.infer<typeof ReleaseReply>

export const AnnotateRequest = z.strictObject({
  claim: Claim,
  choice: Choice,
  /** The policies that are broken; the one that was asked about when not given. */
  policies: z.array(PolicyName).max(20).exactOptional(),
  enforcements: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(64),
        on: On,
        /** For how long, as `7d`; as long as the pack says when not given. */
        for: Length.exactOptional(),
        with: EffectParams.exactOptional(),
      }),
    )
    .max(10)
    .exactOptional(),
  /** False: no strike, though the policy has one. */
  strike: z.boolean().exactOptional(),
  /** Where in the content it is, in UTF-16 units. */
  spans: z
    .array(Span.refine(([from, to]) => from >= 0 && to > from, 'expected [start, end) with start before end'))
    .max(100)
    .exactOptional(),
  regions: z.array(Region).max(100).exactOptional(),
  note: Note.exactOptional(),
  /** How long the reviewer looked at it. */
  spentMs: z.int().min(0).max(86_400_000),
  /** Near-identical jobs to be judged in the same stroke, from `similar`. */
  also: z.array(JobId).max(100).exactOptional(),
})
export type AnnotateRequest = z.infer<typeof AnnotateRequest>
export const AnnotateReply = z.object({
  annotations: z.array(z.object({ job: JobId, annotation: AnnotationId })),
  /** Jobs of `also` that somebody else was faster with, or that are not like this one. */
  skipped: z.array(JobId),
  undoUntil: time,
})
export type AnnotateReply = z.infer<typeof AnnotateReply>

/** A job in a list. What a blind job hides is null but for those who manage jobs. */
export const JobRow = z.object({
  job: JobId,
  queue: z.string(),
  state: JobState,
  severity: Severity,
  world: z.string(),
  language: z.string().nullable(),
  type: z.string().nullable(),
  policy: z.string(),
  blind: z.boolean(),
  dueAt: time,
  breachedAt: time.nullable(),
  heldBy: UserId.nullable(),
  heldUntil: time.nullable(),
  kind: JobKind.nullable(),
  stage: JobStage.nullable(),
  createdAt: time.nullable(),
  events: z.int().nullable(),
  reports: z.int().nullable(),
  mass: z.boolean().nullable(),
  outcome: Choice.nullable(),
  closedAt: time.nullable(),
})
export type JobRow = z.infer<typeof JobRow>

export const SimilarRequest = z.strictObject({ limit: z.int().min(1).max(100).exactOptional() })
export type SimilarRequest = z.infer<typeof SimilarRequest>
export const SimilarReply = z.object({ job: JobId, jobs: z.array(JobView) })
export type SimilarReply = z.infer<typeof SimilarReply>

export const SearchJobsRequest = z.strictObject({
  queues: z.array(QueueName).min(1).max(50).exactOptional(),
  states: z.array(JobState).min(1).exactOptional(),
  /** For those who manage jobs: it would tell a blind job from others. */
  kinds: z.array(JobKind).min(1).exactOptional(),
  /** For those who manage jobs. */
  stages: z.array(JobStage).min(1).exactOptional(),
  policy: PolicyName.exactOptional(),
  family: z.string().min(1).max(64).exactOptional(),
  /** For those who manage jobs. */
  decision: DecisionId.exactOptional(),
  actor: EntityRef.exactOptional(),
  world: z.string().min(1).max(64).exactOptional(),
  language: z.string().min(2).max(16).exactOptional(),
  heldBy: UserId.exactOptional(),
  breached: z.boolean().exactOptional(),
  /** The `next` of the page before. */
  before: JobId.exactOptional(),
  /** At most so many; 100 when not given. */
  limit: z.int().min(1).max(1000).exactOptional(),
})
export type SearchJobsRequest = z.infer<typeof SearchJobsRequest>
/** Newest first; `next` leads to older ones, null when there are none. */
export const SearchJobsReply = z.object({ jobs: z.array(JobRow), next: JobId.nullable() })
export type SearchJobsReply = z.infer<typeof SearchJobsReply>

export const MoveRequest = z.strictObject({ queue: QueueName })
export type MoveRequest = z.infer<typeof MoveRequest>
export const RaiseRequest = z.strictObject({
  /** Makes it graver, never less grave. */
  severity: Severity.exactOptional(),
})
export type RaiseRequest = z.infer<typeof RaiseRequest>
export const AssignRequest = z.strictObject({
  person: UserId,
  /** For how long it is kept for them; 24h when not given. */
  for: Length.exactOptional(),
})
export type AssignRequest = z.infer<typeof AssignRequest>

/** A queue, counting only the jobs in it that the asker may see. */
export const QueueView = z.object({
  queue: z.string(),
  description: z.string(),
  default: z.boolean(),
  /** False: the pack declares it no more, and jobs are left in it. */
  declared: z.boolean(),
  clearance: Severity.nullable(),
  languages: z.array(z.string()).nullable(),
  serviceLevelMs: z.number(),
  waiting: z.int(),
  held: z.int(),
  breached: z.int(),
  /** When the oldest open job came; null: there is none. */
  oldestAt: time.nullable(),
  /** When the next open job is due. */
  dueAt: time.nullable(),
})
export type QueueView = z.infer<typeof QueueView>
export const QueueList = z.object({ queues: z.array(QueueView) })
export type QueueList = z.infer<typeof QueueList>
export const QueueParams = z.strictObject({ queue: QueueName })
export const QueueHead = z.object({ queue: QueueView, next: z.array(JobRow) })
export type QueueHead = z.infer<typeof QueueHead>
