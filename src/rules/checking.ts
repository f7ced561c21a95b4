import type { Diagnostic } from '../core/diagnostic.ts'
import type { ValueType } from '../core/value.ts'
import { typeName } from '../core/value.ts'
import type { IrName, IrNode } from './ir.ts'
import type { Declaration, Scope, SourceText } from './scope.ts'
import type { Mistake, Syntax } from './syntax.ts'

/** What the stages of one check share. */
export interface Checking {
  readonly source: SourceText
  readonly scope: Scope
  readonly names: Map<string, IrName>
  /** Variables of the enclosing macros, the innermost last. */
  readonly locals: {
    readonly name: string
    readonly slot: number
    readonly type: ValueType
    readonly fallible: boolean
  }[]
  slots: number
  /** Checks an expression; `undefined` after a mistake, which has been reported. */
  readonly check: (syntax: Syntax) => IrNode | undefined
  readonly report: (mistake: Mistake, related?: Related) => void
  readonly declare: (declaration: Declaration) => IrName | undefined
}

export type Related = NonNullable<Diagnostic['related']>

/** Where the pack declares the names that an operand is read from, for the second place of a type error. */
export function declaredAt(checking: Checking, ...operands: readonly IrNode[]): Related {
  const related: { message: string; place: Declaration['place'] & object }[] = []
  for (const operand of operands) {
    const name = nameOf(operand)
    const declaration = name === undefined ? undefined : checking.scope.names.get(name)
    if (declaration?.place)
      related.push({
        message: `"${declaration.name}" is declared here as ${typeName(declaration.type)}`,
        place: declaration.place,
      })
  }
  return related
}

function nameOf(node: IrNode): string | undefined {
  return node.kind === 'name' ? node.name : node.kind === 'field' ? nameOf(node.of) : undefined
}
