import type { Value } from '../../core/value.ts'
import type { BoundSignal } from '../../engine/bound-signal.ts'
import { NO_EVENT } from '../../engine/event-frame.ts'
import type { Item } from '../../signals/signal.ts'
import type { BlockColumns } from './block-columns.ts'

/** Stands for what a signal gave when it failed. */
const FAILED: unique symbol = Symbol('failed')
type Given = Value | typeof FAILED

/** What a signal gave for each word of a dictionary: 0 not asked yet, else one more than a place in `values`. */
interface Known {
  words: readonly string[]
  places: Int32Array
  values: Given[]
  readonly placeOf: Map<Given, number>
}

/** Rows that need each slot's value, a byte a row; undefined: all of them. */
export type Needs = ReadonlyMap<number, Uint8Array | undefined>

/**
 * Computes the signals of one event type over blocks, by the pack's own code. A signal that looks at nothing but its
 * text is asked once for each distinct text, and what signals share of a text is shared as it is for a live event.
 */
export class SignalColumns {
  readonly #bound: readonly BoundSignal[]
  readonly #known: Known[]

  constructor(bound: readonly BoundSignal[]) {
    this.#bound = bound
    this.#known = bound.map(() => ({ words: [], places: new Int32Array(0), values: [], placeOf: new Map() }))
  }

  /** Puts the values into the block, and gives the rows in which a signal failed, by slot. Dear ones stay missing. */
  fill(block: BlockColumns, needs: Needs): ReadonlyMap<number, Uint8Array> {
    const failed = new Map<number, Uint8Array>()
    const byFeature = new Map<string, number[]>()
    for (const slot of needs.keys()) {
      const { signal } = this.#bound[slot]!
      if (signal.cost === 'dear') continue
      byFeature.set(signal.of, [...(byFeature.get(signal.of) ?? []), slot])
    }
    for (const [feature, slots] of byFeature) this.#fillFeature(block, feature, slots, needs, failed)
    return failed
  }

  #fillFeature(
    block: BlockColumns,
    feature: string,
    slots: readonly number[],
    needs: Needs,
    failed: Map<number, Uint8Array>,
  ): void {
    const texts = block.data(feature)
    // A feature that was no text in these events: the signal has nothing to read.
    if (texts.kind !== 'text') return
    const { codes, words } = texts
    const known = slots.map((slot) => this.#knownOf(slot, words))
    const wanted = slots.map((slot) => needs.get(slot))
    const columns = slots.map((): Value[] => new Array(block.rows).fill(undefined))
    for (let row = 0; row < block.rows; row++) {
      const code = codes[row]!
      if (code < 0) continue
      let item: Item | undefined
      for (let i = 0; i < slots.length; i++) {
        if (wanted[i]?.[row] === 0) continue
        const { places, values } = known[i]!
        let given: Given
        const place = places[code]!
        if (place > 0 && !this.#readsEvent(slots[i]!)) given = values[place - 1]
        else {
          item ??= { raw: words[code]!, shared: new Map() }
          given = this.#ask(slots[i]!, item, block, row)
          places[code] = placeOf(known[i]!, given)
        }
        if (given === FAILED) mark(failed, slots[i]!, row, block.rows)
        else columns[i]![row] = given
      }
    }
    slots.forEach((slot, i) => {
      block.put(slot, { kind: 'value', values: columns[i]! })
    })
  }

  #ask(slot: number, item: Item, block: BlockColumns, row: number): Given {
    const { signal } = this.#bound[slot]!
    if (signal.cost === 'dear') return undefined
    try {
      return signal.evaluate(item, this.#readsEvent(slot) ? block.eventAt(row) : NO_EVENT)
    } catch {
      return FAILED
    }
  }

  /** A function that takes no second argument cannot see the event: its text alone decides. */
  #readsEvent(slot: number): boolean {
    return this.#bound[slot]!.signal.evaluate.length > 1
  }

  #knownOf(slot: number, words: readonly string[]): Known {
    const known = this.#known[slot]!
    if (known.words !== words) {
      known.words = words
      known.places = new Int32Array(words.length)
      known.values = []
      known.placeOf.clear()
    } else if (known.places.length < words.length) {
      const grown = new Int32Array(Math.max(words.length, 2 * known.places.length))
      grown.set(known.places)
      known.places = grown
    }
    return known
  }
}

function placeOf(known: Known, given: Given): number {
  // Most texts give the same frozen "nothing found": it is kept once. What was found is an object of its own each time.
  let place = known.placeOf.get(given)
  if (place === undefined) {
    place = known.values.push(given)
    if (known.placeOf.size < MOST_SHARED) known.placeOf.set(given, place)
  }
  return place
}

/** Values that are looked for when another word may give the same one. */
const MOST_SHARED = 8

function mark(failed: Map<number, Uint8Array>, slot: number, row: number, rows: number): void {
  let marks = failed.get(slot)
  if (marks === undefined) {
    marks = new Uint8Array(rows)
    failed.set(slot, marks)
  }
  marks[row] = 1
}
