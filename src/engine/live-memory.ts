import type { JudgedEvent } from '../core/event.ts'
import type { CounterState } from '../signals/counters/counter-state.ts'
import { createCounterState } from '../signals/counters/create-counter-state.ts'
import { contextOfType } from './context-of-type.ts'
import { type Conversations, createConversations } from './conversations.ts'
import { type CounterCopy, copyCounters } from './copy-counters.ts'
import { type CountOnly, countEvent, uncountEvent } from './count-event.ts'
import type { EventMemory } from './event-memory.ts'
import { eventTypeOf, freeFrame, release } from './judge-frame.ts'
import { createLabelState, type LabelState } from './label-state.ts'
import type { Memory } from './memory.ts'
import type { CompiledEventType, Ruleset } from './ruleset.ts'

/** The counters and labels of an engine that judges live, or that replays. */
export interface LiveMemory extends Memory {
  /** The same memory for events that are not to be counted: their values are read only. */
  readonly reading: Memory
  readonly labels: LabelState
  /** The last messages of rooms and pairs. */
  readonly conversations: Conversations
  /** By the counter's definition. */
  readonly states: ReadonlyMap<string, CounterState>
  /** Makes the counters of a ruleset that are not there yet, empty. */
  adopt(ruleset: Ruleset): void
  /** Lets go of counters that the ruleset has not. */
  retain(ruleset: Ruleset): void
  /** Puts a counter that was filled elsewhere in the place of what is there. */
  give(definition: string, state: CounterState): void
  /** Empties a counter. */
  renew(definition: string): void
  /** Counts an event without judging it; `only` says for which definitions and keys. */
  count(ruleset: Ruleset, event: JudgedEvent, only?: CountOnly): void
  /** What the counters say of an event; unknown ones left out. */
  read(ruleset: Ruleset, event: JudgedEvent): Record<string, number>
  /** Takes back what was counted of an event, which saw these values then. */
  takeBack(ruleset: Ruleset, event: JudgedEvent, saw: Readonly<Record<string, number>>): void
  /** Begins a copy of all counters as they are now, which goes on while events are counted. */
  copy(): CounterCopy
  /** How often something counted was taken back. */
  readonly takenBack: number
  /** Forgets what no window reaches any more, a bounded piece of work (less than a few ms) at each call. */
  sweep(nowMs: number): void
}

export interface LiveMemoryParts {
  readonly labels?: LabelState
}

/** An empty memory. */
export function createLiveMemory({ labels = createLabelState() }: LiveMemoryParts = {}): LiveMemory {
  const states = new Map<string, CounterState>()
  let bound = new Map<CompiledEventType, Bound>()
  let copying: CounterCopy | undefined
  let takenBack = 0
  const conversations = createConversations()

  interface Bound {
    readonly counting: EventMemory
    readonly reading: EventMemory
  }

  function statesOf(compiled: CompiledEventType): CounterState[] {
    return compiled.counters.map(({ counter }) => {
      let state = states.get(counter.definition)
      if (state === undefined) {
        state = createCounterState(counter)
        states.set(counter.definition, state)
      }
      return state
    })
  }

  function bind(compiled: CompiledEventType): Bound {
    let one = bound.get(compiled)
    if (one !== undefined) return one
    const { counters } = compiled
    const own = statesOf(compiled)
    const hasLabel: EventMemory['hasLabel'] = ({ receivedAt }, entity, label) =>
      labels.has(entity, label, receivedAt)
    const nothing = () => {}
    one =
      counters.length === 0
        ? { counting: { remember: nothing, hasLabel }, reading: { remember: nothing, hasLabel } }
        : {
            counting: {
              remember: (frame) => countEvent(counters, own, frame, copying),
              hasLabel,
            },
            reading: {
              remember: (frame) => countEvent(counters, own, frame, undefined, NOTHING),
              hasLabel,
            },
          }
    const context = contextOfType(compiled)
    if (context !== undefined)
      one = {
        counting: { ...one.counting, earlier: (event) => conversations.take(event, context, true) },
        reading: { ...one.reading, earlier: (event) => conversations.take(event, context, false) },
      }
    bound.set(compiled, one)
    return one
  }

  return {
    labels,
    conversations,
    states,
    reading: { of: (compiled) => bind(compiled).reading },
    of: (compiled) => bind(compiled).counting,
    get takenBack() {
      return takenBack
    },
    adopt(ruleset) {
      for (const compiled of ruleset.eventTypes.values()) statesOf(compiled)
      conversations.maxBytes = ruleset.pack.context.maxBytes
    },
    retain(ruleset) {
      const kept = new Set([...ruleset.pack.counters.values()].map(({ definition }) => definition))
      for (const definition of states.keys()) if (!kept.has(definition)) states.delete(definition)
      bound = new Map()
    },
    give(definition, state) {
      states.set(definition, state)
      bound = new Map()
    },
    renew(definition) {
      states.delete(definition)
      bound = new Map()
    },
    count(ruleset, event, only) {
      const compiled = eventTypeOf(ruleset, event)
      if (compiled.counters.length === 0) return
      const frame = freeFrame(compiled)
      frame.event = event
      countEvent(compiled.counters, statesOf(compiled), frame, copying, only)
      release(compiled, frame)
    },
    read(ruleset, event) {
      const compiled = eventTypeOf(ruleset, event)
      const frame = freeFrame(compiled)
      frame.event = event
      bind(compiled).reading.remember(frame)
      const values = Object.entries(compiled.counterValues?.(frame) ?? {})
      release(compiled, frame)
      return Object.fromEntries(values.filter(([, value]) => value !== undefined))
    },
    takeBack(ruleset, event, saw) {
      const compiled = eventTypeOf(ruleset, event)
      const frame = freeFrame(compiled)
      frame.event = event
      for (const { counter, slot } of compiled.counters) frame.signals[slot] = saw[counter.name]
      uncountEvent(compiled.counters, statesOf(compiled), frame, copying)
      release(compiled, frame)
      takenBack++
    },
    copy() {
      copying = copyCounters(states, () => {
        copying = undefined
      })
      return copying
    },
    sweep(nowMs) {
      for (const state of states.values()) state.sweep(nowMs)
      labels.sweep(nowMs)
      conversations.sweep(nowMs)
    },
  }
}

const NOTHING: CountOnly = () => false
