import type { Value } from '../core/value.ts'
import type { CountedBy, Counter, CounterKey, EventType, Pack } from '../pack/pack.ts'
import { compileTest, compileValue } from '../rules/compile-expression.ts'
import type { Frame } from '../rules/frame.ts'

/** A counter as it meets the events of one type. */
export interface CompiledCounter {
  readonly counter: Counter
  readonly slot: number
  /** How the event is counted; undefined: it is not. */
  readonly counts: CompiledCounting | undefined
  /** The key that rules read it by; undefined when they cannot, or when it is the one that is counted. */
  readonly reads: readonly CompiledKey[] | undefined
}

export interface CompiledCounting {
  readonly key: readonly CompiledKey[]
  /** False also for what cannot be decided. */
  readonly where: ((frame: Frame) => boolean) | undefined
  readonly value: CompiledKey | undefined
}

export interface CompiledKey {
  readonly read: (frame: Frame) => Value
  readonly near: boolean
}

/** Compiles the counters of an event type, each behind those that it reads. */
export function compileCounters(pack: Pack, eventType: EventType): CompiledCounter[] {
  const slots = new Map(eventType.counters.map(({ counter, slot }) => [counter, slot]))
  return [...pack.counters.values()].flatMap((counter): CompiledCounter[] => {
    const binding = counter.bindings.get(eventType.name)
    const slot = slots.get(counter.name)
    if (binding === undefined || slot === undefined) return []
    const { counts, reads } = binding
    const sameKey = counts !== undefined && counts.key === reads
    return [
      {
        counter,
        slot,
        counts: counts && compileCounting(counts),
        reads: sameKey ? undefined : reads?.map(compileKey),
      },
    ]
  })
}

function compileCounting({ key, where, value }: CountedBy): CompiledCounting {
  return {
    key: key.map(compileKey),
    where: where && compileTest(where),
    value: value && compileKey(value),
  }
}

function compileKey({ ir, near }: CounterKey): CompiledKey {
  return { read: compileValue(ir), near }
}

/** Compiles what a decision records of the counters; undefined where there are none. */
export function compileCounterValues(
  counters: readonly CompiledCounter[],
): ((frame: Frame) => Record<string, number>) | undefined {
  if (counters.length === 0) return undefined
  // Names have passed the pack's schema (letters, digits, _) and are quoted all the same. One literal, the same shape
  // each time, is what V8 makes fastest; what is unknown is `undefined` in it, which JSON leaves out.
  const fields = counters.map(({ counter, slot }) => `${JSON.stringify(counter.name)}:s[${slot}]`)
  return new Function('f', `"use strict";const s=f.signals;return {${fields.join()}}`) as (
    frame: Frame,
  ) => Record<string, number>
}
