import { createHash } from 'node:crypto'
import { canonicalJson } from '../../core/canonical-json.ts'
import type { Task } from '../task.ts'
import { REQUIRED_GATES } from './required-gates.ts'

/** Counts up when a gate asks for something else under the same bars. */
export const GATES_FORM = 2

/** What a manifest holds as `gates`: bars, costs and gates. A model whose bars change is another model. */
export function gatesHash({ bars, costs }: Pick<Task, 'bars' | 'costs'>): string {
  const text = canonicalJson({ form: GATES_FORM, bars, costs, gates: REQUIRED_GATES })
  return createHash('sha256').update(text).digest('hex')
}
