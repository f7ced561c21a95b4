import type { Value } from '../core/value.ts'
import type { Frame } from '../rules/frame.ts'
import type { CounterState } from '../signals/counters/counter-state.ts'
import type { CompiledCounter, CompiledKey } from './compile-counters.ts'
import type { CounterCopy } from './copy-counters.ts'
import { KeyHash } from './key-hash.ts'

/** One thing counted, so that it can be taken back. */
export interface Noted {
  readonly state: CounterState
  readonly hi: number
  readonly lo: number
  readonly time: number
  readonly a: number
  readonly b: number
}

/** Whether to count under this key; what is not counted is still read. */
export type CountOnly = (state: CounterState, definition: string, keyHi: number, keyLo: number) => boolean

const KEY = new KeyHash()
const MEMBER = new KeyHash()

/**
 * Counts the frame's event by every counter that it concerns, in order, and puts the value of each as of the event
 * into its slot, `undefined` where there is none. `states`: by index in `counters`. Gives what was counted.
 */
export function countEvent(
  counters: readonly CompiledCounter[],
  states: readonly CounterState[],
  frame: Frame,
  copy: CounterCopy | undefined,
  only?: CountOnly,
): Noted[] | undefined {
  let noted: Noted[] | undefined
  const { time } = frame.event
  for (let i = 0; i < counters.length; i++) {
    const { counter, slot, counts, reads } = counters[i]!
    const state = states[i]!
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
        const member = members[m]
        let a = counter.weight
        let b = 0
        if (counter.kind === 'distinct') {
          MEMBER.start()
          MEMBER.add(member, counts.value!.near)
          a = MEMBER.hi
          b = MEMBER.lo
        } else if (counts.value !== undefined) a = member as number
        copy?.beforeChange(state, hi, lo)
        const counted = state.count(hi, lo, time, a, b)
        // Without itself, the event is as it was before the first of its items.
        if (!known || counter.self) value = counted
        known = true
        // What came too late was not counted, and has no value. A time of which there is none yet was.
        if (Number.isNaN(counted) && !TIMES.has(counter.kind)) continue
        const one = { state, hi, lo, time, a, b }
        if (noted === undefined) noted = [one]
        else noted.push(one)
      }
      if (!known && reads === undefined) value = state.read(hi, lo, time)
    }
    if (reads !== undefined)
      value = hashOf(KEY, reads, frame, counter.unordered) ? state.read(KEY.hi, KEY.lo, time) : Number.NaN
    frame.signals[slot] = Number.isNaN(value) ? undefined : value
  }
  return noted
}

/** False when a part of the key is missing. */
function hashOf(hash: KeyHash, key: readonly CompiledKey[], frame: Frame, unordered: boolean): boolean {
  hash.start()
  if (unordered) {
    const a = key[0]!.read(frame)
    const b = key[1]!.read(frame)
    if (a === undefined || b === undefined) return false
    const swap = String(a) > String(b)
    hash.add(swap ? b : a, key[0]!.near)
    hash.add(swap ? a : b, key[1]!.near)
    return true
  }
  for (let i = 0; i < key.length; i++) {
    const value = key[i]!.read(frame)
    if (value === undefined) return false
    hash.add(value, key[i]!.near)
  }
  return true
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
