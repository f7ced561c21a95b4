import type { CounterSpec } from './counter-spec.ts'
import { FIXED_CLASS, type Layout } from './layout.ts'
import { blockAt, classOf, HEAD, MODE, type Shard } from './shard.ts'
import { changeBlock } from './slab.ts'

/** Ticks that a window is divided in. */
export const TICKS = 256
const MOST_TICKS = 4096
/** Words of a ring before its cells. */
const RING_WORDS = 6
/** Where those begin in a block: the newest tick and time (doubles), the newest window's count, the newest cell. */
const NEWEST_TICK = HEAD.words >> 1
const NEWEST_MS = NEWEST_TICK + 1
const TOTAL = HEAD.words + 4
const CELL = HEAD.words + 5
const CELLS = HEAD.words + RING_WORDS

/** Ticks that a ring holds: its window's, and those that late events are read in, up to fifteen windows. */
function ringTicks({ lateMs, windowMs }: CounterSpec): number {
  return Math.min(MOST_TICKS, TICKS + 1 + Math.ceil((lateMs * TICKS) / windowMs))
}

/** Sizes in words of rings of counts, in cells of 8, 16 and 32 bits. */
export function countRingWords(spec: CounterSpec): number[] {
  return [1, 2, 4].map((width) => RING_WORDS + 2 * Math.ceil((ringTicks(spec) * width) / 8))
}

/** Size in words of a ring of doubles. */
export function sumRingWords(spec: CounterSpec): number[] {
  return [RING_WORDS + 2 * ringTicks(spec)]
}

/**
 * A key with many events: how many (or their sum) in each tick of 1/256 of the window. The window's far edge is
 * rounded up to a tick; a count is exact otherwise.
 */
export interface Ring {
  /** Gives a key an empty ring that ends at a time, in place of what it held. */
  start(shard: Shard, at: number, newestMs: number): void
  newest(shard: Shard, block: number): number
  /** Whether the ring holds the whole window that ends at a time. */
  reaches(shard: Shard, block: number, timeMs: number): boolean
  /** Adds to the tick of a time, if it is held. */
  add(shard: Shard, at: number, timeMs: number, amount: number): void
  /** Takes from the tick of a time, if it is held. */
  take(shard: Shard, block: number, timeMs: number, amount: number): void
  /** Sum over the window that ends at a time; NaN: the ring does not reach it. */
  read(shard: Shard, block: number, timeMs: number): number
}

