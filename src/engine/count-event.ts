import type { Value } from '../core/value.ts'
import type { Frame } from '../rules/frame.ts'
import type { CounterState } from '../signals/counters/counter-state.ts'
import { addValue, beginHash, emptyHash, endHash, type KeyHash } from '../signals/counters/hash-key.ts'
import { addNearText } from '../signals/counters/near-text.ts'
import type { CompiledCounter, CompiledKey } from './compile-counters.ts'
import type { CounterCopy } from './copy-counters.ts'

/** Whether to count under this key; what is not counted is still read. */
export type CountOnly = (state: CounterState, definition: string, keyHi: number, keyLo: number) => boolean

const KEY = emptyHash()
const MEMBER = emptyHash()

/**
 * Counts the frame's event by every counter that it concerns, in order, and puts the value of each as of the event
 * into its slot, `undefined` where there is none. `states`: by index in `counters`.
 */
export function countEvent(
  counters: readonly CompiledCounter[],
  states: readonly CounterState[],
  frame: Frame,
  copy: CounterCopy | undefined,
  only?: CountOnly,
): void {
  const { time, receivedAt } = frame.event
  for (let i = 0; i < counters.length; i++) {
    const compiled = counters[i]!
    const { counter, slot, counts, reads } = compiled
    const state = states[i]!
    // What is forgotten hangs on the times of receipt, which a replay has too, and on no timer of ours.
    state.sweep(receivedAt)
    let value = Number.NaN
    let known = false
    if (counts !== undefined && hashOf(KEY, counts.key, frame, counter.unordered)) {
      const { hi, lo } = KEY
      const members =
        (counts.where === undefined || counts.where(frame)) &&
        (only === undefined || only(state, counter.definition, hi, lo))
          ? membersOf(counts.value, counter.kind, frame)
          : NONE
      for (let m = 0; m < members.length; m++) {
        memberOf(compiled, members[m])
        copy?.beforeChange(state, hi, lo)
        const counted = state.count(hi, lo, time, MEMBER.hi, MEMBER.lo)
        // Without itself, the event is as it was before the first of its items.
        if (!known || counter.self) value = counted
        known = true
      }
      if (!known && reads === undefined) value = state.read(hi, lo, time)
    }
    if (reads !== undefined)
      value = hashOf(KEY, reads, frame, counter.unordered) ? state.read(KEY.hi, KEY.lo, time) : Number.NaN
    frame.signals[slot] = Number.isNaN(value) ? undefined : value
  }
}

/**
 * Takes back what `countEvent` counted. The counters' slots of the frame hold what they held then, since conditions
 * may read them; one that held nothing was not counted, for it came too late.
 */
export function uncountEvent(
  counters: readonly CompiledCounter[],
  states: readonly CounterState[],
  frame: Frame,
  copy: CounterCopy | undefined,
): void {
  const { time } = frame.event
  for (let i = counters.length - 1; i >= 0; i--) {
    const compiled = counters[i]!
    const { counter, slot, counts, reads } = compiled
    if (counts === undefined || !hashOf(KEY, counts.key, frame, counter.unordered)) continue
    const late = reads === undefined && frame.signals[slot] === undefined && !TIMES.has(counter.kind)
    if (late || (counts.where !== undefined && !counts.where(frame))) continue
    const { hi, lo } = KEY
    for (const member of membersOf(counts.value, counter.kind, frame)) {
      memberOf(compiled, member)
      copy?.beforeChange(states[i]!, hi, lo)
      states[i]!.uncount(hi, lo, time, MEMBER.hi, MEMBER.lo)
    }
  }
}

/** Puts what a counter is given beside the key into `MEMBER`: the hash of a member, or a number. */
function memberOf({ counter, counts }: CompiledCounter, member: Value): void {
  if (counter.kind === 'distinct') {
    beginHash(MEMBER)
    add(MEMBER, member, counts!.value!.near)
    endHash(MEMBER)
  } else {
    MEMBER.hi = counts!.value === undefined ? counter.weight : (member as number)
    MEMBER.lo = 0
  }
}

/** False when a part of the key is missing. */
function hashOf(hash: KeyHash, key: readonly CompiledKey[], frame: Frame, unordered: boolean): boolean {
  beginHash(hash)
  if (unordered) {
    const a = key[0]!.read(frame)
    const b = key[1]!.read(frame)
    if (a === undefined || b === undefined) return false
    const swap = String(a) > String(b)
    add(hash, swap ? b : a, key[0]!.near)
    add(hash, swap ? a : b, key[1]!.near)
  } else
    for (let i = 0; i < key.length; i++) {
      const value = key[i]!.read(frame)
      if (value === undefined) return false
      add(hash, value, key[i]!.near)
    }
  endHash(hash)
  return true
}

/** Keys and members are single values, as the pack's check has seen to. */
export function add(hash: KeyHash, value: Value, near: boolean): void {
  if (near && typeof value === 'string') addNearText(hash, value)
  else addValue(hash, value as string | number | boolean)
}

/** What is counted of the event: each item of a list, one value, or the event itself; nothing when it is missing. */
function membersOf(
  value: CompiledKey | undefined,
  kind: CompiledCounter['counter']['kind'],
  frame: Frame,
): readonly Value[] {
  if (value === undefined) return ITSELF
  const member = value.read(frame)
  if (member === undefined) return NONE
  return kind === 'distinct' && Array.isArray(member) ? member : [member]
}

const TIMES = new Set(['first', 'last', 'since'])
const NONE: readonly Value[] = []
const ITSELF: readonly Value[] = [undefined]
