import { formatDuration } from '../core/duration.ts'
import type { Event, JudgedEvent } from '../core/event.ts'
import { parseTime } from '../core/iso-time.ts'
import { didYouMean } from '../core/suggest.ts'
import { entityProblem } from './check-text.ts'
import type { FieldProblem, Ruleset } from './ruleset.ts'

export type Decoded =
  | { readonly ok: true; readonly event: JudgedEvent }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

const FIELDS = new Set(['id', 'type', 'time', 'world', 'session', 'actor', 'target', 'data'])

/**
 * Types an event by the ruleset's event types and limits. `receivedAt` in ms since the epoch; it stands in for the
 * time of an event that has none. Problems never hold the values that they are about.
 */
export function decodeEvent(ruleset: Ruleset, event: Event, receivedAt: number): Decoded {
  const { pack } = ruleset
  const problems: FieldProblem[] = []
  const compiled = typeof event.type === 'string' ? ruleset.eventTypes.get(event.type) : undefined
  if (compiled === undefined) {
    const wayOut = didYouMean(String(event.type).slice(0, 64), ruleset.eventTypes.keys())
    return { ok: false, problems: [{ field: 'type', problem: 'is no event type of this pack', wayOut }] }
  }
  const { eventType } = compiled
  for (const key in event)
    if (!FIELDS.has(key)) {
      const shown = /^[\w.-]{1,64}$/.test(key) ? key : '(unprintable)'
      problems.push({
        field: shown,
        problem: 'is no field of an event',
        wayOut: didYouMean(key.slice(0, 64), FIELDS),
      })
    }
  const { id, world = pack.worlds[0]!, session, actor, target } = event
  if (id !== undefined && !isEventId(id))
    problems.push({
      field: 'id',
      problem: 'is no event id',
      wayOut: 'send 1 to 128 printable ASCII characters without spaces',
    })
  if (!pack.worlds.includes(world))
    problems.push({
      field: 'world',
      problem: 'is no world of this pack',
      wayOut: didYouMean(String(world).slice(0, 64), pack.worlds),
    })
  checkEntity('session', session, undefined, problems)
  checkEntity('actor', actor, eventType.actor, problems)
  checkEntity('target', target, eventType.target, problems)

  let time = receivedAt
  if (event.time !== undefined) {
    const parsed = typeof event.time === 'string' ? parseTime(event.time) : undefined
    if (parsed === undefined) {
      const wayOut = 'send RFC 3339 text such as 2026-11-23T09:00:00Z'
      problems.push({ field: 'time', problem: 'is no timestamp', wayOut })
    } else if (parsed > receivedAt + pack.clock.earlyMs) {
      const problem = `lies more than ${formatDuration(pack.clock.earlyMs)} in the future`
      problems.push({
        field: 'time',
        problem,
        wayOut: "set the sender's clock, or widen clock.early in the pack",
      })
    } else if (parsed < receivedAt - pack.clock.lateMs) {
      const problem = `lies more than ${formatDuration(pack.clock.lateMs)} in the past`
      problems.push({ field: 'time', problem, wayOut: 'send events sooner, or widen clock.late in the pack' })
    } else time = parsed
  }
  if (typeof event.data !== 'object' || event.data === null || Array.isArray(event.data)) {
    problems.push({ field: 'data', problem: 'is no map', wayOut: 'send the features as { "text": "…" }' })
    return { ok: false, problems }
  }
  const data = compiled.decodeData(event.data, problems)
  if (data === undefined || problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    event: { id, type: eventType.name, time, receivedAt, world, session, actor, target, data },
  }
}

function checkEntity(
  field: 'session' | 'actor' | 'target',
  ref: string | undefined,
  kinds: readonly string[] | undefined,
  problems: FieldProblem[],
): void {
  if (ref === undefined) return
  const problem = typeof ref === 'string' ? entityProblem(ref, kinds) : 'is no entity'
  if (problem !== undefined)
    problems.push({ field, problem, wayOut: `send kind:id, such as ${kinds?.[0] ?? 'account'}:u1` })
}

/** What EventId in core/event.ts accepts, without the cost of a schema. */
function isEventId(id: string): boolean {
  if (typeof id !== 'string' || id.length === 0 || id.length > 128) return false
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i)
    if (unit < 0x21 || unit > 0x7e) return false
  }
  return true
}
