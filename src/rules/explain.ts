import type { Value } from '../core/value.ts'
import { type Evaluation, evaluateNode, type Result, UnknownValue } from './evaluate.ts'
import type { Frame } from './frame.ts'
import { type Ir, type IrNode, operands } from './ir.ts'

/** A sub-condition and what became of it for one event. */
export interface Explained {
  /** As written in the condition, or in the derived name that stands there. */
  readonly text: string
  /** `secret` values are there but must not be shown: content and what is read from it. */
  readonly outcome:
    | { readonly kind: 'value'; readonly value: Value }
    | { readonly kind: 'secret' }
    /** The names that were missing or failed, and `error: …` for what failed. */
    | { readonly kind: 'unknown'; readonly causes: readonly string[] }
    /** Inside a macro, which has a value per item. */
    | { readonly kind: 'per-item' }
  readonly parts: readonly Explained[]
}

/** The whole tree of a condition with the value of every part; constants and plain names stand as leaves. */
export function explain(ir: Ir, frame: Frame): Explained {
  const run: Evaluation = { frame, names: ir.names, locals: new Map() }

  function explainNode(node: IrNode, text: string, inMacro: boolean): Explained {
    const derived = node.kind === 'name' ? run.names[node.name]!.read : undefined
    const parts =
      derived?.kind === 'derived'
        ? [explainNode(derived.root, derived.text, false)]
        : operands(node)
            .filter(({ kind }) => kind !== 'constant')
            .map((part) => explainNode(part, text, inMacro || (node.kind === 'each' && part !== node.range)))
    return {
      text: text.slice(node.at[0], node.at[1]),
      outcome: inMacro ? { kind: 'per-item' } : outcomeOf(node, evaluateNode(node, run)),
      parts,
    }
  }

  function outcomeOf(node: IrNode, result: Result): Explained['outcome'] {
    if (result instanceof UnknownValue) return { kind: 'unknown', causes: result.causes }
    // Whether a text matches may be told; the text, or a piece of it, may not.
    if (node.type.kind !== 'bool' && readsSecret(node)) return { kind: 'secret' }
    return { kind: 'value', value: result }
  }

  function readsSecret(node: IrNode): boolean {
    if (node.kind === 'name') {
      const { secret, read } = run.names[node.name]!
      const whole = read.kind === 'envelope' && (read.property === 'event' || read.property === 'data')
      return secret || whole || (read.kind === 'derived' && readsSecret(read.root))
    }
    return operands(node).some(readsSecret)
  }

  return explainNode(ir.root, ir.text, false)
}
