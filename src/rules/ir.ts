import type { Value, ValueType } from '../core/value.ts'
import type { Operation } from './operations.ts'

/** `[start, end)` in UTF-16 units of the text that the node was written in. */
export type At = readonly [start: number, end: number]

/**
 * One checked expression: the typed intermediate form that every backend is generated from.
 * Plain immutable data: it survives JSON, and knows nothing of JavaScript or SQL.
 */
export interface Ir {
  readonly text: string
  readonly type: ValueType
  readonly root: IrNode
  /** Every name that the expression or a derived name within it may read, by name. */
  readonly names: Readonly<Record<string, IrName>>
  /** Estimated upper bound of the work of one evaluation, in units of about one comparison. */
  readonly cost: number
}

/** Where a name's value comes from at run time. */
export interface IrName {
  readonly type: ValueType
  /** May be missing: what depends on it is then unknown. */
  readonly optional: boolean
  readonly secret: boolean
  readonly read: /** A property of the judged event; `event` stands for the whole envelope and `data` for all features. */
    | { readonly kind: 'envelope'; readonly property: string }
    | { readonly kind: 'data'; readonly property: string }
    | {
        readonly kind: 'signal'
        readonly slot: number
        readonly dear: boolean
        readonly counter?: true
        /** The feature from whose text alone the value follows, where whoever compiles knows of one. */
        readonly of?: string
      }
    | { readonly kind: 'derived'; readonly text: string; readonly root: IrNode }
}

interface Typed {
  readonly type: ValueType
  readonly at: At
  /** May be unknown at run time: it reads an optional name or uses an operation that can fail. */
  readonly fallible: boolean
}

export type IrNode =
  | Constant
  | Name
  | Local
  | Field
  | Has
  | HasLabel
  | Call
  | Logic
  | Not
  | Choose
  | List
  | MapOf
  | Each

export interface Constant extends Typed {
  readonly kind: 'constant'
  readonly value: Value
}
export interface Name extends Typed {
  readonly kind: 'name'
  readonly name: string
}
/** The variable of an enclosing macro. Slots are unique within one expression. */
export interface Local extends Typed {
  readonly kind: 'local'
  readonly slot: number
  readonly name: string
}
/** A declared field of an object. */
export interface Field extends Typed {
  readonly kind: 'field'
  readonly of: IrNode
  readonly field: string
}
/** Whether a value is there: `field` of an object or map, or, without `field`, the name itself. */
export interface Has extends Typed {
  readonly kind: 'has'
  readonly of: IrNode
  readonly field?: string
}
/** Whether an entity bears a label when the event is judged. */
export interface HasLabel extends Typed {
  readonly kind: 'label'
  readonly of: IrNode
  readonly label: string
}
/** A strict operation: unknown as soon as one operand is. */
export interface Call extends Typed {
  readonly kind: 'call'
  readonly op: Operation
  readonly args: readonly IrNode[]
}
/** Three-valued and commutative, flattened to one node for a whole chain. */
export interface Logic extends Typed {
  readonly kind: 'and' | 'or'
  readonly args: readonly IrNode[]
}
export interface Not extends Typed {
  readonly kind: 'not'
  readonly arg: IrNode
}
export interface Choose extends Typed {
  readonly kind: 'choose'
  readonly test: IrNode
  readonly yes: IrNode
  readonly no: IrNode
}
export interface List extends Typed {
  readonly kind: 'list'
  readonly items: readonly IrNode[]
}
export interface MapOf extends Typed {
  readonly kind: 'map'
  readonly keys: readonly IrNode[]
  readonly values: readonly IrNode[]
}
export type Macro = 'all' | 'exists' | 'exists_one' | 'map' | 'filter'
/** A macro over the items of a list or the keys of a map. */
export interface Each extends Typed {
  readonly kind: 'each'
  readonly macro: Macro
  readonly slot: number
  readonly range: IrNode
  /** The condition of all, exists, exists_one, filter, and of the three-argument map. */
  readonly test?: IrNode
  /** What map makes of each item. */
  readonly body?: IrNode
}

/** The operands of a node, in the order of the source. */
export function operands(node: IrNode): readonly IrNode[] {
  switch (node.kind) {
    case 'constant':
    case 'name':
    case 'local':
      return []
    case 'field':
    case 'has':
    case 'label':
      return [node.of]
    case 'call':
    case 'and':
    case 'or':
      return node.args
    case 'not':
      return [node.arg]
    case 'choose':
      return [node.test, node.yes, node.no]
    case 'list':
      return node.items
    case 'map':
      return node.keys.flatMap((key, i) => [key, node.values[i]!])
    case 'each':
      return [node.range, ...(node.test ? [node.test] : []), ...(node.body ? [node.body] : [])]
  }
}
