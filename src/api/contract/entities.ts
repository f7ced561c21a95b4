import { z } from 'zod'
import { EntityRef } from '../../core/entity.ts'
import { DecisionId } from '../../core/id.ts'
import { EntityRefId } from '../../core/ids.ts'
import { AppealWithText, Enforcement, Strike } from './enforcements.ts'
import { BorneLabel, LabelWord } from './labels.ts'
import { SeenReport } from './reports.ts'

const entity = EntityRef
/** How far back the history is looked at. */
const days = z.int().min(1).max(400).exactOptional()
const time = z.iso.datetime()

export const EntityRequest = z.strictObject({ entity, days })
export type EntityRequest = z.infer<typeof EntityRequest>

/** What the history knows of it in the last days (30 when not given); null where no history is kept. */
export const EntityHistory = z.object({
  /** Events in which it acts, and others that it is in. */
  acted: z.int(),
  met: z.int(),
  verdicts: z.record(z.string(), z.int()),
  types: z.record(z.string(), z.int()),
  worlds: z.array(z.string()),
  rules: z.array(z.object({ rule: z.string(), events: z.int() })),
  firstSeen: time.nullable(),
  lastSeen: time.nullable(),
  from: time,
})

/** What is known of an entity. `strikes`, `enforcements`: null for who may not see them. */
export const EntityReply = z.object({
  entity: z.string(),
  labels: z.array(BorneLabel),
  strikes: z.object({ sum: z.number(), standing: z.int() }).nullable(),
  /** In force now. */
  enforcements: z.array(Enforcement).nullable(),
  history: EntityHistory.nullable(),
})
export type EntityReply = z.infer<typeof EntityReply>

export const TimelineKind = z.enum(['decision', 'label', 'strike', 'enforcement', 'appeal', 'report'])
export type TimelineKind = z.infer<typeof TimelineKind>

export const TimelineRequest = z.strictObject({
  entity,
  days,
  /** All when not given; those that the asker may not see are left out. */
  kinds: z.array(TimelineKind).min(1).exactOptional(),
  /** The `next` of the page before. */
  before: z
    .string()
    .max(2000)
    .regex(/^[A-Za-z0-9_-]+$/, 'expected the `next` of an earlier reply')
    .exactOptional(),
  /** At most so many; 50 when not given. */
  limit: z.int().min(1).max(200).exactOptional(),
})
export type TimelineRequest = z.infer<typeof TimelineRequest>

export const EntityDecision = z.object({
  type: z.string(),
  decision: DecisionId,
  event: z.string().nullable(),
  time,
  received: time,
  world: z.string(),
  session: z.string().nullable(),
  actor: z.string().nullable(),
  target: z.string().nullable(),
  verdict: z.string(),
  fired: z.array(z.string()),
  shadow: z.array(z.string()),
})

export const TimelineItem = z.union([
  z.object({ kind: z.literal('decision'), at: time, decision: EntityDecision }),
  z.object({
    kind: z.literal('label'),
    at: time,
    label: z.object({ op: z.enum(['set', 'unset']), label: z.string(), ...LabelWord.shape }),
  }),
  z.object({ kind: z.literal('strike'), at: time, strike: Strike }),
  z.object({ kind: z.literal('enforcement'), at: time, enforcement: Enforcement }),
  z.object({ kind: z.literal('appeal'), at: time, appeal: AppealWithText }),
  z.object({ kind: z.literal('report'), at: time, report: SeenReport }),
])
export type TimelineItem = z.infer<typeof TimelineItem>

/** Newest first; `next` leads to older ones, null when there are none. */
export const TimelineReply = z.object({
  entity: z.string(),
  items: z.array(TimelineItem),
  next: z.string().nullable(),
})
export type TimelineReply = z.infer<typeof TimelineReply>

export const NeighboursRequest = z.strictObject({
  entity,
  days,
  /** What may join accounts: `link`: features that the pack names under `links`; links and texts when not given. */
  by: z
    .array(z.enum(['link', 'text', 'session', 'target']))
    .min(1)
    .exactOptional(),
})
export type NeighboursRequest = z.infer<typeof NeighboursRequest>

/** Something that the account shares with others. */
export const SharedThing = z.object({
  kind: z.enum(['link', 'text', 'session', 'target']),
  /** The feature. */
  name: z.string(),
  /** In part, and only for who may see content in bulk. */
  value: z.string().nullable(),
  /** Other accounts that have it. */
  accounts: z.int(),
  /** So many have it that it says nothing; they are not listed. */
  common: z.boolean(),
  with: z.array(z.object({ entity: z.string(), events: z.int(), lastSeen: time })),
})
export type SharedThing = z.infer<typeof SharedThing>
export const NeighboursReply = z.object({ entity: z.string(), from: time, shared: z.array(SharedThing) })
export type NeighboursReply = z.infer<typeof NeighboursReply>

export const MakeRefRequest = z.strictObject({ entity })
export const RefParams = z.strictObject({ id: EntityRefId })
export const RefReply = z.object({ ref: EntityRefId, entity: z.string() })
export type RefReply = z.infer<typeof RefReply>
