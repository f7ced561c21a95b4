import type { Clock } from '../../core/clock.ts'
import type { LedgerParts } from '../../enforcement/ledger.ts'
import { tickWork } from '../../enforcement/ledger-work.ts'
import type { EnforcementLog } from '../../enforcement/log/ports.ts'
import { Unavailable } from '../../engine/ports.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import type { KeptEnforcements } from './kept-enforcements.ts'

/** Ends enforcements when their time is over, and carries out what was decided about appeals, whenever it is told to look. */
export function keepEnforcements({
  log,
  parts,
  clock,
  tell,
  told,
}: {
  readonly log: EnforcementLog
  readonly parts: () => LedgerParts
  readonly clock: Clock
  readonly tell: Log
  /** Called when something came of it: there may be messages to send. */
  readonly told?: () => void
}): KeptEnforcements {
  let looking: Promise<void> | undefined
  let failing = false

  async function lookOnce(): Promise<void> {
    try {
      for (let done = 1; done > 0; ) {
        const nowMs = clock.now()
        done = await log.tick((appeals) => tickWork(parts(), appeals, nowMs), nowMs)
        if (done > 0) told?.()
      }
      failing = false
    } catch (fault) {
      // The store tells by itself that it is gone; once is enough for anything else.
      if (!(fault instanceof Unavailable) && !failing)
        tell({
          level: 'error',
          message: 'enforcements could not be ended just now; it is tried again',
          ...describeFault(fault),
        })
      failing = true
    }
  }

  return {
    log,
    parts,
    look() {
      looking ??= lookOnce().finally(() => {
        looking = undefined
      })
      return looking
    },
    async stop() {
      await looking
    },
  }
}
