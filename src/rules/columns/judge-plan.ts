import type { Pass } from './pass.ts'
import type { Plan } from './plan.ts'

type Joined = Plan & { readonly kind: 'and' | 'or' }

/** Rows judged at a time, so that what is read and written of them stays in the processor's cache. */
export const BATCH = 8192

/** Judges plans row range by row range, each part only on the rows that the parts before it left undecided. */
export class Judge {
  /** By how deep a plan stands: entries of undecided rows as loop.ts has them, and bytes of a part. */
  private readonly selections: Int32Array[] = []
  private readonly bytes: Uint8Array[] = []

  /** Gives each of the rows `[from, to)` its byte; at most `BATCH` rows. */
  all(plan: Plan, pass: Pass, out: Uint8Array, from: number, to: number, depth = 0): void {
    if (plan.kind === 'ask') {
      plan.question.ask('all', pass, out, NO_ROWS, from, to)
      return
    }
    const sel = this.selection(depth)
    const [first] = plan.parts
    let left: number
    if (first!.kind === 'ask')
      left = first!.question.ask(plan.kind === 'and' ? 'open' : 'openOr', pass, out, sel, from, to)
    else {
      const bytes = this.bytesFor(depth, out.length)
      this.all(first!, pass, bytes, from, to, depth + 1)
      for (let row = from, i = 0; row < to; row++, i++) sel[i] = row << 1
      left = keep(plan, bytes, sel, to - from)
    }
    left = this.rest(plan, pass, out, sel, left, depth)
    out.fill(plan.kind === 'and' ? 0 : 1, from, to)
    settle(plan, out, sel, left)
  }

  /** Asks all parts but the first of those who are undecided. */
  private rest(
    plan: Joined,
    pass: Pass,
    out: Uint8Array,
    sel: Int32Array,
    count: number,
    depth: number,
  ): number {
    const { parts } = plan
    const kind = plan.kind === 'and' ? 'narrow' : 'narrowOr'
    let left = count
    for (let i = 1; i < parts.length && left > 0; i++) {
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
    left = this.rest(plan, pass, out, sel, left, depth)
    for (let j = 0; j < count; j++) out[rows[j]! >> 1] = decided
    settle(plan, out, sel, left)
  }

  private selection(depth: number): Int32Array {
    this.selections[depth] ??= new Int32Array(BATCH)
    return this.selections[depth]
  }

  private bytesFor(depth: number, rows: number): Uint8Array {
    let bytes = this.bytes[depth]
    if (bytes === undefined || bytes.length < rows) {
      bytes = new Uint8Array(rows)
      this.bytes[depth] = bytes
    }
    return bytes
  }
}

const NO_ROWS = new Int32Array(0)

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
