import type { Decision } from '../core/decision.ts'
import type { Effect } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import { decisionIds } from '../core/id.ts'
import type { Entry } from '../engine/ports.ts'

const ids = decisionIds()
const DAY_MS = 86_400_000

export interface EntryOptions {
  readonly text?: string
  readonly actor?: string
  readonly world?: string
  readonly nowMs?: number
  readonly contentDays?: number
  readonly decisionDays?: number
  /** A rule fires, with a masked text and one effect. */
  readonly fired?: boolean
}

/** An entry as the engine makes them; `eventId` undefined: the client gave none. */
export function entryOf(eventId: string | undefined, options: EntryOptions = {}): Entry {
  const { text = 'nice hat', actor = 'account:u1', world = 'plaza', nowMs = Date.now() } = options
  const event: Event = {
    ...(eventId === undefined ? {} : { id: eventId }),
    type: 'chat.message',
    world,
    actor: actor as EntityRef,
    data: { text, account_created: '2026-11-22T09:00:00Z' },
  }
  const rule = { rule: 'chat-links', policy: 'spam.links@1', severity: 'S4', spans: [] } as const
  const decision: Decision = {
    // Ids of one maker only rise, so those of the past come from a new one.
    decision: (options.nowMs === undefined ? ids : decisionIds())(nowMs),
    ...(eventId === undefined ? {} : { eventId }),
    type: event.type,
    time: new Date(nowMs).toISOString(),
    receivedAt: new Date(nowMs + 3).toISOString(),
    world,
    actor: actor as EntityRef,
    verdict: options.fired ? 'mask' : 'allow',
    ...(options.fired ? { masked: '**** hat' } : {}),
    reasons: options.fired ? [{ ...rule, spans: [[0, 4]], saw: { links: 3, text: [0, 4] } }] : [],
    shadow: options.fired ? [{ ...rule, spans: [], saw: { age: 1.5 } }] : [],
    unknown: options.fired ? [{ rule: 'other', missing: ['account_created'], took: 'skip' }] : [],
    effects: options.fired
      ? [
          {
            kind: 'strike',
            rule: 'chat-links',
            policy: 'spam.links@1',
            target: actor as EntityRef,
            weight: 1,
          },
        ]
      : [],
    ...(options.fired
      ? { context: { split_contacts: { value: { count: 1, kinds: ['phone'], asks: 0 }, spans: [[0, 4]] } } }
      : {}),
    ruleset: 'r-0123456789abcdef',
    latencyMs: 0.375,
  }
  const keep = {
    contentMs: (options.contentDays ?? 30) * DAY_MS,
    decisionMs: (options.decisionDays ?? 365) * DAY_MS,
  }
  return { decision, event, keep }
}

/** An entry that sets or takes off a label of one of forty accounts: another one for each `i`, the same each time. */
export function labelling(eventId: string | undefined, i: number): Entry {
  const entry = entryOf(eventId)
  // Bits that have nothing to do with each other, so that all combinations come.
  const bits = Math.imul(i + 1, 0x9e3779b1) >>> 0
  const target = `account:${bits % 40}` as EntityRef
  const base = { rule: `rule.${(bits >>> 8) % 3}`, policy: 'spam.links@1', target }
  const label = `label.${(bits >>> 12) % 4}`
  const hours = (bits >>> 20) % 12
  const until = new Date(Date.parse(entry.decision.receivedAt) + 3_600_000 * (1 + hours)).toISOString()
  const effect: Effect =
    (bits >>> 16) % 4 === 0
      ? { kind: 'unlabel', ...base, label }
      : { kind: 'label', ...base, label, ...(hours % 3 === 0 ? {} : { until }) }
  return { ...entry, decision: { ...entry.decision, effects: [effect] } }
}
