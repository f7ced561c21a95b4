import { z } from 'zod'
import { Severity } from '../../core/severity.ts'
import { Difference } from './rule-edits.ts'
import { RuleAnomaly, RuleCounts } from './rules.ts'
import { Version } from './versions.ts'

const whole = (most: number) =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, `expected a number from 1 to ${most}`)
    .refine((text) => Number(text) <= most, `expected a number from 1 to ${most}`)
    .exactOptional()

export const RuleParams = z.strictObject({ id: z.string().min(1).max(64) })
export const HoursQuery = z.strictObject({ days: whole(35) })
export const DaysQuery = z.strictObject({ days: whole(35) })
export const HistoryQuery = z.strictObject({
  /** Only versions before this one. */
  before: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, 'expected the number of a version')
    .exactOptional(),
})
export type HistoryQuery = z.infer<typeof HistoryQuery>

/** What is known of a rule as it stands, upon which it may be given more force. */
export const RuleEvidence = z.object({
  /** When its condition last changed, as far as versions tell. */
  since: z.iso.datetime(),
  /** Days since then in shadow, or as a canary. */
  shadowDays: z.number(),
  /** Events since then. */
  events: z.int(),
  /** What it did since then with force, and would have done without. */
  fired: z.int(),
  wouldHaveFired: z.int(),
  unknown: z.int(),
  anomalies: z.array(RuleAnomaly),
  /** How often it was right, in the last 90 days; null: too few of its firings were judged, or the asker may not know. */
  precision: z
    .object({
      judged: z.int(),
      violating: z.int(),
      share: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    })
    .nullable(),
})
export type RuleEvidence = z.infer<typeof RuleEvidence>

const Link = z.object({ how: z.string(), part: z.string(), name: z.string() })

/** A rule of the live pack. */
export const RuleDetail = z.object({
  version: z.int(),
  id: z.string(),
  policy: z.object({
    id: z.string(),
    version: z.int(),
    severity: Severity,
    title: z.record(z.string(), z.string()),
  }),
  on: z.array(z.string()),
  /** Null: all. */
  worlds: z.array(z.string()).nullable(),
  when: z.string(),
  mode: z.string(),
  unknown: z.enum(['skip', 'hold']),
  owner: z.string().nullable(),
  description: z.string().nullable(),
  /** What it asks for, in words. */
  verdict: z.string().nullable(),
  effects: z.string(),
  /** As its file has it. */
  spec: z.record(z.string(), z.json()),
  file: z.string(),
  line: z.int(),
  source: z.string(),
  uses: z.array(Link),
  evidence: RuleEvidence,
})
export type RuleDetail = z.infer<typeof RuleDetail>

/** Each hour with events for it, from the oldest. */
export const RuleHoursReply = z.object({
  id: z.string(),
  from: z.iso.datetime(),
  hours: z.array(z.object({ at: z.iso.datetime(), ...RuleCounts.shape })),
})
export type RuleHoursReply = z.infer<typeof RuleHoursReply>

/** Firings with and without force, by rule and day (UTC), from the oldest day; today is the last. */
export const RuleDaysReply = z.object({
  days: z.array(z.iso.date()),
  rules: z.array(z.object({ id: z.string(), fires: z.array(z.int()) })),
})
export type RuleDaysReply = z.infer<typeof RuleDaysReply>

/** A version that changed a rule, or a policy. */
export const PartVersion = z.object({
  version: Version,
  kind: z.enum(['added', 'removed', 'changed']),
  differences: z.array(Difference),
  /** As the file had it before and after; null: it was not there. */
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type PartVersion = z.infer<typeof PartVersion>

/** Newest first; `next` goes into `before` for what is older, null: there is nothing more. */
export const HistoryReply = z.object({ changes: z.array(PartVersion), next: z.int().nullable() })
export type HistoryReply = z.infer<typeof HistoryReply>

const Texts = z.record(z.string(), z.string())

export const PolicySummary = z.object({
  id: z.string(),
  version: z.int(),
  severity: Severity,
  title: Texts,
  strike: z.number(),
  /** Rules under it. */
  rules: z.array(z.object({ id: z.string(), mode: z.string() })),
  /** Firings of those in the seven days before today, with and without force. */
  fires: z.int(),
})
export type PolicySummary = z.infer<typeof PolicySummary>

export const PoliciesReply = z.object({
  version: z.int(),
  languages: z.array(z.string()),
  policies: z.array(PolicySummary),
})
export type PoliciesReply = z.infer<typeof PoliciesReply>

export const PolicyDetail = z.object({
  ...PolicySummary.shape,
  live: z.int(),
  languages: z.array(z.string()),
  guideline: Texts,
  notice: Texts,
  legal: z.json(),
  maps: z.record(z.string(), z.array(z.string())),
  /** Samples, reports and whatever else names it. */
  usedBy: z.array(Link),
  spec: z.record(z.string(), z.json()),
  file: z.string(),
  line: z.int(),
  source: z.string(),
})
export type PolicyDetail = z.infer<typeof PolicyDetail>
