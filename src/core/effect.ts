import { z } from 'zod'
import { EntityRef } from './entity.ts'
import { AnnotationId, AppealId, UserId } from './ids.ts'

/** A run that applied a rule to the past: `t-` and 32 hexadecimal digits. */
export const RetroactId = z
  .string()
  .regex(/^t-[0-9a-f]{32}$/, 'expected t- and 32 hexadecimal digits')
  .brand<'RetroactId'>()
export type RetroactId = z.infer<typeof RetroactId>

/** Values of an enforcement's parameters. */
export const EffectParams = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
export type EffectParams = z.infer<typeof EffectParams>

const mark = {
  rule: z.string(),
  policy: z.string(),
  /** The run that asked for it long after the event; not there on effects of live decisions. */
  retroactive: RetroactId.exactOptional(),
  /** It takes back the same effect of that run. */
  reverses: z.literal(true).exactOptional(),
}
const base = { ...mark, target: EntityRef }

/** What fired rules ask for beside the verdict; recorded with the decision, carried out from there. */
export const Effect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('label'), ...base, label: z.string(), until: z.iso.datetime().exactOptional() }),
  z.object({ kind: z.literal('unlabel'), ...base, label: z.string() }),
  z.object({ kind: z.literal('strike'), ...base, weight: z.number() }),
  z.object({
    kind: z.literal('job'),
    ...mark,
    queue: z.string(),
    /** Chosen by chance, whatever was decided: under which name, and with what probability. */
    sample: z.object({ name: z.string(), probability: z.number().gt(0).max(1) }).exactOptional(),
  }),
  z.object({
    kind: z.literal('enforcement'),
    ...base,
    enforcement: z.string(),
    until: z.iso.datetime().exactOptional(),
    /** Parameters that the enforcement declares, by name. */
    with: EffectParams.exactOptional(),
  }),
  z.object({ kind: z.literal('notice'), ...base }),
])
export type Effect = z.infer<typeof Effect>

/** Who asked, and with which judgement; `policy` as `id@version`. */
const asked = {
  policy: z.string(),
  /** Not there when somebody acted without a job. */
  annotation: AnnotationId.exactOptional(),
  by: UserId.exactOptional(),
  /** What an enforcement is for, in the words of whoever asked; never shown to the affected user as it is. */
  note: z.string().exactOptional(),
}
const askedOn = { ...asked, target: EntityRef }

/** What people ask for after the decision: it goes into the same outbox as effects of rules, and is carried out alike. */
export const LaterEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('later-strike'), ...askedOn, weight: z.number() }),
  z.object({
    kind: z.literal('later-enforcement'),
    ...askedOn,
    enforcement: z.string(),
    until: z.iso.datetime().exactOptional(),
    with: EffectParams.exactOptional(),
  }),
  z.object({ kind: z.literal('later-notice'), ...askedOn }),
  /** Takes back everything that the decision led to: enforcements, strikes and what strikes fired, labels. */
  z.object({ kind: z.literal('reverse'), ...asked, appeal: AppealId.exactOptional(), why: z.string() }),
])
export type LaterEffect = z.infer<typeof LaterEffect>
