import type { EventFrame } from '../engine/event-frame.ts'
import type { CompiledEventType } from '../engine/ruleset.ts'
import { evaluateNode } from '../rules/evaluate.ts'
import { type Ir, type IrNode, operands } from '../rules/ir.ts'

const askers = new WeakMap<Ir, readonly IrNode[]>()

/** Asks for every label that rules on the event may ask for; the frame remembers the answers. */
export function askForLabels({ rules, eventType }: CompiledEventType, frame: EventFrame): void {
  for (const { rule } of rules) {
    const ir = rule.irs.get(eventType.name)!
    let questions = askers.get(ir)
    if (questions === undefined) {
      questions = questionsOf(ir)
      askers.set(ir, questions)
    }
    for (const question of questions) evaluateNode(question, { frame, names: ir.names, locals: new Map() })
  }
}

/** Those inside of macros ask for each item, and are left to whoever goes over the items. */
function questionsOf({ root, names }: Ir): readonly IrNode[] {
  const found: IrNode[] = []
  const visit = (node: IrNode): void => {
    if (node.kind === 'label') found.push(node)
    for (const operand of node.kind === 'each' ? [node.range] : operands(node)) visit(operand)
  }
  visit(root)
  for (const { read } of Object.values(names)) if (read.kind === 'derived') visit(read.root)
  return found
}
