import type { GateResult } from '../gates/gate.ts'
import type { ModelEntry } from './model.ts'

/** What the gates found when they ran last; empty: they have not. */
export function latestGates(entries: readonly ModelEntry[]): readonly GateResult[] {
  const entry = entries.findLast(({ kind, by }) => kind === 'gates' && by === 'system')
  const results = entry?.body.results
  return Array.isArray(results) ? (results as readonly GateResult[]) : []
}
