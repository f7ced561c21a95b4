import type { ColumnBlock } from '../column.ts'
import type { WordMemo } from './word-memo.ts'

/**
 * The ways to go over rows with one question. `out` holds a byte a row; `sel` holds entries of undecided rows, rising:
 * the row times two, plus one when a part of the rule was unknown there.
 * - `all`: rows `[from, to)` get their byte.
 * - `some`: the rows of the first `from` entries get their byte.
 * - `open`, `openOr`: `sel` gets those of the rows `[from, to)` that do not decide an `&&` (an `||`); returns how many.
 * - `narrow`, `narrowOr`: of the first `from` entries, those stay that do not decide it; returns how many.
 */
export type LoopKind = 'all' | 'some' | 'open' | 'openOr' | 'narrow' | 'narrowOr'

/** `columns` are the arrays of all columns, one after another. */
export type Loop = (
  block: ColumnBlock,
  columns: readonly unknown[],
  memos: readonly WordMemo[],
  constants: readonly unknown[],
  out: Uint8Array,
  sel: Int32Array,
  from: number,
  to: number,
) => number

/** The body of a loop for the row `R`. An answer that cannot be unknown is 0 or 1, so it can be counted as it is. */
const BODIES: Readonly<Record<LoopKind, (byte: string, fallible: boolean) => string>> = {
  all: (byte) => `out[R]=${byte}`,
  some: (byte) => `out[R]=${byte}`,
  open: (byte, fallible) =>
    fallible ? `const r=${byte};sel[n]=R<<1|r>>1;n=n+(r!==0)|0` : `const r=${byte};sel[n]=R<<1;n=n+r|0`,
  openOr: (byte, fallible) =>
    fallible ? `const r=${byte};sel[n]=R<<1|r>>1;n=n+(r!==1)|0` : `const r=${byte};sel[n]=R<<1;n=n+(r^1)|0`,
  narrow: (byte, fallible) =>
    fallible ? `const r=${byte};sel[n]=e|r>>1;n=n+(r!==0)|0` : `const r=${byte};sel[n]=e;n=n+r|0`,
  narrowOr: (byte, fallible) =>
    fallible ? `const r=${byte};sel[n]=e|r>>1;n=n+(r!==1)|0` : `const r=${byte};sel[n]=e;n=n+(r^1)|0`,
}

/** Short bodies are written this often in a row: the loop itself costs as much as a comparison. */
const UNROLLED = 4
const SHORT = 120

/** Questions of one shape share one function, so that V8 compiles it once. */
const made = new Map<string, Loop>()
const MOST_MADE = 5000

/** `declarations` and `byte` as ColumnGenerator writes them. */
export function makeLoop(kind: LoopKind, declarations: string, byte: string, fallible: boolean): Loop {
  const overRows = kind === 'all' || kind === 'open' || kind === 'openOr'
  const body = BODIES[kind](byte, fallible)
  const row = (at: string) => (overRows ? `{const R=${at};${body}}` : `{const e=sel[${at}],R=e>>1;${body}}`)
  const times = byte.length <= SHORT ? UNROLLED : 1
  const start = overRows ? 'from' : '0'
  const end = overRows ? 'to' : 'from'
  const unrolled =
    times === 1
      ? ''
      : `for(const last=${end}-${times - 1};i<last;i+=${times}){${Array.from({ length: times }, (_, k) => row(k === 0 ? 'i' : `i+${k}`)).join('')}}`
  const code = `"use strict";${declarations}\nlet n=0,i=${start};${unrolled}for(;i<${end};i++)${row('i')}return n`
  let loop = made.get(code)
  if (loop === undefined) {
    if (made.size >= MOST_MADE) made.clear()
    loop = new Function('B', 'A', 'M', 'K', 'out', 'sel', 'from', 'to', code) as Loop
    made.set(code, loop)
  }
  return loop
}
