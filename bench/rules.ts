import type { Bench } from './emit.ts'
import { ruleColumns } from './rules-columns.ts'

export const bench: Bench = {
  name: 'rules',
  summary: 'rules over columns in memory, as a backtest judges them',
  async run(emit, { quick }) {
    ruleColumns(emit, quick)
  },
}
