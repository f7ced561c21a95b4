import { startEntries } from './entries.ts'
import { FIXED_CLASS, type Layout } from './layout.ts'
import { classOf, MODE, ROW, type Shard, setMeta } from './shard.ts'
import { giveBlock, takeBlock } from './slab.ts'

/** Ticks that a window is divided in. */
export const TICKS = 256
const MOST_TICKS = 4096
/** Words before the cells: newest tick and newest time (doubles), sum over the newest window, place of the newest cell. */
const HEAD = 6

/** Ticks that a ring holds: its window's, and those that late events are read in, up to fifteen windows. */
export function ringTicks(spec: Layout['spec']): number {
  return Math.min(MOST_TICKS, TICKS + 1 + Math.ceil((spec.lateMs * TICKS) / spec.windowMs))
}

/** Sizes in words of rings of counts, in cells of 8, 16 and 32 bits. */
export function countRingWords(spec: Layout['spec']): number[] {
  return [1, 2, 4].map((width) => HEAD + 2 * Math.ceil((ringTicks(spec) * width) / 8))
}

/** Size in words of a ring of doubles. */
export function sumRingWords(spec: Layout['spec']): number[] {
  return [HEAD + 2 * ringTicks(spec)]
}

/**
 * A key with many events: how many (or their sum) in each tick of 1/256 of the window. The window's far edge is
 * rounded up to a tick; the count is exact otherwise.
 */
export interface Ring {
  /** Turns a key of entries, its block given up, into an empty ring that ends at a time. */
  start(shard: Shard, at: number, newestMs: number): void
  newest(shard: Shard, at: number): number
  /** Adds to the tick of a time. False: it lies further back than the ring holds. */
  add(shard: Shard, at: number, timeMs: number, amount: number): boolean
  /** Sum over the window that ends at a time; NaN: it lies further back than the ring holds. */
  read(shard: Shard, at: number, timeMs: number): number
  /** Gives the ring up for an empty block of entries. */
  end(shard: Shard, at: number): void
}

/** `doubles`: cells are doubles rather than counts. */
export function createRing(layout: Layout, doubles: boolean): Ring {
  const { spec } = layout
  const ticks = ringTicks(spec)
  const tickOf = (timeMs: number) => Math.floor((timeMs * TICKS) / spec.windowMs)

  function start(shard: Shard, at: number, newestMs: number): void {
    const block = takeBlock(layout, shard, FIXED_CLASS)
    shard.slab.fill(0, block, block + layout.words[FIXED_CLASS]!)
    shard.doubles[block >> 1] = tickOf(newestMs)
    shard.doubles[(block >> 1) + 1] = newestMs
    shard.table[at + ROW.block] = block
    setMeta(shard, at, MODE.fixed, FIXED_CLASS, 0)
  }

  function advance(shard: Shard, at: number, tick: number): void {
    const block = shard.table[at + ROW.block]!
    const width = doubles ? 3 : classOf(shard, at) - FIXED_CLASS
    const newest = shard.doubles[block >> 1]!
    let cell = shard.slab[block + 5]!
    if (tick - newest >= ticks) {
      shard.slab.fill(0, block + HEAD, block + layout.words[classOf(shard, at)]!)
      shard.slab[block + 4] = 0
    } else {
      let total = shard.slab[block + 4]!
      for (let step = tick - newest; step > 0; step--) {
        cell = cell + 1 === ticks ? 0 : cell + 1
        if (!doubles) total -= cellAt(shard, block, width, cell < TICKS ? cell - TICKS + ticks : cell - TICKS)
        setCell(shard, block, width, cell, 0)
      }
      shard.slab[block + 4] = total
    }
    shard.slab[block + 5] = cell
    shard.doubles[block >> 1] = tick
  }

  function widen(shard: Shard, at: number): void {
    const from = classOf(shard, at)
    const old = shard.table[at + ROW.block]!
    const block = takeBlock(layout, shard, from + 1)
    for (let i = 0; i < HEAD; i++) shard.slab[block + i] = shard.slab[old + i]!
    for (let i = 0; i < ticks; i++)
      setCell(shard, block, from + 1 - FIXED_CLASS, i, cellAt(shard, old, from - FIXED_CLASS, i))
    giveBlock(shard, from, old)
    shard.table[at + ROW.block] = block
    setMeta(shard, at, MODE.fixed, from + 1, 0)
  }

  return {
    start,
    newest: (shard, at) => shard.doubles[(shard.table[at + ROW.block]! >> 1) + 1]!,
    add(shard, at, timeMs, amount) {
      const tick = tickOf(timeMs)
      let block = shard.table[at + ROW.block]!
      if (tick > shard.doubles[block >> 1]!) advance(shard, at, tick)
      const behind = shard.doubles[block >> 1]! - tick
      if (behind >= ticks - TICKS) return false
      if (timeMs > shard.doubles[(block >> 1) + 1]!) shard.doubles[(block >> 1) + 1] = timeMs
      const newest = shard.slab[block + 5]!
      const cell = newest < behind ? newest - behind + ticks : newest - behind
      if (doubles) {
        setCell(shard, block, 3, cell, cellAt(shard, block, 3, cell) + amount)
        return true
      }
      let width = classOf(shard, at) - FIXED_CLASS
      const sum = cellAt(shard, block, width, cell) + amount
      if (sum < 0 || sum > 0xffffffff) return true
      if (width < 2 && sum >= 2 ** (8 << width)) {
        widen(shard, at)
        block = shard.table[at + ROW.block]!
        width++
      }
      setCell(shard, block, width, cell, sum)
      if (behind < TICKS) shard.slab[block + 4] = shard.slab[block + 4]! + amount
      return true
    },
    read(shard, at, timeMs) {
      const tick = tickOf(timeMs)
      const block = shard.table[at + ROW.block]!
      const width = doubles ? 3 : classOf(shard, at) - FIXED_CLASS
      const newest = shard.doubles[block >> 1]!
      if (tick === newest && !doubles) return shard.slab[block + 4]!
      const behind = newest - tick
      if (behind >= ticks - TICKS) return Number.NaN
      // From the oldest tick on, so that a sum of doubles is always made in the same order.
      const last = Math.max(behind, 0)
      let sum = 0
      let cell = shard.slab[block + 5]! - (behind + TICKS - 1)
      if (cell < 0) cell += ticks
      for (let back = behind + TICKS - 1; back >= last; back--) {
        sum += cellAt(shard, block, width, cell)
        cell = cell + 1 === ticks ? 0 : cell + 1
      }
      return sum
    },
    end(shard, at) {
      giveBlock(shard, classOf(shard, at), shard.table[at + ROW.block]!)
      startEntries(layout, shard, at)
    },
  }
}

/** Width is the power of two of the cell's bytes. */
function cellAt(shard: Shard, block: number, width: number, cell: number): number {
  const word = block + HEAD
  if (width === 0) return shard.octets[word * 4 + cell]!
  if (width === 1) return shard.pairs[word * 2 + cell]!
  return width === 2 ? shard.slab[word + cell]! : shard.doubles[(word >> 1) + cell]!
}

function setCell(shard: Shard, block: number, width: number, cell: number, value: number): void {
  const word = block + HEAD
  if (width === 0) shard.octets[word * 4 + cell] = value
  else if (width === 1) shard.pairs[word * 2 + cell] = value
  else if (width === 2) shard.slab[word + cell] = value
  else shard.doubles[(word >> 1) + cell] = value
}
