import type { Clock } from '../../core/clock.ts'
import { type DecisionId, decisionIds } from '../../core/id.ts'
import type { JobId } from '../../core/ids.ts'
import { Unavailable } from '../../engine/ports.ts'
import type { Pack } from '../../pack/pack.ts'
import type { JobStore, QueueCount } from '../../review/jobs/ports.ts'
import { serveJobs } from '../../review/serve-jobs.ts'
import { settle } from '../../review/settle.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import type { KeptJobs } from './kept-jobs.ts'

const BATCH = 200
const COUNTS_FOR_MS = 5000

export interface KeepJobsParts {
  readonly store: JobStore
  /** The live pack. */
  readonly pack: () => Pack
  /** The ids of decisions are taken from the same source. */
  readonly ids: (nowMs: number) => DecisionId
  /** Fills bytes by chance. */
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly clock: Clock
  readonly tell: Log
  /** Called when jobs were settled: there may be effects to carry out. */
  readonly settled?: () => void
}

/** Gives out jobs, and carries on what was judged: every process on the database does, each with jobs of its own. */
export function keepJobs(parts: KeepJobsParts): KeptJobs {
  const { store, clock, tell } = parts
  const newClaim = () => {
    const bytes = new Uint8Array(16)
    parts.random(bytes)
    return Buffer.from(bytes).toString('hex')
  }
  const served = serveJobs({
    store,
    now: () => clock.now(),
    random: () => Number.parseInt(newClaim().slice(0, 12), 16) / 2 ** 48,
    claim: newClaim,
    // An id tells when it was made: that of a golden job must not tell that it was made just now.
    jobId: (atMs) => `job-${decisionIds(parts.random)(atMs).slice(2)}` as JobId,
  })

  let ticking: Promise<void> | undefined
  let told = false
  async function tick(): Promise<void> {
    try {
      const pack = parts.pack()
      let settled: number
      do {
        const nowMs = clock.now()
        settled = await store.settle((settling) => settle(settling, pack, nowMs), nowMs, BATCH)
        if (settled > 0) parts.settled?.()
      } while (settled === BATCH)
      told = false
    } catch (fault) {
      // The store tells by itself that it is gone; once is enough for anything else.
      if (!(fault instanceof Unavailable) && !told)
        tell({ level: 'error', message: 'judged jobs could not be settled', ...describeFault(fault) })
      told = true
    }
  }
  let counted: { readonly atMs: number; readonly counts: Promise<readonly QueueCount[]> } | undefined
  return {
    store,
    served,
    newClaim,
    newId: <T extends string>(prefix: string) => `${prefix}-${parts.ids(clock.now()).slice(2)}` as T,
    counts() {
      const nowMs = clock.now()
      if (counted === undefined || nowMs >= counted.atMs + COUNTS_FOR_MS) {
        const counts = store.counts()
        counted = { atMs: nowMs, counts }
        counts.catch(() => {
          counted = undefined
        })
      }
      return counted.counts
    },
    settle() {
      ticking ??= tick().finally(() => {
        ticking = undefined
      })
      return ticking
    },
    async free() {
      await store.freeExpired(clock.now())
    },
    async stop() {
      await ticking
    },
  }
}
