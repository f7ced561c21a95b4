import type { EntityRef } from '../core/entity.ts'
import { standingStrikes } from './add-strike.ts'
import type { Ledger } from './ledger.ts'
import type { Cause } from './ports.ts'
import { reverseCauses, type TakenBack } from './reverse-causes.ts'
import { strikeSum } from './strike-sum.ts'

/**
 * Takes back what thresholds fired that the strikes left standing would not have reached: neither when it fired nor by
 * any strike since, up to the next time that the threshold fired. Nothing is fired anew: nobody is worse off because
 * a strike was taken back.
 */
export function recheckThresholds(ledger: Ledger, account: EntityRef): TakenBack[] {
  const strikes = standingStrikes(ledger, account)
  const crossings = ledger.state.enforcements
    .filter(({ target }) => target === account)
    .flatMap(({ causes }) => causes.filter(({ kind }) => kind === 'threshold'))
  const gone = new Set(crossings.filter((cause) => !isHeld(cause)))
  return reverseCauses(ledger, (cause) => gone.has(cause))

  function isHeld(cause: Cause): boolean {
    const threshold = cause.threshold!
    const key = JSON.stringify(threshold)
    const next = Math.min(
      ...crossings
        .filter((one) => one.atMs > cause.atMs && JSON.stringify(one.threshold) === key)
        .map(({ atMs }) => atMs),
    )
    const moments = [cause.atMs, ...strikes.map(({ takenMs }) => takenMs)]
    return moments.some(
      (ms) =>
        ms >= cause.atMs &&
        ms < next &&
        strikeSum(strikes, ledger.pack.strikes.foldMs, threshold, ms) >= threshold.at,
    )
  }
}
