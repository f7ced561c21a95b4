import type { Value } from '../../core/value.ts'
import type { BoundSignal } from '../../engine/bound-signal.ts'
import { NO_EVENT } from '../../engine/event-frame.ts'
import type { SignalOfWord } from '../../rules/columns/word-memo.ts'
import type { Item } from '../../signals/signal.ts'

/** Stands for what a signal gave when it failed. */
export const FAILED: unique symbol = Symbol('failed')

/** What one signal gave for each word of a dictionary. */
interface Known {
  /** By code: 0 not asked yet, else one more than a place in `values`. */
  places: Int32Array
  values: (Value | typeof FAILED)[]
  readonly shared: Map<Value | typeof FAILED, number>
}

/**
 * The signals of one event type that follow from one text alone, by the pack's own code: asked once for each distinct
 * text, when somebody first wants to know. Those that share work on a text are asked together.
 */
export interface SignalWords {
  /** Whether a slot's signal is cheap and looks at nothing but its text. */
  isPure(slot: number): boolean
  /** Must be called before a block's words are asked about: the words of a feature, which may have grown. */
  bind(feature: string, words: readonly string[]): void
  readonly read: SignalOfWord
  /** Whether a signal failed for a word that it was asked about. */
  hasFailed(slot: number, code: number): boolean
}

/** `used`: slots of the signals that may be read. */
export function signalWords(bound: readonly BoundSignal[], used: ReadonlySet<number>): SignalWords {
  const known = bound.map((): Known => ({ places: new Int32Array(0), values: [], shared: new Map() }))
  const dictionaries = new Map<string, readonly string[]>()
  let failures = 0

  // A function that takes no second argument cannot see the event: its text alone decides.
  const isPure = (slot: number) => {
    const { signal } = bound[slot]!
    return signal.cost === 'cheap' && signal.context === undefined && signal.evaluate.length < 2
  }
  // Signals of one kind on one feature share what is dear, such as the scan for terms.
  const groups = bound.map(({ signal, spec }, slot) =>
    bound.flatMap((other, i) =>
      i === slot ||
      (used.has(i) && isPure(i) && other.signal.of === signal.of && other.spec.kind === spec.kind)
        ? [i]
        : [],
    ),
  )

  function ask(slot: number, item: Item): Value | typeof FAILED {
    const { signal } = bound[slot]!
    if (signal.cost === 'dear') return undefined
    try {
      return signal.evaluate(item, NO_EVENT)
    } catch {
      failures++
      return FAILED
    }
  }

  function givenFor(slot: number, raw: string, code: number): Value | typeof FAILED {
    const { places, values } = known[slot]!
    const place = places[code]!
    if (place > 0) return values[place - 1]
    const item: Item = { raw, shared: new Map() }
    for (const each of groups[slot]!) keep(known[each]!, code, ask(each, item))
    return known[slot]!.values[known[slot]!.places[code]! - 1]
  }

  return {
    isPure,
    bind(feature, words) {
      const isNew = dictionaries.get(feature) !== words
      dictionaries.set(feature, words)
      bound.forEach(({ signal }, slot) => {
        if (signal.of !== feature || !used.has(slot)) return
        const one = known[slot]!
        if (isNew) {
          one.places = new Int32Array(words.length)
          one.values = []
          one.shared.clear()
        } else if (one.places.length < words.length) {
          const grown = new Int32Array(Math.max(words.length, 2 * one.places.length))
          grown.set(one.places)
          one.places = grown
        }
      })
    },
    read: (slot) => (word, code) => {
      if (word === undefined) return undefined
      const value = givenFor(slot, word, code)
      return value === FAILED ? undefined : value
    },
    hasFailed(slot, code) {
      if (failures === 0 || code < 0) return false
      const { places, values } = known[slot]!
      const place = places[code]!
      return place > 0 && values[place - 1] === FAILED
    },
  }
}

/** Values that are looked for when another word may give the same one. */
const MOST_SHARED = 8

function keep(known: Known, code: number, value: Value | typeof FAILED): void {
  // Most texts give the same frozen "nothing found", which is kept once; what was found is an object each time.
  let place = known.shared.get(value)
  if (place === undefined) {
    place = known.values.push(value)
    if (known.shared.size < MOST_SHARED) known.shared.set(value, place)
  }
  known.places[code] = place
}
