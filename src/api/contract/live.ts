import { z } from 'zod'
import { QueueView } from './queues.ts'

/** Events by what became of them. */
export const VerdictCounts = z.object({
  allow: z.number(),
  nudge: z.number(),
  mask: z.number(),
  hold: z.number(),
  block: z.number(),
})
export type VerdictCounts = z.infer<typeof VerdictCounts>

/** Over which time: up to now, or from a moment to another. */
export const OverviewRequest = z.strictObject({
  last: z.enum(['1h', '6h', '24h', '7d', '35d']).exactOptional(),
  from: z.iso.datetime().exactOptional(),
  to: z.iso.datetime().exactOptional(),
  worlds: z.array(z.string().max(200)).min(1).max(100).exactOptional(),
  /** How many policies, rules, worlds and event types. */
  top: z.int().min(1).max(100).exactOptional(),
})
export type OverviewRequest = z.infer<typeof OverviewRequest>

const Firings = z.object({
  fired: z.int(),
  /** In shadow, or as a canary that was not drawn. */
  shadow: z.int(),
})

/** What was decided in a span, as series and as lists, the most first. */
export const OverviewReply = z.object({
  /** On the bounds of steps: at least what was asked for. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  everySeconds: z.int(),
  /** Since when it is counted; null: nothing has been yet. */
  since: z.iso.datetime().nullable(),
  /** One number for each step from `from` on. */
  series: z.object({
    events: z.array(z.int()),
    allow: z.array(z.int()),
    nudge: z.array(z.int()),
    mask: z.array(z.int()),
    hold: z.array(z.int()),
    block: z.array(z.int()),
  }),
  totals: z.object({ events: z.int(), verdicts: VerdictCounts }),
  /** A policy's firings are those of its rules: two rules on one event count twice. */
  policies: z.array(z.object({ policy: z.string() }).extend(Firings.shape)),
  rules: z.array(z.object({ rule: z.string(), policy: z.string() }).extend(Firings.shape)),
  worlds: z.array(z.object({ world: z.string(), events: z.int(), verdicts: VerdictCounts })),
  types: z.array(z.object({ type: z.string(), events: z.int(), verdicts: VerdictCounts })),
})
export type OverviewReply = z.infer<typeof OverviewReply>

/** What somebody should look after. */
export const LiveAlarm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('store'), why: z.string() }),
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({ kind: z.literal('queue'), queue: z.string(), breached: z.int() }),
  z.object({
    kind: z.literal('endpoint'),
    endpoint: z.string(),
    /** `resting`: it takes nothing, and is tried again by itself. */
    state: z.enum(['paused', 'gone', 'resting']),
    waiting: z.int(),
    dead: z.int(),
  }),
  z.object({ kind: z.literal('aside'), effect: z.string(), fault: z.string(), count: z.int() }),
  z.object({
    kind: z.literal('rule'),
    rule: z.string(),
    what: z.enum(['fires', 'unknown']),
    over: z.enum(['hour', 'day']),
    direction: z.enum(['more', 'fewer']),
    observed: z.int(),
    expected: z.number(),
  }),
])
export type LiveAlarm = z.infer<typeof LiveAlarm>

/** How things stand now. Numbers and names of the pack: never content, never entities. */
export const LiveNow = z.object({
  at: z.iso.datetime(),
  /** Null: not for this asker. */
  traffic: z
    .object({
      /** Events a second over the last ten. */
      perSecond: z.number(),
      /** Events of the last minute. */
      verdicts: VerdictCounts,
      /** Whether the last minute is estimated from the full one before: nobody has watched for so long yet. */
      estimated: z.boolean(),
    })
    .nullable(),
  /** The queues that the asker may see, counted a few seconds ago; null: not for this asker. */
  queues: z.array(QueueView).nullable(),
  alarms: z.array(LiveAlarm),
  /** How many streams there are. */
  watching: z.int(),
})
export type LiveNow = z.infer<typeof LiveNow>

export const LiveQuery = z.strictObject({
  /** Only the events of this world. */
  world: z.string().max(200).exactOptional(),
})
export type LiveQuery = z.infer<typeof LiveQuery>

const Judged = z.object({
  judged: z.int(),
  violates: z.int(),
  fine: z.int(),
  unsure: z.int(),
  /** How long half of them took at most, in ms; null: there are none. */
  medianMs: z.int().nullable(),
})

/** What somebody has judged; what they took back is not counted. */
export const OwnWorkReply = z.object({
  person: z.string(),
  lastHour: Judged,
  lastDay: Judged,
  lastWeek: Judged,
})
export type OwnWorkReply = z.infer<typeof OwnWorkReply>
