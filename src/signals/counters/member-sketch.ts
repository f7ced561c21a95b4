import { estimateMembers } from './estimate-members.ts'
import { MEMBER_TICKS } from './member-table.ts'
import { mixKey } from './mix-key.ts'

/** Registers, as a power of two: the relative standard error is 1.04 / sqrt(2 ** 14) = 0.81 %. */
const REGISTERS_LOG2 = 14
const REGISTERS = 2 ** REGISTERS_LOG2
const RANKS = 32
/** A tick is written as 1 to 255, 0 being none; five more than the window needs, so that they are cleared in fives. */
const CODES = 255
const CLEAR_EVERY = CODES - MEMBER_TICKS

/**
 * HyperLogLog over a sliding window: for each register and rank the last tick that it was seen in, so that a register
 * is the highest rank still in the window. It estimates what a sketch made of the window's members alone would.
 */
export interface MemberSketch {
  /** Code of the last tick by register and rank. */
  readonly codes: Uint8Array
  /** The highest rank in the window by register, from 1; 0: none. */
  readonly registers: Uint8Array
  /** Registers by their rank. */
  readonly ranks: Uint32Array
  /** What is estimated from the ranks; -1 when they have changed. */
  members: number
  end: number
  /** No code stands for a tick that had left the window which ended here. */
  clearedAt: number
}

export function emptyMemberSketch(end: number): MemberSketch {
  const ranks = new Uint32Array(RANKS + 1)
  ranks[0] = REGISTERS
  return {
    codes: new Uint8Array(REGISTERS * RANKS),
    registers: new Uint8Array(REGISTERS),
    ranks,
    members: -1,
    end,
    clearedAt: end,
  }
}

/** Moves the window on, so that it ends with a later tick. */
export function advanceSketch(sketch: MemberSketch, tick: number): void {
  const { codes, registers, ranks } = sketch
  const lives = liveCodes(sketch, tick)
  if (tick - sketch.clearedAt > CLEAR_EVERY) {
    for (let i = 0; i < codes.length; i++) if (lives[codes[i]!] === 0) codes[i] = 0
    sketch.clearedAt = tick
  }
  for (let register = 0; register < REGISTERS; register++) {
    const held = registers[register]!
    let rank = held
    while (rank > 0 && lives[codes[register * RANKS + rank - 1]!] === 0) rank--
    if (rank === held) continue
    registers[register] = rank
    ranks[held]!--
    ranks[rank]!++
    sketch.members = -1
  }
  sketch.end = tick
}

/** Sees a member in a tick, not beyond the window's end. */
export function addToSketch(sketch: MemberSketch, tick: number, hi: number, lo: number): void {
  const age = sketch.end - tick
  if (age >= MEMBER_TICKS) return
  const register = mixKey(hi, lo, 0x5bd1e995) >>> (32 - REGISTERS_LOG2)
  const rank = Math.min(RANKS, Math.clz32(mixKey(lo, hi, 0x1b873593)) + 1)
  const place = register * RANKS + rank - 1
  const code = sketch.codes[place]!
  if (code !== 0 && ageOf(code, sketch.end) <= age) return
  sketch.codes[place] = codeOf(tick)
  const held = sketch.registers[register]!
  if (rank <= held) return
  sketch.registers[register] = rank
  sketch.ranks[held]!--
  sketch.ranks[rank]!++
  sketch.members = -1
}

/** Estimated members of the window. */
export function countInSketch(sketch: MemberSketch): number {
  if (sketch.members < 0) sketch.members = Math.round(estimateMembers(sketch.ranks, REGISTERS))
  return sketch.members
}

/** Estimated members as if the window ended with a later tick. */
export function countInSketchAt(sketch: MemberSketch, tick: number): number {
  const lives = liveCodes(sketch, tick)
  const ranks = new Uint32Array(RANKS + 1)
  for (let register = 0; register < REGISTERS; register++) {
    let rank = sketch.registers[register]!
    while (rank > 0 && lives[sketch.codes[register * RANKS + rank - 1]!] === 0) rank--
    ranks[rank]!++
  }
  return Math.round(estimateMembers(ranks, REGISTERS))
}

function codeOf(tick: number): number {
  return (tick % CODES) + 1
}

function ageOf(code: number, end: number): number {
  return (codeOf(end) - code + CODES) % CODES
}

/** By code, whether its tick is in a window that ends with a tick at or after the sketch's end. */
function liveCodes(sketch: MemberSketch, tick: number): Uint8Array {
  const lives = new Uint8Array(CODES + 1)
  for (let code = 1; code <= CODES; code++)
    if (ageOf(code, sketch.end) + tick - sketch.end < MEMBER_TICKS) lives[code] = 1
  return lives
}
