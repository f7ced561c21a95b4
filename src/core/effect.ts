import { z } from 'zod'
import { EntityRef } from './entity.ts'

const base = { rule: z.string(), policy: z.string(), target: EntityRef }

/** What fired rules ask for beside the verdict; recorded with the decision, carried out from there. */
export const Effect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('label'), ...base, label: z.string(), until: z.iso.datetime().exactOptional() }),
  z.object({ kind: z.literal('unlabel'), ...base, label: z.string() }),
  z.object({ kind: z.literal('strike'), ...base, weight: z.number() }),
  z.object({ kind: z.literal('job'), rule: z.string(), policy: z.string(), queue: z.string() }),
  z.object({
    kind: z.literal('enforcement'),
    ...base,
    enforcement: z.string(),
    until: z.iso.datetime().exactOptional(),
  }),
  z.object({ kind: z.literal('notice'), ...base }),
])
export type Effect = z.infer<typeof Effect>
