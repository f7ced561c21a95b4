import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type { EnforcementId, StrikeId } from '../core/ids.ts'
import { correct } from './correct.ts'
import { isAutomated, type Ledger } from './ledger.ts'
import type { Origin, StrikeRecord } from './ports.ts'
import { recheckThresholds } from './recheck-thresholds.ts'
import type { Reversal } from './reversal.ts'
import { reverseCauses, type TakenBack } from './reverse-causes.ts'

/**
 * Takes back what a decision led to: its enforcements, unless another cause holds them; its strikes, and what only these
 * made thresholds fire; its labels; and tells whomever it hit. Without an appeal, only what rules did goes: what a person
 * judged otherwise, under another job, stands. Twice is as good as once.
 */
export function reverseDecision(ledger: Ledger, decision: DecisionId, reversal: Reversal): TakenBack[] {
  const led = (one: Pick<Origin, 'decision'>) => one.decision === decision
  const goes = (one: Origin) => led(one) && (reversal.appeal !== undefined || isAutomated(one))
  const taken = [
    ...reverseCauses(ledger, (cause) => goes(cause) && cause.kind !== 'threshold'),
    ...reverseStrikes(ledger, goes),
  ]
  ledger.reversed.push({ decision, appeal: reversal.appeal?.id, why: reversal.why })
  // Whoever was told of what a person found is not told that there was nothing.
  const stands =
    ledger.state.strikes.some((one) => led(one) && one.reversedMs === undefined) ||
    ledger.state.enforcements.some(({ causes }) =>
      causes.some((one) => led(one) && one.kind !== 'threshold' && one.reversedMs === undefined),
    )
  const given = stands ? [] : ledger.state.statements.filter(led)
  const isNew = taken.length > 0 || !given.some(({ kind }) => kind === 'correction')
  correct(ledger, { taken, given: isNew ? given : [], reversal })
  return taken
}

/** Takes one enforcement back, whatever its causes. */
export function reverseEnforcement(ledger: Ledger, id: EnforcementId, reversal: Reversal): TakenBack[] {
  const taken = reverseCauses(ledger, (_, enforcement) => enforcement.id === id)
  correct(ledger, { taken, given: [], reversal })
  return taken
}

/** Takes one strike back, and what only it made thresholds fire. False: there is none that stands. */
export function reverseStrike(ledger: Ledger, id: StrikeId, reversal: Reversal): boolean {
  const isThere = ledger.state.strikes.some((one) => one.id === id && one.reversedMs === undefined)
  const taken = reverseStrikes(ledger, (strike) => strike.id === id)
  correct(ledger, { taken, given: [], reversal })
  return isThere
}

/** Takes back what a run over the past asked for on account of a decision. */
export function reverseRetroactive(
  ledger: Ledger,
  { decision, retroact }: Origin,
  what: { readonly target: EntityRef; readonly enforcement: string | undefined },
): void {
  const asked = (one: Origin) => one.retroact === retroact && one.decision === decision
  const taken =
    what.enforcement === undefined
      ? reverseStrikes(ledger, (strike) => asked(strike) && strike.account === what.target)
      : reverseCauses(
          ledger,
          (cause, enforcement) =>
            asked(cause) &&
            cause.kind !== 'threshold' &&
            enforcement.target === what.target &&
            enforcement.name === what.enforcement,
        )
  correct(ledger, { taken, given: [], reversal: { why: 'a rule applied to the past was taken back' } })
}

function reverseStrikes(ledger: Ledger, picks: (strike: StrikeRecord) => boolean): TakenBack[] {
  const accounts = new Set<EntityRef>()
  for (const strike of ledger.state.strikes) {
    if (strike.reversedMs !== undefined || !picks(strike)) continue
    strike.reversedMs = ledger.nowMs
    ledger.touched.strikes.add(strike)
    accounts.add(strike.account)
  }
  return [...accounts].flatMap((account) => recheckThresholds(ledger, account))
}
