import type { Pass } from './pass.ts'
import type { Plan } from './plan.ts'

type Joined = Plan & { readonly kind: 'and' | 'or' }

/** Rows judged at a time, so that what is read and written of them stays in the processor's cache. */
export const BATCH = 8192

/** Judges plans row range by row range, each part only on the rows that the parts before it left undecided. */
export class Judge {
  /** By how deep a plan stands: rows that are undecided, and bytes of a part. */
  private readonly selections: Int32Array[] = []
  private readonly bytes: Uint8Array[] = []

  /** Gives each of the rows `[from, to)` its byte. */
  all(plan: Plan, pass: Pass, out: Uint8Array, from: number, to: number): void {
    if (plan.kind === 'ask') {
      plan.question.ask('all', pass, out, NO_ROWS, from, to)
      return
    }
    const sel = this.selection(0)
    const [first] = plan.parts
    let left: number
    if (first!.kind === 'ask')
      left = first!.question.ask(plan.kind === 'and' ? 'allAnd' : 'allOr', pass, out, sel, from, to)
    else {
      this.all(first!, pass, out, from, to)
      left = undecided(plan, out, sel, from, to)
    }
    this.rest(plan, pass, out, sel, left, 0)
  }

  private rest(
    plan: Joined,
    pass: Pass,
    out: Uint8Array,
    sel: Int32Array,
    count: number,
    depth: number,
  ): void {
    const { parts, kind } = plan
    let left = count
    for (let i = 1; i < parts.length && left > 0; i++) {
      const part = parts[i]!
      left =
        part.kind === 'ask'
          ? part.question.ask(kind, pass, out, sel, left, 0)
          : this.narrow(plan, part, pass, out, sel, left, depth)
    }
  }

  /** Joins the bytes of a part that is itself joined. */
  private narrow(
    plan: Joined,
    part: Joined,
    pass: Pass,
    out: Uint8Array,
    sel: Int32Array,
    count: number,
    depth: number,
  ): number {
    const own = this.bytesFor(depth, out.length)
    this.some(part, pass, own, sel, count, depth + 1)
    const settled = plan.kind === 'and' ? 0 : 1
    let left = 0
    for (let j = 0; j < count; j++) {
      const row = sel[j]!
      const byte = own[row]!
      if (byte !== 1 - settled) out[row] = byte
      sel[left] = row
      left += byte === settled ? 0 : 1
    }
    return left
  }

  /** Gives the first `count` rows of `rows` their bytes. */
  private some(
    plan: Joined,
    pass: Pass,
    out: Uint8Array,
    rows: Int32Array,
    count: number,
    depth: number,
  ): void {
    const sel = this.selection(depth)
    const [first] = plan.parts
    if (first!.kind === 'ask') first!.question.ask('some', pass, out, rows, count, 0)
    else this.some(first!, pass, out, rows, count, depth + 1)
    const settled = plan.kind === 'and' ? 0 : 1
    let left = 0
    for (let j = 0; j < count; j++) {
      const row = rows[j]!
      sel[left] = row
      left += out[row] === settled ? 0 : 1
    }
    this.rest(plan, pass, out, sel, left, depth)
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

function undecided(plan: Joined, out: Uint8Array, sel: Int32Array, from: number, to: number): number {
  const settled = plan.kind === 'and' ? 0 : 1
  let left = 0
  for (let row = from; row < to; row++) {
    sel[left] = row
    left += out[row] === settled ? 0 : 1
  }
  return left
}
