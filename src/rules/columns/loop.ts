import type { ColumnBlock } from '../column.ts'
import type { LoadedColumn } from './loaded-column.ts'
import type { WordMemo } from './word-memo.ts'

/**
 * The ways to go over rows with one question. `out` holds a byte a row, `sel` rising row numbers.
 * - `all`: rows `[from, to)` get their byte.
 * - `allAnd`, `allOr`: the same, and `sel` gets the rows that do not decide an `&&` (or an `||`); returns how many.
 * - `some`: the first `from` rows of `sel` get their byte.
 * - `and`, `or`: the first `from` rows of `sel`, undecided so far, get the byte of the whole `&&` (or `||`) so far;
 *   `sel` keeps those that are still undecided; returns how many.
 */
export type LoopKind = 'all' | 'allAnd' | 'allOr' | 'some' | 'and' | 'or'

export type Loop = (
  block: ColumnBlock,
  columns: readonly LoadedColumn[],
  memos: readonly WordMemo[],
  constants: readonly unknown[],
  out: Uint8Array,
  sel: Int32Array,
  from: number,
  to: number,
) => number

const BODIES: Readonly<Record<LoopKind, (byte: string, fallible: boolean) => string>> = {
  all: (byte) => `for(let R=from;R<to;R++)out[R]=${byte};return 0`,
  allAnd: (byte) =>
    `let n=0;for(let R=from;R<to;R++){const r=${byte};out[R]=r;sel[n]=R;n+=r===0?0:1}return n`,
  allOr: (byte) => `let n=0;for(let R=from;R<to;R++){const r=${byte};out[R]=r;sel[n]=R;n+=r===1?0:1}return n`,
  some: (byte) => `for(let j=0;j<from;j++){const R=sel[j];out[R]=${byte}}return from`,
  and: (byte, fallible) =>
    fallible
      ? `let n=0;for(let j=0;j<from;j++){const R=sel[j],r=${byte};if(r!==1)out[R]=r;sel[n]=R;n+=r===0?0:1}return n`
      : `let n=0;for(let j=0;j<from;j++){const R=sel[j],r=${byte};out[R]&=-r;sel[n]=R;n+=r}return n`,
  or: (byte, fallible) =>
    fallible
      ? `let n=0;for(let j=0;j<from;j++){const R=sel[j],r=${byte};if(r!==0)out[R]=r;sel[n]=R;n+=r===1?0:1}return n`
      : `let n=0;for(let j=0;j<from;j++){const R=sel[j],r=${byte};if(r===1)out[R]=1;sel[n]=R;n+=1-r}return n`,
}

/** Questions of one shape share one function, so that V8 compiles it once. */
const made = new Map<string, Loop>()
const MOST_MADE = 5000

/** `declarations` and `byte` as ColumnGenerator writes them. */
export function makeLoop(kind: LoopKind, declarations: string, byte: string, fallible: boolean): Loop {
  const code = `"use strict";${declarations}\n${BODIES[kind](byte, fallible)}`
  let loop = made.get(code)
  if (loop === undefined) {
    if (made.size >= MOST_MADE) made.clear()
    loop = new Function('B', 'A', 'M', 'K', 'out', 'sel', 'from', 'to', code) as Loop
    made.set(code, loop)
  }
  return loop
}
