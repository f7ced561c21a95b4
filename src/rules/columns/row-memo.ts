import type { Value } from '../../core/value.ts'
import { estimateCost } from '../estimate-cost.ts'
import type { IrName, IrNode } from '../ir.ts'
import { type Bound, boundOf, loadBound } from './bind-columns.ts'
import type { RowValues, Shared } from './column-reader.ts'
import { ColumnGenerator } from './generate-columns.ts'
import { BATCH, type Pass } from './pass.ts'
import { optionalNames, optionalNode } from './wholly-optional.ts'
import { wordColumn } from './word-column.ts'

type Names = Readonly<Record<string, IrName>>

/** A derived name up to this cost is as well worked out again. */
const CHEAP = 30

/** Whether a derived name is worth a memory of its rows: it is no cheap one, and no text's alone. */
export function isWorthARow(root: IrNode, names: Names): boolean {
  return (
    root.type.kind !== 'bool' &&
    root.kind !== 'name' &&
    wordColumn(root, names) === undefined &&
    estimateCost(root, names) > CHEAP
  )
}

/** The values of a derived name that several rules read, each worked out when the first of them asks. */
export class RowMemo implements RowValues {
  private readonly values: Value[] = new Array<Value>(BATCH).fill(undefined)
  /** One more than the row whose value stands here; a batch has no two rows of one place. */
  private readonly rows = new Int32Array(BATCH)
  private readonly bound: Bound
  private readonly compute: Compute
  private pass: Pass | undefined
  private judge: (row: number) => Value = () => undefined

  constructor(root: IrNode, names: Names, shared: Shared) {
    const generator = new ColumnGenerator(optionalNames(names), shared, false)
    const { known, raw } = generator.guarded(optionalNode(root))
    const value = known === '' ? raw : `${known}?${raw}:undefined`
    const code = `"use strict";${generator.declarations()}\nreturn function(R){${generator.temporaryDeclarations()}return ${value}}`
    this.compute = new Function('B', 'A', 'M', 'G', 'K', code) as Compute
    this.bound = boundOf(generator)
  }

  bind(pass: Pass): void {
    if (this.pass === pass) return
    this.pass = pass
    this.rows.fill(0)
    const { memos, rowMemos, constants } = this.bound
    this.judge = this.compute(pass.block, loadBound(this.bound, pass).columns, memos, rowMemos, constants)
  }

  value(row: number): Value {
    const at = row % BATCH
    if (this.rows[at] === row + 1) return this.values[at]
    const value = this.judge(row)
    this.rows[at] = row + 1
    this.values[at] = value
    return value
  }
}

type Compute = (
  block: Pass['block'],
  columns: readonly unknown[],
  memos: readonly unknown[],
  rowMemos: readonly unknown[],
  constants: readonly unknown[],
) => (row: number) => Value
