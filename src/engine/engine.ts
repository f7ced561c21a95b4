import type { Clock } from '../core/clock.ts'
import type { Decision } from '../core/decision.ts'
import type { Event, JudgedEvent } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import { decide } from './decide.ts'
import { decodeEvent } from './decode-event.ts'
import { drawSamples } from './draw-samples.ts'
import { inFlight } from './in-flight.ts'
import { labelChanges } from './label-changes.ts'
import { createLiveMemory, type LiveMemory } from './live-memory.ts'
import type { Outcome } from './outcome.ts'
import type { Entry } from './ports.ts'
import { recentEvents } from './recent-events.ts'
import { toDecision } from './record.ts'
import type { FieldProblem, Ruleset } from './ruleset.ts'

export type Judged =
  | {
      readonly ok: true
      readonly decision: Decision
      readonly entry: Entry
      /**
       * To be called once it is known whether this decision was stored. One that was not (the store is gone, or the
       * event was judged before) is taken out of the counters and labels again.
       */
      settled(stored: boolean): void
    }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

export interface EngineParts {
  readonly ruleset: Ruleset
  readonly clock: Clock
  /** Makes decision ids; see `decisionIds` in core/id.ts. */
  readonly ids: (nowMs: number) => DecisionId
  /** Counters and labels; an empty one by default. */
  readonly memory?: LiveMemory
  /** Whether the caller settles every decision, so that `whenSettled` can be asked; default false. */
  readonly settles?: boolean
  /** Monotonic ms with fractions, for latency; default `performance.now`. */
  readonly stopwatch?: () => number
}

/** An event as it was judged, for whoever counts along. */
export interface Arrival {
  readonly id: DecisionId
  readonly event: Event
  readonly receivedAt: number
  /** Whether its decision turned out not to be stored. */
  void: boolean
}

export type CountersRead =
  | { readonly ok: true; readonly counters: Record<string, number> }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** Judges events, each by exactly one ruleset. */
export interface Engine {
  /** The ruleset that judges the next event. */
  readonly ruleset: Ruleset
  readonly memory: LiveMemory
  /** Events from now on are judged by `next`; those that wait for a signal finish under their own. */
  swap(next: Ruleset): void
  /** A promise only when a dear signal has to be waited for. */
  judge(event: Event): Judged | Promise<Judged>
  /** What the counters say of an event, itself not counted; unknown ones left out. Nothing is noted. */
  counters(event: Event): CountersRead
  /** The id of the latest event judged. */
  readonly lastId: DecisionId | undefined
  /** Resolves when everything judged so far is settled. Only with `settles`. */
  whenSettled(): Promise<void>
  /** Notes every event judged from now on in `arrivals`, until the returned function is called. */
  listen(arrivals: Arrival[]): () => void
}

/** Joins a ruleset, a clock, a source of ids and a memory into what judges events. */
export function createEngine({
  ruleset,
  clock,
  ids,
  memory = createLiveMemory(),
  settles = false,
  stopwatch = () => performance.now(),
}: EngineParts): Engine {
  let current = ruleset
  let lastId: DecisionId | undefined
  const recent = recentEvents()
  const open = inFlight()
  const listeners = new Set<Arrival[]>()
  memory.adopt(ruleset)
  return {
    memory,
    get ruleset() {
      return current
    },
    get lastId() {
      return lastId
    },
    swap(next) {
      memory.adopt(next)
      current = next
      memory.retain(next)
    },
    judge(event) {
      const by = current
      const started = stopwatch()
      const decoded = decodeEvent(by, event, clock.now())
      if (!decoded.ok) return decoded
      // The order of ids is the order of arrival, in which a replay counts: so the id is taken before anything is read.
      const id = ids(decoded.event.receivedAt)
      lastId = id
      // An event sent again gets the decision that stands; it must not be counted twice.
      const again = recent.seen(decoded.event)
      const outcome = decide(by, decoded.event, again ? memory.reading : memory)
      const arrival = listeners.size === 0 ? undefined : arrive(id, event, decoded.event)
      const finish = (settled: Outcome) =>
        record(by, event, decoded.event, settled, { id, started, again, arrival })
      return outcome instanceof Promise ? outcome.then(finish) : finish(outcome)
    },
    counters(event) {
      const decoded = decodeEvent(current, event, clock.now())
      return decoded.ok ? { ok: true, counters: memory.read(current, decoded.event) } : decoded
    },
    whenSettled: () => open.drained(),
    listen(arrivals) {
      listeners.add(arrivals)
      return () => void listeners.delete(arrivals)
    },
  }

  function arrive(id: DecisionId, event: Event, { receivedAt }: JudgedEvent): Arrival {
    const arrival = { id, event, receivedAt, void: false }
    for (const arrivals of listeners) arrivals.push(arrival)
    return arrival
  }

  function record(
    by: Ruleset,
    sent: Event,
    event: JudgedEvent,
    outcome: Outcome,
    { id, started, again, arrival }: Judging,
  ): Judged {
    // Three decimals: a latency of 0.0004 ms is not known any better.
    const latencyMs = Math.round((stopwatch() - started) * 1000) / 1000
    const decision = toDecision(outcome, event, { id, latencyMs, ruleset: by.id })
    const { eventType, samples } = by.eventTypes.get(event.type)!
    const { keep } = eventType
    if (samples !== undefined) {
      const drawn = drawSamples(samples, id, event.world, outcome)
      // What rules did not ask for is no effect of theirs: outcomes are shared, and a replay compares them.
      if (drawn !== undefined) decision.effects = [...decision.effects, ...drawn]
    }
    const labelled = again || outcome.effects.length === 0 ? undefined : memory.labels.applyEffects(decision)
    // Should the first one not be stored and this one be, then its labels are set after all.
    const labels = again ? labelChanges(decision) : (labelled?.changes ?? [])
    if (settles) open.add(id)
    return {
      ok: true,
      decision,
      entry: { decision, event: sent, keep, ...(labels.length > 0 && { labels }) },
      settled(stored) {
        if (settles) open.delete(id)
        if (stored) {
          if (again) {
            memory.count(by, event)
            for (const change of labels) memory.labels.apply(change)
          }
          if (labelled !== undefined) memory.labels.settle(labelled)
          return
        }
        if (again) return
        memory.conversations.forget(event)
        if (outcome.counters !== undefined) memory.takeBack(by, event, outcome.counters)
        if (labelled !== undefined) memory.labels.undo(labelled)
        recent.forget(event)
        if (arrival !== undefined) arrival.void = true
      },
    }
  }
}

interface Judging {
  readonly id: DecisionId
  readonly started: number
  readonly again: boolean
  readonly arrival: Arrival | undefined
}
