import type { IrName, IrNode } from './ir.ts'
import type { Mistake } from './syntax.ts'
export function findMistakes(
  _root: IrNode,
  _names: Readonly<Record<string, IrName>>,
  _text: string,
  _condition: boolean,
): Mistake[] {
  return []
}
