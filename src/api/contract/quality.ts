import { z } from 'zod'
import { Verdict } from '../../core/verdict.ts'

const moment = z.iso.datetime({ offset: true })
const name = z.string().min(1).max(200)

const span = {
  /** Judgements made from (inclusive) … */
  from: moment,
  /** … to (exclusive); now, when not given. */
  to: moment.exactOptional(),
  /** Only these worlds; of a key or person bound to some, those by default. */
  worlds: z.array(name).min(1).max(100).exactOptional(),
}
const golden = {
  /** Golden jobs judged since then show how often reviewers err; 90 days before `to`, or `from`, when not given. */
  goldenFrom: moment.exactOptional(),
}

/** An estimate with its 95 % interval. */
export const QualityEstimate = z.object({ value: z.number(), low: z.number(), high: z.number() })
export type QualityEstimate = z.infer<typeof QualityEstimate>
const estimate = QualityEstimate.nullable()

const counted = z.object({
  hits: z.int(),
  of: z.int(),
  value: z.number().nullable(),
  low: z.number(),
  high: z.number(),
})

const head = {
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Null: all. */
  worlds: z.array(z.string()).nullable(),
  /** What a reader should know before believing the numbers. */
  notes: z.array(z.string()),
}

export const AgreementRequest = z.strictObject(span)
export type AgreementRequest = z.infer<typeof AgreementRequest>
export const AgreementReply = z.object({
  ...head,
  agreement: z.array(
    z.object({
      /** Null: all together. */
      family: z.string().nullable(),
      language: z.string().nullable(),
      jobs: z.int(),
      judgements: z.int(),
      /** Share of pairs of judgements that are the same. */
      agreed: z.number().nullable(),
      /** Krippendorff's alpha; null: not to be known, see `why`. */
      alpha: estimate,
      /** Gwet's AC1. */
      ac1: z.number().nullable(),
      why: z.string().nullable(),
    }),
  ),
})
export type AgreementReply = z.infer<typeof AgreementReply>

export const ReviewersRequest = z.strictObject({
  ...span,
  /** The share of golden jobs that is to be answered rightly; 0.8 when not given. */
  bar: z.number().gt(0).lt(1).exactOptional(),
})
export type ReviewersRequest = z.infer<typeof ReviewersRequest>
export const ReviewersReply = z.object({
  ...head,
  bar: z.number(),
  /** The best first. */
  reviewers: z.array(
    z.object({
      reviewer: z.string(),
      /** Null: they no longer come in. */
      name: z.string().nullable(),
      judged: z.int(),
      unsure: z.int(),
      medianMs: z.number().nullable(),
      /** Of golden jobs: answered rightly, of those that violate, of those that do not. */
      right: counted,
      sensitivity: counted,
      specificity: counted,
      /** Share right, drawn towards what is usual where answers are few: for ranking. */
      skill: QualityEstimate,
      /** The chance that the true share right is below the bar; `isBelow` from 95 % on. */
      chanceBelow: z.number(),
      isBelow: z.boolean(),
      /** Pairs with others' judgements of the same jobs. */
      agreement: counted,
      upheld: z.object({ violating: z.int(), overturned: z.int() }),
    }),
  ),
})
export type ReviewersReply = z.infer<typeof ReviewersReply>

const judgedShare = {
  judged: z.int(),
  violating: z.int(),
  /** Of about how many this is the share. */
  of: z.number(),
  /** Were reviewers never wrong. */
  asJudged: estimate,
  /** With reviewers' errors taken off, as golden jobs show them; null: not to be known, see `why`. */
  share: estimate,
  /** How many that is. */
  total: estimate,
  designEffect: z.number(),
  golden: z.object({ violating: z.int(), found: z.int(), fine: z.int(), passed: z.int() }).nullable(),
  why: z.string().nullable(),
}

export const PrevalenceRequest = z.strictObject({
  ...span,
  ...golden,
  /** Policies or families, as `harassment.insult` or `harassment`; every family that was found, when not given. */
  policies: z.array(name).min(1).max(100).exactOptional(),
  /** Whether each decision counts once, or as often as its content was seen. */
  by: z.enum(['decisions', 'exposure']).exactOptional(),
})
export type PrevalenceRequest = z.infer<typeof PrevalenceRequest>
export const PrevalenceReply = z.object({
  ...head,
  by: z.enum(['decisions', 'exposure']),
  /** Drawn decisions that nobody was sure of; left out. */
  unsure: z.int(),
  prevalence: z.array(
    z.object({
      /** Null: of any policy; in all worlds; whatever the verdict. */
      policy: z.string().nullable(),
      world: z.string().nullable(),
      verdict: Verdict.nullable(),
      ...judgedShare,
    }),
  ),
})
export type PrevalenceReply = z.infer<typeof PrevalenceReply>

export const RecallRequest = z.strictObject({
  ...span,
  ...golden,
  /** Policies or families; every family that was found, when not given. */
  policies: z.array(name).min(1).max(100).exactOptional(),
})
export type RecallRequest = z.infer<typeof RecallRequest>
export const RecallReply = z.object({
  ...head,
  /** Drawn decisions that nobody was sure of; left out. */
  unsure: z.int(),
  recall: z.array(
    z.object({
      /** Null: of any policy. */
      policy: z.string().nullable(),
      /** Null: any live rule of the policy's family. */
      rule: z.string().nullable(),
      shadow: z.boolean(),
      judged: z.int(),
      /** Of these, judged to violate; and of those, flagged. */
      violating: z.int(),
      flagged: z.int(),
      /** Share of what violates that was flagged, were reviewers never wrong; null: not to be known, see `why`. */
      asJudged: estimate,
      /** With reviewers' errors taken off, as golden jobs show them. */
      share: estimate,
      golden: judgedShare.golden,
      why: z.string().nullable(),
    }),
  ),
})
export type RecallReply = z.infer<typeof RecallReply>

export const PrecisionRequest = z.strictObject({ ...span, ...golden })
export type PrecisionRequest = z.infer<typeof PrecisionRequest>
export const PrecisionReply = z.object({
  ...head,
  unsure: z.int(),
  precision: z.array(
    z.object({
      /** Null: all rules of the family. */
      rule: z.string().nullable(),
      family: z.string(),
      shadow: z.boolean(),
      ...judgedShare,
    }),
  ),
})
export type PrecisionReply = z.infer<typeof PrecisionReply>
