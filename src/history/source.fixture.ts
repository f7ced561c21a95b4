import type { Decision } from '../core/decision.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import { decisionIds } from '../core/id.ts'
import type { ExportType } from './export-type.ts'
import type { HistoryCursor, HistorySource, PastDecision, PastLabel } from './ports.ts'

/** A source that holds what it is given, in the order in which it got it. */
export interface TestSource extends HistorySource {
  readonly decisions: PastDecision[]
  readonly labels: PastLabel[]
  database: string
  /** Called before each page; it may throw. */
  before: () => void
}

export function testSource(): TestSource {
  const page = <T>(all: readonly T[], cursor: HistoryCursor, limit: number) => {
    source.before()
    const from = Number(cursor?.at ?? 0)
    const some = all.slice(from, from + limit)
    return { some, cursor: { at: String(from + some.length) }, more: from + some.length < all.length }
  }
  const source: TestSource = {
    decisions: [],
    labels: [],
    database: 'one',
    before: () => undefined,
    identity: async () => source.database,
    async read(cursor, limit) {
      const { some, ...rest } = page(source.decisions, cursor, limit)
      return { decisions: some, ...rest }
    },
    async readLabels(cursor, limit) {
      const { some, ...rest } = page(source.labels, cursor, limit)
      return { labels: some, ...rest }
    },
  }
  return source
}

const DAY_MS = 86_400_000
const ids = decisionIds()

export const CHAT: ExportType = {
  name: 'chat.message',
  features: new Map([
    ['text', { type: { kind: 'string' } }],
    ['account_created', { type: { kind: 'timestamp' } }],
  ]),
  keepMs: 30 * DAY_MS,
  decisionMs: 365 * DAY_MS,
}
export const GIFT: ExportType = {
  name: 'gift.trade',
  features: new Map([['coins', { type: { kind: 'int' } }]]),
  keepMs: 30 * DAY_MS,
  decisionMs: 365 * DAY_MS,
}

/** A decision of that moment with its event, of one type or the other by its number. */
export function pastDecision(receivedMs: number, number: number, over: Partial<Decision> = {}): PastDecision {
  const gift = number % 3 === 0
  const event: Event = {
    type: gift ? GIFT.name : CHAT.name,
    data: gift
      ? { coins: number }
      : { text: `a message, number ${number}`, account_created: '2026-11-20T09:00:00Z' },
  }
  const decision: Decision = {
    decision: (receivedMs < Date.now() - DAY_MS ? decisionIds() : ids)(receivedMs),
    type: event.type,
    time: new Date(receivedMs - 5).toISOString(),
    receivedAt: new Date(receivedMs).toISOString(),
    world: 'plaza',
    actor: `account:u${number % 7}` as EntityRef,
    verdict: 'allow',
    reasons: [],
    shadow: [],
    unknown: [],
    effects: [],
    ruleset: 'r-0123456789abcdef',
    latencyMs: 0.25,
    ...over,
  }
  return { decision, event }
}
