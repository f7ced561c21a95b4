import type { CounterSpec } from './counter-spec.ts'
import { HEAD } from './shard.ts'

/** Entries that a block of each size class has room for. Even, so that doubles lie where a Float64Array has them. */
const ENTRY_CLASSES = [2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64] as const

/** The first class of another form. */
export const FIXED_CLASS = ENTRY_CLASSES.length

/** How a kind of counter lays out its keys in a slab of 32-bit words. */
export interface Layout {
  readonly spec: CounterSpec
  /** Words of an entry beside its time: a member's hash, or a double. */
  readonly payload: 0 | 2
  /** Room for entries by size class; 0: a form of its own. */
  readonly room: Int32Array
  /** Words of a block by size class, its head included. */
  readonly words: Int32Array
  /** Entries up to which a key is held as such. */
  readonly limit: number
}

/** `fixed` are the sizes in words of the kind's other forms without a head, each even. */
export function layoutOf(
  spec: CounterSpec,
  options: { readonly payload: 0 | 2; readonly limit: number; readonly fixed?: readonly number[] },
): Layout {
  const fixed = options.fixed ?? []
  const sizes = [...ENTRY_CLASSES.map((room) => room * (1 + options.payload)), ...fixed]
  return {
    spec,
    payload: options.payload,
    room: Int32Array.from([...ENTRY_CLASSES, ...fixed.map(() => 0)]),
    words: Int32Array.from(sizes, (size) => HEAD.words + size),
    limit: options.limit,
  }
}

/** The smallest class of entries that so many fit in. */
export function classFor(layout: Layout, entries: number): number {
  let sizeClass = 0
  while (layout.room[sizeClass]! < entries) sizeClass++
  return sizeClass
}
