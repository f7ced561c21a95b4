import { Generator } from '../generate.ts'
import { quote } from '../generated-text.ts'
import type { Ir } from '../ir.ts'
import { LINKER } from '../linker.ts'
import { type ColumnRead, columnKind } from './loaded-column.ts'

/**
 * JavaScript that reads row `i` of columns: `v0[i]` of numbers, bools and values, `w0[c0[i]]` of texts. The same
 * safety as in generate.ts: identifiers are made here, constants are passed by, no text of an author's is ever code.
 */
export class ColumnGenerator extends Generator {
  readonly columns: ColumnRead[] = []
  private readonly columnIds = new Map<string, number>()
  protected override readonly context = 'i'

  constructor(ir: Ir) {
    super(LINKER)
    this.names = ir.names
  }

  protected override hasLabel(of: string, label: string): string {
    return `B.hasLabel(i,${of},${quote(label)})`
  }

  protected override read(name: string): string {
    const { read, type, optional } = this.names[name]!
    if (read.kind === 'derived') return this.value(read.root)
    if (read.kind === 'envelope' && (read.property === 'event' || read.property === 'data'))
      throw new Error(`The condition reads ${read.property} as one value, which check refuses`)
    const kind = columnKind(type)
    const n = this.column({
      from: read.kind,
      key: read.kind === 'signal' ? read.slot : read.property,
      kind,
    })
    switch (kind) {
      case 'number':
        return optional ? `(p${n}[i]===0?undefined:v${n}[i])` : `v${n}[i]`
      case 'bool':
        return optional ? `(v${n}[i]===2?undefined:v${n}[i]===1)` : `(v${n}[i]===1)`
      case 'text':
        return optional ? `(c${n}[i]<0?undefined:w${n}[c${n}[i]])` : `w${n}[c${n}[i]]`
      case 'value':
        return `v${n}[i]`
    }
  }

  private column(read: ColumnRead): number {
    const key = `${read.from} ${read.key} ${read.kind}`
    let n = this.columnIds.get(key)
    if (n === undefined) {
      n = this.columns.push(read) - 1
      this.columnIds.set(key, n)
    }
    return n
  }

  /** Declarations of everything that the code names: `A` holds the columns, `K` the constants. */
  declarations(): string {
    const columns = this.columns.map(({ kind }, n) =>
      kind === 'text'
        ? `c${n}=A[${n}].codes,w${n}=A[${n}].words`
        : kind === 'number'
          ? `v${n}=A[${n}].values,p${n}=A[${n}].present`
          : `v${n}=A[${n}].values`,
    )
    const all = [...columns, ...this.constants.map((_, n) => `k${n}=K[${n}]`)]
    const temporaries = Array.from({ length: this.usedTemporaries }, (_, n) => `t${n}`)
    return (
      (all.length > 0 ? `const ${all.join()};` : '') +
      (temporaries.length > 0 ? `let ${temporaries.join()};` : '') +
      this.functions.join('\n')
    )
  }
}
