import type { Bench } from './emit.ts'
import { ruleChecks } from './rules-check.ts'
import { ruleColumns } from './rules-columns.ts'

export const bench: Bench = {
  name: 'rules',
  summary:
    'rules over columns, as a backtest judges them; what check finds, and how long check and test take',
  async run(emit, { quick }) {
    ruleColumns(emit, quick)
    await ruleChecks(emit, quick)
  },
}
