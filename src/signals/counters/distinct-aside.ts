import type { CounterSpec } from './counter-spec.ts'
import {
  addToSketch,
  advanceSketch,
  countInSketch,
  countInSketchAt,
  emptyMemberSketch,
  type MemberSketch,
} from './member-sketch.ts'
import {
  addToTable,
  advanceTable,
  countInTable,
  emptyMemberTable,
  forEachMember,
  MEMBER_TICKS,
  type MemberTable,
} from './member-table.ts'

/** Members of a window up to which they are held one by one. */
export const MOST_MEMBERS = 16_384
/** Members below which a sketch makes ready to give way to a table. */
const FEW_MEMBERS = 4096

/**
 * The members of a key with many, by the last tick (1/250 of the window) that each was seen in: one by one up to
 * 16,384 in the window, a sketch beyond. A sketch gives way to a table that was filled beside it for a whole window.
 */
export interface DistinctAside {
  newestMs: number
  /** Ticks are counted from here, so that they are small. */
  readonly firstTick: number
  table: MemberTable | undefined
  sketch: MemberSketch | undefined
  /** When there are both: the tick that the table was begun in. */
  tableSince: number
}

export function createDistinctAside(spec: CounterSpec, timeMs: number): DistinctAside {
  const firstTick = tickOf(spec, timeMs) - 2 * MEMBER_TICKS
  return {
    newestMs: timeMs,
    firstTick,
    table: emptyMemberTable(2 * MEMBER_TICKS),
    sketch: undefined,
    tableSince: 0,
  }
}

export function addToAside(
  spec: CounterSpec,
  aside: DistinctAside,
  timeMs: number,
  hi: number,
  lo: number,
): void {
  const tick = tickOf(spec, timeMs) - aside.firstTick
  advanceAside(aside, tick)
  if (timeMs > aside.newestMs) aside.newestMs = timeMs
  if (aside.table) addToTable(aside.table, tick, hi, lo)
  if (aside.sketch) addToSketch(aside.sketch, tick, hi, lo)
  if (!aside.table || aside.table.members <= MOST_MEMBERS) return
  aside.sketch ??= sketchOf(aside.table)
  aside.table = undefined
}

/** Members of the window that ends at a time; of the newest one, when the time lies before it. */
export function countInAside(spec: CounterSpec, aside: DistinctAside, timeMs: number): number {
  const tick = tickOf(spec, timeMs) - aside.firstTick
  const { sketch, table } = aside
  if (sketch) return tick > sketch.end ? countInSketchAt(sketch, tick) : countInSketch(sketch)
  return countInTable(table!, Math.max(tick, table!.end))
}

export function asideBytes({ table, sketch }: DistinctAside): number {
  return (
    (table ? table.rows.byteLength + table.counts.byteLength : 0) +
    (sketch ? sketch.codes.byteLength + sketch.registers.byteLength + sketch.ranks.byteLength : 0)
  )
}

function tickOf(spec: CounterSpec, timeMs: number): number {
  return Math.floor((timeMs * MEMBER_TICKS) / spec.windowMs)
}

function advanceAside(aside: DistinctAside, tick: number): void {
  const { sketch, table } = aside
  if (tick <= (sketch ?? table!).end) return
  if (table) advanceTable(table, tick)
  if (!sketch) return
  advanceSketch(sketch, tick)
  if (table && tick - aside.tableSince >= MEMBER_TICKS) aside.sketch = undefined
  else if (!table && countInSketch(sketch) < FEW_MEMBERS) {
    aside.table = emptyMemberTable(tick)
    aside.tableSince = tick
  }
}

function sketchOf(table: MemberTable): MemberSketch {
  const sketch = emptyMemberSketch(table.end)
  forEachMember(table, (tick, hi, lo) => addToSketch(sketch, tick, hi, lo))
  return sketch
}
