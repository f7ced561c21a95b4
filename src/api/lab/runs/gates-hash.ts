import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../core/canonical-json.ts'
import { LEDGER_ALPHA } from '../../../lab/gates/ledger.ts'
import { REQUIRED_GATES } from '../../../lab/gates/required-gates.ts'
import type { Task } from '../../../lab/task.ts'

/** Hash of bars, costs and gates: a model that was made for others is another model. */
export function gatesHash({ bars, costs }: Task): string {
  const of = { bars, costs, gates: REQUIRED_GATES, alpha: LEDGER_ALPHA }
  return createHash('sha256').update(canonicalJson(of)).digest('hex')
}