/** `doubles`: cells are doubles rather than counts. */
export function createRing(layout: Layout, doubles: boolean): Ring {
  const { spec } = layout
  const ticks = ringTicks(spec)
  const tickOf = (timeMs: number) => Math.floor((timeMs * TICKS) / spec.windowMs)
  const widthOf = (shard: Shard, block: number) => (doubles ? 3 : classOf(shard, block) - FIXED_CLASS)

  function clear(shard: Shard, block: number): void {
    shard.slab.fill(0, block + CELLS, block + layout.words[classOf(shard, block)]!)
    shard.slab[block + TOTAL] = 0
  }

  /** Moves the ring on, so that it ends with a later tick. */
  function advance(shard: Shard, block: number, tick: number): void {
    const { slab } = shard
    const newest = shard.doubles[(block >> 1) + NEWEST_TICK]!
    shard.doubles[(block >> 1) + NEWEST_TICK] = tick
    if (tick - newest >= ticks) {
      clear(shard, block)
      return
    }
    const width = widthOf(shard, block)
    let cell = slab[block + CELL]!
    let total = slab[block + TOTAL]!
    for (let step = tick - newest; step > 0; step--) {
      cell = cell + 1 === ticks ? 0 : cell + 1
      if (!doubles) total -= cellAt(shard, block, width, cell < TICKS ? cell - TICKS + ticks : cell - TICKS)
      setCell(shard, block, width, cell, 0)
    }
    slab[block + TOTAL] = total
    slab[block + CELL] = cell
  }

  /** The cell of a tick so many ticks before the newest (at most a ring before). */
  function cellBehind(shard: Shard, block: number, behind: number): number {
    const newest = shard.slab[block + CELL]!
    return newest < behind ? newest - behind + ticks : newest - behind
  }

  function widen(shard: Shard, at: number): number {
    const old = blockAt(shard, at)
    const width = widthOf(shard, old)
    const block = changeBlock(layout, shard, at, MODE.fixed, FIXED_CLASS + width + 1, 0)
    for (let i = HEAD.words; i < CELLS; i++) shard.slab[block + i] = shard.slab[old + i]!
    for (let i = 0; i < ticks; i++) setCell(shard, block, width + 1, i, cellAt(shard, old, width, i))
    return block
  }

  return {
    start(shard, at, newestMs) {
      const block = changeBlock(layout, shard, at, MODE.fixed, FIXED_CLASS, 0)
      clear(shard, block)
      shard.doubles[(block >> 1) + NEWEST_TICK] = tickOf(newestMs)
      shard.doubles[(block >> 1) + NEWEST_MS] = newestMs
      shard.slab[block + CELL] = 0
    },
    newest: (shard, block) => shard.doubles[(block >> 1) + NEWEST_MS]!,
    reaches: (shard, block, timeMs) =>
      shard.doubles[(block >> 1) + NEWEST_TICK]! - tickOf(timeMs) <= ticks - TICKS,
    add(shard, at, timeMs, amount) {
      const tick = tickOf(timeMs)
      let block = blockAt(shard, at)
      if (tick > shard.doubles[(block >> 1) + NEWEST_TICK]!) advance(shard, block, tick)
      const behind = shard.doubles[(block >> 1) + NEWEST_TICK]! - tick
      if (behind >= ticks) return
      if (timeMs > shard.doubles[(block >> 1) + NEWEST_MS]!) shard.doubles[(block >> 1) + NEWEST_MS] = timeMs
      const cell = cellBehind(shard, block, behind)
      let width = widthOf(shard, block)
      const sum = cellAt(shard, block, width, cell) + amount
      if (width < 2 && sum >= 2 ** (8 << width)) {
        block = widen(shard, at)
        width++
      }
      setCell(shard, block, width, cell, sum)
      if (!doubles && behind < TICKS) shard.slab[block + TOTAL] = shard.slab[block + TOTAL]! + amount
    },
    take(shard, block, timeMs, amount) {
      const behind = shard.doubles[(block >> 1) + NEWEST_TICK]! - tickOf(timeMs)
      if (behind < 0 || behind >= ticks) return
      const cell = cellBehind(shard, block, behind)
      const width = widthOf(shard, block)
      const held = cellAt(shard, block, width, cell)
      if (!doubles && held < amount) return
      setCell(shard, block, width, cell, held - amount)
      if (!doubles && behind < TICKS) shard.slab[block + TOTAL] = shard.slab[block + TOTAL]! - amount
    },
    read(shard, block, timeMs) {
      const behind = shard.doubles[(block >> 1) + NEWEST_TICK]! - tickOf(timeMs)
      if (behind === 0 && !doubles) return shard.slab[block + TOTAL]!
      if (behind > ticks - TICKS) return Number.NaN
      // From the oldest tick on, so that a sum of doubles is always made in the same order.
      const width = widthOf(shard, block)
      let left = Math.min(TICKS, TICKS + behind)
      let cell = cellBehind(shard, block, behind + TICKS - 1)
      let sum = 0
      for (; left > 0; left--) {
        sum += cellAt(shard, block, width, cell)
        cell = cell + 1 === ticks ? 0 : cell + 1
      }
      return sum
    },
  }
}

/** Width is the power of two of a cell's bytes; 3 is a double. */
function cellAt(shard: Shard, block: number, width: number, cell: number): number {
  const word = block + CELLS
  if (width === 0) return shard.octets[word * 4 + cell]!
  if (width === 1) return shard.pairs[word * 2 + cell]!
  return width === 2 ? shard.slab[word + cell]! : shard.doubles[(word >> 1) + cell]!
}

function setCell(shard: Shard, block: number, width: number, cell: number, value: number): void {
  const word = block + CELLS
  if (width === 0) shard.octets[word * 4 + cell] = value
  else if (width === 1) shard.pairs[word * 2 + cell] = value
  else if (width === 2) shard.slab[word + cell] = value
  else shard.doubles[(word >> 1) + cell] = value
}
