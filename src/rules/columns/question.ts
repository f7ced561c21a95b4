import type { IrName, IrNode } from '../ir.ts'
import { ColumnGenerator, type MemoOf } from './generate-columns.ts'
import type { ColumnRead, LoadedColumn } from './loaded-column.ts'
import { type Loop, type LoopKind, makeLoop } from './loop.ts'
import type { Pass } from './pass.ts'
import { optionalNames, optionalNode } from './wholly-optional.ts'
import type { WordMemo } from './word-memo.ts'

type Names = Readonly<Record<string, IrName>>

/** A condition that is answered in one go over rows. */
export class Question {
  readonly node: IrNode
  private readonly names: Names
  private readonly memoOf: MemoOf
  private readonly usual: Form
  /** For rows that lack a value which the event type requires. */
  private exact: Form | undefined
  private pass: Pass | undefined
  private form: Form
  private columns: LoadedColumn[] = []

  constructor(node: IrNode, names: Names, memoOf: MemoOf) {
    this.node = node
    this.names = names
    this.memoOf = memoOf
    this.usual = makeForm(node, names, memoOf)
    this.form = this.usual
  }

  /** Goes over rows as `LoopKind` says. */
  ask(kind: LoopKind, pass: Pass, out: Uint8Array, sel: Int32Array, from: number, to: number): number {
    if (this.pass !== pass) this.load(pass)
    const { form } = this
    let loop = form.loops[kind]
    if (loop === undefined) {
      loop = makeLoop(kind, form.declarations, form.byte, form.fallible)
      form.loops[kind] = loop
    }
    return loop(pass.block, this.columns, form.memos, form.constants, out, sel, from, to)
  }

  private load(pass: Pass): void {
    const { usual } = this
    this.form = usual
    for (const n of usual.required)
      if (!pass.isComplete(usual.reads[n]!)) {
        this.exact ??= makeForm(optionalNode(this.node), optionalNames(this.names), this.memoOf)
        this.form = this.exact
        break
      }
    this.columns = this.form.reads.map((read) => pass.column(read))
    for (const [i, column] of this.form.memoColumns.entries()) {
      const loaded = this.columns[column]!
      if (loaded.kind === 'text') this.form.memos[i]!.bind(loaded.words)
    }
    this.pass = pass
  }
}

interface Form {
  readonly byte: string
  readonly declarations: string
  readonly fallible: boolean
  readonly reads: readonly ColumnRead[]
  readonly required: ReadonlySet<number>
  readonly memos: readonly WordMemo[]
  readonly memoColumns: readonly number[]
  readonly constants: readonly unknown[]
  readonly loops: Partial<Record<LoopKind, Loop>>
}

function makeForm(node: IrNode, names: Names, memoOf: MemoOf): Form {
  const generator = new ColumnGenerator(names, memoOf)
  const byte = generator.byte(node)
  return {
    byte,
    declarations: generator.declarations(),
    fallible: node.fallible,
    reads: generator.columns,
    required: generator.required,
    memos: generator.memos.map(({ memo }) => memo),
    memoColumns: generator.memos.map(({ column }) => column),
    constants: generator.constants,
    loops: {},
  }
}
