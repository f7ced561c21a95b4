import { z } from 'zod'

export const RuleSummary = z.object({
  id: z.string(),
  /** `id@version` */
  policy: z.string(),
  on: z.array(z.string()),
  /** `shadow`, `canary N%` or `live`. */
  mode: z.string(),
  owner: z.string().exactOptional(),
  description: z.string().exactOptional(),
})
export type RuleSummary = z.infer<typeof RuleSummary>

/** The ruleset that judges now. */
export const RulesetReply = z.object({
  ruleset: z.string(),
  /** Number of the version that judges; see GET /v1/versions. */
  version: z.int(),
  since: z.iso.datetime(),
  tenant: z.string(),
  worlds: z.array(z.string()),
  eventTypes: z.array(z.string()),
  rules: z.array(RuleSummary),
})
export type RulesetReply = z.infer<typeof RulesetReply>

export const Health = z.object({ status: z.literal('ok') })
export type Health = z.infer<typeof Health>

/** Whether a decision could be made and stored just now, and in words why not. */
export const Readiness = z.object({
  ready: z.boolean(),
  ruleset: z.string().nullable(),
  /** Why it is not ready; empty when it is. */
  why: z.array(z.string()),
  /** What an operator should know although it is ready, such as a pack on disk that does not check. */
  notes: z.array(z.string()),
})
export type Readiness = z.infer<typeof Readiness>
