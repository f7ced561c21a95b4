import { BATCH, type Pass } from './pass.ts'
import type { Plan } from './plan.ts'

type Joined = Plan & { readonly kind: 'and' | 'or' }

/** Judges plans row range by row range, each part only on the rows that the parts before it left undecided. */
export class Judge {
  /** By how deep a plan stands: entries of undecided rows as loop.ts has them, and bytes of a part. */
  private readonly selections: Int32Array[] = []
  private readonly bytes: Uint8Array[] = []
  /** 32 rows a word: who is undecided, and of whom a part is unknown. */
  private readonly leftBits = new Int32Array(BATCH / 32)
  private readonly unknownBits = new Int32Array(BATCH / 32)

  /** Gives each of the rows `[from, to)` its byte; at most `BATCH` rows. */
  all(plan: Plan, pass: Pass, out: Uint8Array, from: number, to: number, depth = 0): void {
    if (plan.kind === 'ask') {
      plan.question.ask('all', pass, out, NO_ROWS, from, to)
      return
    }
    const sel = this.selection(depth)
    const [first] = plan.parts
    let left: number
    if (plan.inBits > 0) left = this.join(plan, pass, sel, from, to)
    else if (first!.kind === 'ask')
      left = first!.question.ask(plan.kind === 'and' ? 'open' : 'openOr', pass, out, sel, from, to)
    else {
      const bytes = this.bytesFor(depth, out.length)
      this.all(first!, pass, bytes, from, to, depth + 1)
      for (let row = from, i = 0; row < to; row++, i++) sel[i] = row << 1
      left = keep(plan, bytes, sel, to - from)
    }
    left = this.rest(plan, Math.max(1, plan.inBits), pass, out, sel, left, depth)
    out.fill(plan.kind === 'and' ? 0 : 1, from, to)
    settle(plan, out, sel, left)
  }

  /** Joins the first parts 32 rows at a time, and picks out who is undecided. */
  private join(plan: Joined, pass: Pass, sel: Int32Array, from: number, to: number): number {
    const words = (to - from + 31) >> 5
    const { leftBits, unknownBits } = this
    leftBits.fill(-1, 0, words)
    if (((to - from) & 31) !== 0) leftBits[words - 1] = (1 << ((to - from) & 31)) - 1
    unknownBits.fill(0, 0, words)
    for (let i = 0; i < plan.inBits; i++) {
      const part = plan.parts[i]!
      if (part.kind !== 'ask') continue
      const { yes, unknown } = part.question.bits(pass, from, to)
      if (plan.kind === 'or') for (let w = 0; w < words; w++) leftBits[w]! &= ~yes[w]!
      else if (unknown === undefined) for (let w = 0; w < words; w++) leftBits[w]! &= yes[w]!
      else for (let w = 0; w < words; w++) leftBits[w]! &= yes[w]! | unknown[w]!
      if (unknown !== undefined) for (let w = 0; w < words; w++) unknownBits[w]! |= unknown[w]!
    }
    return pick(leftBits, unknownBits, words, from, sel)
  }

  /** Asks the parts from `start` on of those who are undecided. */
  private rest(
    plan: Joined,
    start: number,
    pass: Pass,
    out: Uint8Array,
    sel: Int32Array,
    count: number,
    depth: number,
  ): number {
    const { parts } = plan
    const kind = plan.kind === 'and' ? 'narrow' : 'narrowOr'
    let left = count
    for (let i = start; i < parts.length && left > 0; i++) {
      const part = parts[i]!
      if (part.kind === 'ask') left = part.question.ask(kind, pass, out, sel, left, 0)
      else {
        const bytes = this.bytesFor(depth, out.length)
        this.some(part, pass, bytes, sel, left, depth + 1)
        left = keep(plan, bytes, sel, left)
      }
    }
    return left
  }

  /** Gives the rows of the first `count` entries their bytes. */
  private some(
    plan: Joined,
    pass: Pass,
    out: Uint8Array,
    rows: Int32Array,
    count: number,
    depth: number,
  ): void {
    const sel = this.selection(depth)
    const decided = plan.kind === 'and' ? 0 : 1
    const [first] = plan.parts
    for (let j = 0; j < count; j++) sel[j] = rows[j]! & ~1
    let left: number
    if (first!.kind === 'ask')
      left = first!.question.ask(plan.kind === 'and' ? 'narrow' : 'narrowOr', pass, out, sel, count, 0)
    else {
      const bytes = this.bytesFor(depth, out.length)
      this.some(first!, pass, bytes, rows, count, depth + 1)
      left = keep(plan, bytes, sel, count)
    }
    left = this.rest(plan, 1, pass, out, sel, left, depth)
    for (let j = 0; j < count; j++) out[rows[j]! >> 1] = decided
    settle(plan, out, sel, left)
  }

  private selection(depth: number): Int32Array {
    this.selections[depth] ??= new Int32Array(BATCH)
    return this.selections[depth]
  }

  /** Bytes to work with, of at least so many rows. */
  bytesFor(depth: number, rows: number): Uint8Array {
    let bytes = this.bytes[depth]
    if (bytes === undefined || bytes.length < rows) {
      bytes = new Uint8Array(rows)
      this.bytes[depth] = bytes
    }
    return bytes
  }
}

const NO_ROWS = new Int32Array(0)

function pick(left: Int32Array, unknown: Int32Array, words: number, from: number, sel: Int32Array): number {
  let n = 0
  for (let w = 0; w < words; w++) {
    let bits = left[w]!
    const partly = unknown[w]!
    const row = from + (w << 5)
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits & -bits)
      sel[n++] = ((row + bit) << 1) | ((partly >>> bit) & 1)
      bits &= bits - 1
    }
  }
  return n
}

/** Of the first `count` entries, those stay whose byte does not decide the whole; returns how many. */
function keep(plan: Joined, bytes: Uint8Array, sel: Int32Array, count: number): number {
  const decided = plan.kind === 'and' ? 0 : 1
  let left = 0
  for (let j = 0; j < count; j++) {
    const entry = sel[j]!
    const byte = bytes[entry >> 1]!
    sel[left] = entry | (byte >> 1)
    left += byte === decided ? 0 : 1
  }
  return left
}

/** Who is undecided to the end has its outcome from whether a part was unknown. */
function settle(plan: Joined, out: Uint8Array, sel: Int32Array, count: number): void {
  if (plan.kind === 'and') for (let j = 0; j < count; j++) out[sel[j]! >> 1] = 1 + (sel[j]! & 1)
  else for (let j = 0; j < count; j++) out[sel[j]! >> 1] = (sel[j]! & 1) << 1
}
