import type { ColumnBlock } from '../column.ts'
import type { RowValues } from './column-reader.ts'
import type { WordMemo } from './word-memo.ts'

/**
 * The ways to go over rows with one question. `out` holds a byte a row; `sel` holds entries of undecided rows, rising:
 * the row times two, plus one when a part of the rule was unknown there.
 * - `all`: rows `[from, to)` get their byte.
 * - `some`: the rows of the first `from` entries get their byte.
 * - `open`, `openOr`: `sel` gets those of the rows `[from, to)` that do not decide an `&&` (an `||`); returns how many.
 * - `narrow`, `narrowOr`: of the first `from` entries, those stay that do not decide it; returns how many.
 * - `bits`: 32 rows a word, from row `from` on: `sel` gets a bit where it is true, `out` where it is unknown. Half the
 *   price of `open` for short questions, and what several rules share is joined 32 rows at a time.
 */
export type LoopKind = 'all' | 'some' | 'open' | 'openOr' | 'narrow' | 'narrowOr' | 'bits'

/** `columns` are the arrays of all columns, one after another. */
export type Loop = (
  block: ColumnBlock,
  columns: readonly unknown[],
  memos: readonly WordMemo[],
  rowMemos: readonly RowValues[],
  constants: readonly unknown[],
  out: Uint8Array | Int32Array,
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
  bits: (byte, fallible) => (fallible ? `const r=${byte};t|=(r&1)<<j;u|=(r>>1)<<j` : `t|=${byte}<<j`),
}

/** Short bodies are written this often in a row: the loop itself costs as much as a comparison. */
const UNROLLED = 4
const SHORT = 120

/** Questions of one shape share one function, so that V8 compiles it once. */
const made = new Map<string, Loop>()
const MOST_MADE = 5000

/** `declarations` and `byte` as ColumnGenerator writes them. */
export function makeLoop(kind: LoopKind, declarations: string, byte: string, fallible: boolean): Loop {
  const body = BODIES[kind](byte, fallible)
  const isShort = byte.length <= SHORT
  const code = `"use strict";${declarations}\n${kind === 'bits' ? overWords(body, isShort, fallible) : overRows(kind, body, isShort)}`
  let loop = made.get(code)
  if (loop === undefined) {
    if (made.size >= MOST_MADE) made.clear()
    loop = new Function('B', 'A', 'M', 'G', 'K', 'out', 'sel', 'from', 'to', code) as Loop
    made.set(code, loop)
  }
  return loop
}

function overRows(kind: LoopKind, body: string, isShort: boolean): string {
  const isRange = kind === 'all' || kind === 'open' || kind === 'openOr'
  const row = (at: string) => (isRange ? `{const R=${at};${body}}` : `{const e=sel[${at}],R=e>>1;${body}}`)
  const [start, end] = isRange ? ['from', 'to'] : ['0', 'from']
  const rows = Array.from({ length: UNROLLED }, (_, k) => row(`i+${k}`)).join('')
  const unrolled = isShort ? `for(const last=${end}-${UNROLLED - 1};i<last;i+=${UNROLLED}){${rows}}` : ''
  return `let n=0,i=${start};${unrolled}for(;i<${end};i++)${row('i')}return n`
}

function overWords(body: string, isShort: boolean, fallible: boolean): string {
  const row = (j: string) => `{const R=i+${j};${body.replaceAll('<<j', `<<${j}`)}}`
  const rows = Array.from({ length: 32 }, (_, j) => row(String(j))).join('')
  const put = fallible ? 'sel[n]=t;out[n]=u;n++' : 'sel[n]=t;n++'
  const unrolled = isShort ? `for(const last=to-31;i<last;i+=32){let t=0,u=0;${rows}${put}}` : ''
  const some = `for(;i<to;i+=32){let t=0,u=0;for(let j=0;j<32&&i+j<to;j++)${row('j')}${put}}`
  return `let n=0,i=from;${unrolled}${some}return n`
}
