import { z } from 'zod'
import { EntityRef } from './entity.ts'

/** A run that applied a rule to the past: `t-` and 32 hexadecimal digits. */
export const RetroactId = z
  .string()
  .regex(/^t-[0-9a-f]{32}$/, 'expected t- and 32 hexadecimal digits')
  .brand<'RetroactId'>()
export type RetroactId = z.infer<typeof RetroactId>

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
  z.object({ kind: z.literal('job'), ...mark, queue: z.string() }),
  z.object({
    kind: z.literal('enforcement'),
    ...base,
    enforcement: z.string(),
    until: z.iso.datetime().exactOptional(),
  }),
  z.object({ kind: z.literal('notice'), ...base }),
])
export type Effect = z.infer<typeof Effect>
