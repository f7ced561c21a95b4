import type { Value } from '../../core/value.ts'
import { Generator } from '../generate.ts'
import { quote } from '../generated-text.ts'
import type { IrName, IrNode } from '../ir.ts'
import { LINKER } from '../linker.ts'
import { type ColumnRead, columnKind } from './loaded-column.ts'
import type { Pass } from './pass.ts'
import { wordColumn } from './word-column.ts'
import type { WordMemo } from './word-memo.ts'

type Names = Readonly<Record<string, IrName>>

/** What the questions of one program share. */
export interface Shared {
  /** The memory of what a node that reads one text alone makes of each word. */
  wordMemo(node: IrNode, names: Names): WordMemo
  /** The memory of a derived name's value in each row; undefined where it is as well worked out again. */
  rowMemo(name: string, names: Names): RowValues | undefined
}

/** The value of something in each row, as code reads it; bound to a pass before it is read. */
export interface RowValues {
  bind(pass: Pass): void
  value(row: number): Value
}

/** The arrays of a column, in the order in which `arraysOf` gives them, by the letter that they have in code. */
const PARTS: Readonly<Record<ColumnRead['kind'], readonly string[]>> = {
  number: ['v', 'p'],
  bool: ['v'],
  text: ['c', 'w'],
  value: ['v'],
}

/**
 * Code that reads row `R` of columns as generate.ts reads an event: `v0[R]` of numbers, bools and values, `w0[c0[R]]`
 * of texts. The same safety as there: identifiers are made here, no text of an author's is ever code. Constants are
 * passed by, so that code of one shape is one function.
 */
export class ColumnReader extends Generator {
  readonly columns: ColumnRead[] = []
  /** Columns by number that the event type requires: the code takes them to have a value in every row. */
  readonly required = new Set<number>()
  /** What is asked of a text alone, each with the number of its column. */
  readonly memos: { readonly memo: WordMemo; readonly column: number }[] = []
  /** Derived names that are worked out once a row. */
  readonly rowMemos: RowValues[] = []
  private readonly columnIds = new Map<string, number>()
  private readonly memoIds = new Map<WordMemo, number>()
  private readonly shared: Shared
  protected readonly closed: boolean
  protected override readonly context = 'R'

  /** With `closed`, every word that a memory is asked about has been judged before. */
  constructor(names: Names, shared: Shared, closed: boolean) {
    super(LINKER)
    this.names = names
    this.shared = shared
    this.closed = closed
  }

  /** The number of the memory of a node that reads one text alone, and the code of the row's word. */
  protected memoised(node: IrNode): readonly [number, string] | undefined {
    if (this.inFunction) return undefined
    const name = wordColumn(node, this.names)
    if (name === undefined) return undefined
    const memo = this.shared.wordMemo(node, this.names)
    const column = this.columnOf(name)
    let n = this.memoIds.get(memo)
    if (n === undefined) {
      n = this.memos.push({ memo, column }) - 1
      this.memoIds.set(memo, n)
    }
    return [n, `c${column}[R]`]
  }

  /** The number of the memory of a derived name; undefined when it has none. */
  protected rowMemo(name: string): number | undefined {
    const memo = this.shared.rowMemo(name, this.names)
    if (memo === undefined) return undefined
    const known = this.rowMemos.indexOf(memo)
    return known >= 0 ? known : this.rowMemos.push(memo) - 1
  }

  protected override hasLabel(of: string, label: string): string {
    return `B.hasLabel(R,${of},${quote(label)})`
  }

  /** A value or `undefined`, as the code of generate.ts wants it. */
  protected override read(name: string): string {
    const { read, type, optional } = this.names[name]!
    if (read.kind === 'derived') {
      const once = this.rowMemo(name)
      return once === undefined ? this.value(read.root) : `g${once}.value(R)`
    }
    const n = this.columnOf(name)
    switch (columnKind(type)) {
      case 'number':
        return optional ? `(p${n}[R]===0?undefined:v${n}[R])` : `v${n}[R]`
      case 'bool':
        return optional ? `(v${n}[R]===2?undefined:v${n}[R]===1)` : `(v${n}[R]===1)`
      case 'text':
        return optional ? `(c${n}[R]<0?undefined:w${n}[c${n}[R]])` : `w${n}[c${n}[R]]`
      case 'value':
        return `v${n}[R]`
    }
  }

  protected override literal(value: unknown): string {
    if (typeof value === 'boolean' || value === null || Object.is(value, -0)) return super.literal(value)
    return this.constant(value)
  }

  protected columnOf(name: string): number {
    const { read, type, optional } = this.names[name]!
    if (read.kind === 'derived') throw new Error(`${name} is derived and has no column`)
    if (read.kind === 'envelope' && (read.property === 'event' || read.property === 'data'))
      throw new Error(`The condition reads ${read.property} as one value, which check refuses`)
    const column: ColumnRead = {
      from: read.kind,
      key: read.kind === 'signal' ? read.slot : read.property,
      kind: columnKind(type),
    }
    const id = `${column.from} ${column.key} ${column.kind}`
    let n = this.columnIds.get(id)
    if (n === undefined) {
      n = this.columns.push(column) - 1
      this.columnIds.set(id, n)
    }
    if (!optional) this.required.add(n)
    return n
  }

  /**
   * Declarations of all that the code names: `A` holds the arrays of columns, `M` the memories of words, `G`
   * those of rows, `K` the constants.
   */
  declarations(): string {
    let at = 0
    const columns = this.columns.map(({ kind }, n) =>
      PARTS[kind].map((letter) => `${letter}${n}=A[${at++}]`).join(),
    )
    const all = [
      ...columns,
      ...this.memos.map((_, n) => `h${n}=M[${n}],b${n}=h${n}.bytes`),
      ...this.rowMemos.map((_, n) => `g${n}=G[${n}]`),
      ...this.constants.map((_, n) => `k${n}=K[${n}]`),
    ]
    return `${all.length > 0 ? `const ${all.join()};` : ''}${this.functions.join('\n')}`
  }

  temporaryDeclarations(): string {
    const temporaries = Array.from({ length: this.usedTemporaries }, (_, n) => `t${n}`)
    return temporaries.length > 0 ? `let ${temporaries.join()};` : ''
  }
}
