import type { Value, ValueType } from '../core/value.ts'
import type { At } from './ir.ts'

interface Placed {
  readonly at: At
  /** Height of the tree below, this node included; bounded so that no later stage can overflow the stack. */
  readonly depth: number
}

export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%'

/** An expression as written, names not yet resolved. */
export type Syntax = Placed &
  (
    | { readonly kind: 'literal'; readonly type: ValueType; readonly value: Value }
    | { readonly kind: 'identifier'; readonly name: string }
    | { readonly kind: 'select'; readonly of: Syntax; readonly field: string; readonly fieldAt: At }
    | { readonly kind: 'index'; readonly of: Syntax; readonly index: Syntax }
    | {
        readonly kind: 'call'
        readonly name: string
        readonly nameAt: At
        readonly target: Syntax | undefined
        readonly args: readonly Syntax[]
      }
    | { readonly kind: 'not' | 'negate'; readonly arg: Syntax }
    | { readonly kind: 'and' | 'or'; readonly args: readonly Syntax[] }
    | {
        readonly kind: 'binary'
        readonly op: BinaryOperator
        readonly opAt: At
        readonly left: Syntax
        readonly right: Syntax
      }
    | { readonly kind: 'choose'; readonly test: Syntax; readonly yes: Syntax; readonly no: Syntax }
    | { readonly kind: 'list'; readonly items: readonly Syntax[] }
    | { readonly kind: 'map'; readonly keys: readonly Syntax[]; readonly values: readonly Syntax[] }
    /** Stands where something could not be read; already reported. */
    | { readonly kind: 'broken' }
  )

/** What is wrong at a place of the text; becomes a `Diagnostic` once the place is known in the pack. */
export interface Mistake {
  readonly severity?: 'error' | 'warning'
  readonly code: string
  readonly message: string
  readonly at: At
  readonly wayOut?: string
  readonly label?: string
}
