import { mixKey } from './mix-key.ts'

/** Ticks that the window of a key with many members is divided in. */
export const MEMBER_TICKS = 250
const WORDS = 3
const FIRST_ROWS = 128

/** Members one by one, each with the last tick that it was seen in. */
export interface MemberTable {
  /** hi, lo, tick + 1 (0: free) in each row. */
  rows: Uint32Array
  filled: number
  /** Last tick of the window; ticks are whole numbers from 0. */
  end: number
  /** Members of the window by their tick, modulo MEMBER_TICKS. */
  readonly counts: Uint32Array
  members: number
}

export function emptyMemberTable(end: number): MemberTable {
  return {
    rows: new Uint32Array(FIRST_ROWS * WORDS),
    filled: 0,
    end,
    counts: new Uint32Array(MEMBER_TICKS),
    members: 0,
  }
}

/** Moves the window on, so that it ends with a later tick. */
export function advanceTable(table: MemberTable, tick: number): void {
  const { counts } = table
  const steps = Math.min(tick - table.end, MEMBER_TICKS)
  for (let step = 1; step <= steps; step++) {
    const leaving = (table.end + step) % MEMBER_TICKS
    table.members -= counts[leaving]!
    counts[leaving] = 0
  }
  table.end = tick
}

/** Sees a member in a tick, not beyond the window's end. */
export function addToTable(table: MemberTable, tick: number, hi: number, lo: number): void {
  const oldest = table.end - MEMBER_TICKS + 1
  if (tick < oldest) return
  const { rows, counts } = table
  let at = homeOf(rows, hi, lo)
  while (rows[at + 2] !== 0 && !(rows[at] === hi && rows[at + 1] === lo)) {
    at += WORDS
    if (at === rows.length) at = 0
  }
  const seen = rows[at + 2]! - 1
  if (seen >= tick) return
  if (seen >= oldest) counts[seen % MEMBER_TICKS]!--
  else table.members++
  counts[tick % MEMBER_TICKS]!++
  rows[at] = hi
  rows[at + 1] = lo
  rows[at + 2] = tick + 1
  if (seen < 0 && ++table.filled * 10 > (rows.length / WORDS) * 7) rebuild(table)
}

/** Members of the window, as if it ended with a tick at or after its end. */
export function countInTable(table: MemberTable, tick: number): number {
  let members = table.members
  const steps = Math.min(tick - table.end, MEMBER_TICKS)
  for (let step = 1; step <= steps; step++) members -= table.counts[(table.end + step) % MEMBER_TICKS]!
  return members
}

/** Drops the members that have left the window, and fits the table to those that are left. */
function rebuild(table: MemberTable): void {
  const old = table.rows
  const oldest = table.end - MEMBER_TICKS + 1
  const rows = new Uint32Array(Math.max(FIRST_ROWS, Math.ceil(table.members * 2)) * WORDS)
  let filled = 0
  for (let from = 0; from < old.length; from += WORDS) {
    if (old[from + 2] === 0 || old[from + 2]! - 1 < oldest) continue
    let at = homeOf(rows, old[from]!, old[from + 1]!)
    while (rows[at + 2] !== 0) {
      at += WORDS
      if (at === rows.length) at = 0
    }
    rows[at] = old[from]!
    rows[at + 1] = old[from + 1]!
    rows[at + 2] = old[from + 2]!
    filled++
  }
  table.rows = rows
  table.filled = filled
}

function homeOf(rows: Uint32Array, hi: number, lo: number): number {
  const count = rows.length / WORDS
  return (((mixKey(hi, lo, 0) >>> 0) * count * 2 ** -32) >>> 0) * WORDS
}
