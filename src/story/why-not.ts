import { formatDuration } from '../core/duration.ts'
import type { Value, ValueType } from '../core/value.ts'
import type { EventFrame } from '../engine/event-frame.ts'
import type { Rule } from '../pack/pack.ts'
import { type Evaluation, evaluateNode, UnknownValue } from '../rules/evaluate.ts'
import type { IrNode } from '../rules/ir.ts'
import { operands } from '../rules/ir.ts'

/** Why a rule has not fired on an event, a line each, deeper parts indented. Content and personal data left out. */
export function whyNot(rule: Rule, frame: EventFrame): readonly string[] {
  const { event } = frame
  const ir = rule.irs.get(event.type)
  if (ir === undefined) return [`it is not on ${event.type}`]
  if (rule.worlds !== undefined && !rule.worlds.includes(event.world))
    return [`it is not in the world ${event.world}`]
  const run: Evaluation = { frame, names: ir.names, locals: new Map() }
  if (evaluateNode(ir.root, run) === true) return [withoutForce(rule)]
  const lines: string[] = []
  // The whole condition stands in the rule: its parts are enough.
  tellParts(ir.root, ir.text, 0)
  return lines

  function visit(node: IrNode, text: string, depth: number): void {
    const shown = text.slice(node.at[0], node.at[1]).replace(/\s+/g, ' ').trim()
    const derived = node.kind === 'name' ? run.names[node.name]!.read : undefined
    const isDerived = derived?.kind === 'derived'
    const isLogic = node.kind === 'and' || node.kind === 'or'
    const values = isDerived || isLogic ? '' : valuesOf(node, text)
    lines.push(`${'  '.repeat(depth)}${shown} is ${outcomeOf(node)}${values}`)
    if (isDerived) tellParts(derived.root, derived.text, depth + 1)
    else if (isLogic) tellParts(node, text, depth + 1)
  }

  /** Tells the parts that keep a node from being true; one without parts is told itself. */
  function tellParts(node: IrNode, text: string, depth: number): void {
    if (node.kind !== 'and' && node.kind !== 'or') {
      visit(node, text, depth)
      return
    }
    // Of an `&&` that is false the unknown parts did not matter.
    const isFalse = node.kind === 'and' && evaluateNode(node, run) === false
    for (const arg of node.args) {
      const value = evaluateNode(arg, run)
      if (isFalse ? value === false : value !== true) visit(arg, text, depth)
    }
  }

  function outcomeOf(node: IrNode): string {
    const value = evaluateNode(node, run)
    if (value instanceof UnknownValue) return `unknown (${value.causes.join(', ')})`
    return String(value)
  }

  /** What the operands of a comparison came to. */
  function valuesOf(node: IrNode, text: string): string {
    const inner = node.kind === 'not' ? node.arg : node
    if (inner.kind !== 'call') return ''
    const values = operands(inner).flatMap((operand) => {
      if (operand.kind === 'constant' || readsSecret(operand)) return []
      const value = evaluateNode(operand, run)
      if (value instanceof UnknownValue || typeof value === 'object') return []
      return [`${text.slice(operand.at[0], operand.at[1])} = ${sayValue(value, operand.type)}`]
    })
    return values.length === 0 ? '' : ` (${values.join(', ')})`
  }

  function readsSecret(node: IrNode): boolean {
    if (node.type.kind !== 'string' && node.type.kind !== 'list' && node.type.kind !== 'map') return false
    if (node.kind !== 'name') return operands(node).some(readsSecret)
    const { secret, read } = run.names[node.name]!
    return secret || (read.kind === 'derived' && readsSecret(read.root))
  }
}

function sayValue(value: Value, { kind }: ValueType): string {
  if (typeof value === 'number' && kind === 'duration') return formatDuration(value)
  if (typeof value === 'number' && kind === 'timestamp') return new Date(value).toISOString()
  return JSON.stringify(value)
}

function withoutForce({ mode }: Rule): string {
  switch (mode.kind) {
    case 'shadow':
      return 'its condition is true, and it is in shadow: expect it under `shadow`, or say `as: live`'
    case 'canary':
      return `its condition is true, and this actor is not among its ${mode.percent} %: expect it under \`shadow\`, or say \`as: live\``
    case 'live':
      return 'its condition is true'
  }
}
