import type { Clock } from '../../core/clock.ts'
import { Unavailable } from '../../engine/ports.ts'
import type { Pack } from '../../pack/pack.ts'
import { createMediaHost } from '../../signals/media/create-media-host.ts'
import type { Looker } from '../../signals/media/look.ts'
import { type Catalogue, type HashBanks, type MediaId, NoSuchMedia } from '../../signals/media/media-host.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import { forgetGone } from './forget-gone.ts'
import type { KeptMedia } from './kept-media.ts'
import { MEDIA_LIMITS, type MediaLimits } from './media-limits.ts'
import type { MediaStore } from './ports.ts'
import { sealer, sealHost } from './seal-host.ts'
import { sealedMatch } from './sealed-match.ts'

/** What files are looked at with. */
export interface MediaAdapters {
  readonly looker: Looker
  readonly limits?: Partial<MediaLimits>
}

export interface MediaParts {
  /** Opens while packs are read, which ask for the host already. */
  readonly store: Promise<MediaStore>
  readonly banks: HashBanks
  readonly catalogue: Catalogue
  /** The pack that judges. */
  readonly pack: () => Pick<Pack, 'hashBanks'>
  readonly clock: Clock
  readonly tell: Log
}

/** So many files wait to be looked at; those beyond are found again by the rounds, or looked at when an event names them. */
const MOST_WAITING = 1000
/** How often files that nobody has looked at are looked for, such as those of a process that ended, and erased ones are forgotten. */
const ROUNDS_MS = 60_000
/** How long one process leaves a file to another that looks at it. */
const CLAIM_MS = 120_000

/** Files, as long as the service runs; call `open` when the store is there. */
export function keepMedia(
  parts: MediaParts,
  { looker, limits }: MediaAdapters,
): Omit<KeptMedia, 'store' | 'judged'> & { open(store: MediaStore, judged: KeptMedia['judged']): KeptMedia } {
  const { clock, tell, banks, catalogue } = parts
  const never = new AbortController()
  const sealing = sealer({
    store: () => parts.store,
    matched: (facts) => sealedMatch(parts.pack(), banks, facts),
    banks: () => banks.version,
    sealed: (id) => host.forget(id),
    now: () => clock.now(),
  })
  const { check } = sealing
  const inner = createMediaHost({
    ...{ looker, banks, catalogue },
    bytes: async (id) => (await parts.store).bytes(id),
    kept: {
      get: async (id, version) => (await parts.store).facts(id, version),
      async put(id, facts) {
        // What is in a sealed bank leaves no trace of what was seen in it.
        const settled = await check(id, facts)
        if (settled.facts !== facts) setImmediate(() => inner.forget(id))
        else await (await parts.store).keepFacts(id, facts, clock.now())
      },
    },
  })
  const host = sealHost(inner, sealing)

  const waiting = new Set<MediaId>()
  const underWay = new Set<Promise<void>>()
  function lookSoon(id: MediaId): void {
    if (never.signal.aborted || waiting.size >= MOST_WAITING) return
    waiting.add(id)
    next()
  }

  function next(): void {
    while (underWay.size < looker.threads && !never.signal.aborted) {
      const [id] = waiting
      if (id === undefined) return
      waiting.delete(id)
      const work = lookAt(id).finally(() => {
        underWay.delete(work)
        next()
      })
      underWay.add(work)
    }
  }

  async function lookAt(id: MediaId): Promise<void> {
    try {
      const store = await parts.store
      const nowMs = clock.now()
      if (!(await store.claim(id, nowMs, nowMs + CLAIM_MS))) return
      await host.facts(id, never.signal)
    } catch (fault) {
      // A file that is gone, and a database that is away, are told elsewhere.
      if (fault instanceof NoSuchMedia || fault instanceof Unavailable || never.signal.aborted) return
      tell({ level: 'warn', message: 'a file could not be looked at just now', ...describeFault(fault) })
    }
  }

  let timer: ReturnType<typeof setInterval> | undefined
  const kept: Omit<KeptMedia, 'store' | 'judged'> = {
    ...{ host, looker, lookSoon },
    limits: { ...MEDIA_LIMITS, ...limits },
    async shown(record) {
      const facts = await (await parts.store).facts(record.id, host.version ?? '')
      if (record.sealed) return { state: 'held' }
      const known = inner.known(record.id) ?? facts
      if (known === undefined) {
        lookSoon(record.id)
        return { state: 'waiting' }
      }
      const checked = await check(record.id, known)
      return checked.held ? { state: 'held' } : { state: 'looked', facts: known }
    },
    async stop() {
      clearInterval(timer)
      waiting.clear()
      never.abort()
      await Promise.all(underWay)
      await looker.close()
    },
  }
  return {
    ...kept,
    open(store, judged) {
      const look = async () => {
        try {
          for (const id of await store.unlooked(MOST_WAITING / 10)) lookSoon(id)
          await forgetGone(host, store)
        } catch {
          // the store says itself when it is away
        }
      }
      timer = setInterval(look, ROUNDS_MS)
      timer.unref()
      void look()
      return { ...kept, store, judged }
    },
  }
}
