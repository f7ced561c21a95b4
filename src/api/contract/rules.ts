import { z } from 'zod'

/** What a rule did in some hours: firings with force, and without (shadow, canaries not drawn). */
export const RuleCounts = z.object({
  fired: z.int(),
  shadow: z.int(),
  /** Conditions that could not be decided. */
  unknown: z.int(),
  /** Events of its types and worlds. */
  events: z.int(),
})
export type RuleCounts = z.infer<typeof RuleCounts>

/** A count out of line with the four weeks before. */
export const RuleAnomaly = z.object({
  what: z.enum(['fires', 'unknown']),
  /** The last full hour, or the last 24. */
  over: z.enum(['hour', 'day']),
  kind: z.enum(['more', 'fewer']),
  observed: z.int(),
  expected: z.number(),
  /** The chance of a count as far out. */
  p: z.number(),
})
export type RuleAnomaly = z.infer<typeof RuleAnomaly>

export const RuleReport = z.object({
  id: z.string(),
  /** `id@version` */
  policy: z.string(),
  on: z.array(z.string()),
  /** `shadow`, `canary N%` or `live`. */
  mode: z.string(),
  owner: z.string().exactOptional(),
  /** Days are those of UTC. */
  today: RuleCounts,
  yesterday: RuleCounts,
  /** The seven days before today. */
  week: RuleCounts,
  /** Firings a day, with and without force, over the full days before today, seven at most; null: there are none yet. */
  perDay: z.number().nullable(),
  /** Of the events of this week and today, how many it could not decide; null: there were none. */
  unknownRate: z.number().nullable(),
  anomalies: z.array(RuleAnomaly),
})
export type RuleReport = z.infer<typeof RuleReport>

/** What every rule that judges has done. */
export const RulesReply = z.object({
  ruleset: z.string(),
  version: z.int(),
  at: z.iso.datetime(),
  /** Of steady counts, about this share is told as an anomaly by chance. */
  errorRate: z.number(),
  rules: z.array(RuleReport),
})
export type RulesReply = z.infer<typeof RulesReply>

const Link = z.object({ how: z.string(), part: z.string(), name: z.string() })

/** A part of the pack, with what it uses and what uses it. */
export const RegistryPart = z.object({
  part: z.string(),
  name: z.string(),
  uses: z.array(Link),
  usedBy: z.array(Link),
  unused: z.boolean(),
})
export type RegistryPart = z.infer<typeof RegistryPart>

export const RegistryReply = z.object({
  ruleset: z.string(),
  version: z.int(),
  parts: z.array(RegistryPart),
})
export type RegistryReply = z.infer<typeof RegistryReply>
