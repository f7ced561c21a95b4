import type { Backtested } from '../../backtest/run-backtest.ts'
import { CliFailure } from '../failure.ts'

/** What came of it. Throws CliFailure with what is wrong with what was asked. */
export function passed<T extends { readonly ok: true }>(
  outcome: T | Extract<Backtested, { readonly ok: false }>,
): T {
  if (outcome.ok) return outcome
  const { why, lines } = outcome
  const shown = lines
    .slice(0, 5)
    .map((line) => `\n  ${line}`)
    .join('')
  const more = lines.length > 5 ? `\n  and ${lines.length - 5} more; haechi check shows all` : ''
  throw new CliFailure('negative', `${why[0]!.toUpperCase()}${why.slice(1)}${shown}${more}`)
}
