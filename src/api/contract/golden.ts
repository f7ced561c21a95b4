import { z } from 'zod'
import { DecisionId } from '../../core/id.ts'
import { AnnotationId, UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'

/** An item whose truth is known: `gld-` and 32 hexadecimal digits. */
export const GoldenId = z.string().regex(/^gld-[0-9a-f]{32}$/, 'expected gld- and 32 hexadecimal digits')
export const GoldenParams = z.strictObject({ id: GoldenId })

const Policy = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/, 'expected the id of a policy, such as harassment.insult')

/** What is known of an item, and how reviewers did on it. */
export const Golden = z.object({
  golden: GoldenId,
  decision: DecisionId,
  policy: z.string(),
  truth: z.enum(['violates', 'fine']),
  policies: z.array(z.string()),
  source: z.enum(['manual', 'annotation']),
  queue: z.string(),
  world: z.string(),
  severity: Severity,
  language: z.string().nullable(),
  addedAt: z.iso.datetime(),
  addedBy: UserId.nullable(),
  retiredAt: z.iso.datetime().nullable(),
})
export type Golden = z.infer<typeof Golden>

/** From a judgement that is marked as truth, or from a decision with the truth as somebody knows it. */
export const AddGoldenRequest = z.union([
  z.strictObject({ annotation: AnnotationId }),
  z.strictObject({
    decision: DecisionId,
    truth: z.enum(['violates', 'fine']),
    /** What reviewers are asked about. */
    policy: Policy,
    /** All that is broken; `policy` when not given. */
    policies: z.array(Policy).max(20).exactOptional(),
    /** In whose place it is served; the default queue when not given. */
    queue: z.string().min(1).max(64).exactOptional(),
    language: z.string().min(2).max(16).exactOptional(),
  }),
])
export type AddGoldenRequest = z.infer<typeof AddGoldenRequest>

export const ListGoldenQuery = z.strictObject({
  before: GoldenId.exactOptional(),
  limit: z
    .string()
    .regex(/^([1-9]\d{0,2}|1000)$/, 'expected a number from 1 to 1000')
    .exactOptional(),
})
export const GoldenTally = z.object({ ...Golden.shape, right: z.int(), wrong: z.int() })
export const GoldenList = z.object({ golden: z.array(GoldenTally), next: GoldenId.nullable() })
export type GoldenList = z.infer<typeof GoldenList>
