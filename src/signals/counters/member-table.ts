import { mixKey } from './mix-key.ts'

/** Ticks that the window of a key with many members is divided in. */
export const MEMBER_TICKS = 250
/** Words of a row: a member's halves and the code of its last tick, 0 when the row is free. */
const WORDS = 3
const FIRST_ROWS = 128
/** Rows for each member of the window beyond which a table is made smaller. */
const SPARSE = 16
/** Ticks that a code stands for, so that it fits 32 bits; a multiple of MEMBER_TICKS. */
const CYCLE = 4_294_967_250

/** Members one by one, each with the last tick that it was seen in. Ticks are whole numbers from 0. */
export interface MemberTable {
  rows: Uint32Array
  /** Rows that are not free; some may have left the window. */
  filled: number
  /** Last tick of the window. */
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
  const rows = table.rows.length / WORDS
  if (rows > FIRST_ROWS && table.members * SPARSE < rows) rebuild(table)
}

/** Sees a member in a tick, not beyond the window's end. */
export function addToTable(table: MemberTable, tick: number, hi: number, lo: number): void {
  const age = table.end - tick
  if (age >= MEMBER_TICKS) return
  const { rows, counts } = table
  let at = homeOf(rows, hi, lo)
  while (rows[at + 2] !== 0 && !(rows[at] === hi && rows[at + 1] === lo)) {
    at += WORDS
    if (at === rows.length) at = 0
  }
  const code = rows[at + 2]!
  const heldAge = code === 0 ? MEMBER_TICKS : ageOf(code, table.end)
  if (heldAge <= age) return
  if (heldAge < MEMBER_TICKS) counts[(code - 1) % MEMBER_TICKS]!--
  else table.members++
  counts[tick % MEMBER_TICKS]!++
  rows[at] = hi
  rows[at + 1] = lo
  rows[at + 2] = (tick % CYCLE) + 1
  if (code === 0 && ++table.filled * 10 > (rows.length / WORDS) * 7) rebuild(table)
}

/** Members of the window, as if it ended with a tick at or after its end. */
export function countInTable(table: MemberTable, tick: number): number {
  let members = table.members
  const steps = Math.min(tick - table.end, MEMBER_TICKS)
  for (let step = 1; step <= steps; step++) members -= table.counts[(table.end + step) % MEMBER_TICKS]!
  return members
}

/** Calls with each member of the window and the tick that it was last seen in. */
export function forEachMember(
  table: MemberTable,
  visit: (tick: number, hi: number, lo: number) => void,
): void {
  const { rows, end } = table
  for (let at = 0; at < rows.length; at += WORDS) {
    if (rows[at + 2] === 0) continue
    const age = ageOf(rows[at + 2]!, end)
    if (age < MEMBER_TICKS) visit(end - age, rows[at]!, rows[at + 1]!)
  }
}

function ageOf(code: number, end: number): number {
  return ((end % CYCLE) - (code - 1) + CYCLE) % CYCLE
}

/** Drops the members that have left the window, and fits the table to those that are left. */
function rebuild(table: MemberTable): void {
  const rows = new Uint32Array(Math.max(FIRST_ROWS, table.members * 2) * WORDS)
  let filled = 0
  forEachMember(table, (tick, hi, lo) => {
    let at = homeOf(rows, hi, lo)
    while (rows[at + 2] !== 0) {
      at += WORDS
      if (at === rows.length) at = 0
    }
    rows[at] = hi
    rows[at + 1] = lo
    rows[at + 2] = (tick % CYCLE) + 1
    filled++
  })
  table.rows = rows
  table.filled = filled
}

function homeOf(rows: Uint32Array, hi: number, lo: number): number {
  const count = rows.length / WORDS
  return (((mixKey(hi, lo, 0) >>> 0) * count * 2 ** -32) >>> 0) * WORDS
}
