import { z } from 'zod'
import { Span } from '../../core/decision.ts'
import { EffectParams } from '../../core/effect.ts'
import { Event } from '../../core/event.ts'
import { DecisionId } from '../../core/id.ts'
import { AnnotationId, EnforcementId, JobId, ReportId, UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import { Verdict } from '../../core/verdict.ts'
import { ExplainedRule } from './decisions.ts'
import { Statement } from './enforcements.ts'
import { JOB_HEAD } from './job-head.ts'
import { Choice, JobKind, JobStage, On, Region } from './job-words.ts'

const time = z.iso.datetime()

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
      /** Rules that could not be decided, as when a file was not looked at in time, and that the event was held for. */
      undecided: z.array(z.string()),
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
  ...JOB_HEAD,
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
