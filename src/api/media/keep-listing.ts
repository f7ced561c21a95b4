import type { Clock } from '../../core/clock.ts'
import { Unavailable } from '../../engine/ports.ts'
import { type MediaHost, NoSuchMedia } from '../../signals/media/media-host.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import type { KeptCatalogue } from './keep-catalogue.ts'
import type { MediaStore } from './ports.ts'

/** How often it is looked for what people have allowed, and what a process that ended has left. */
const EVERY_MS = 15_000
const AT_ONCE = 100

/** Puts items that were allowed into the catalogue, as long as the service runs: each once, however often it is tried. */
export function keepListing(parts: {
  readonly store: Pick<MediaStore, 'toList' | 'listed'>
  readonly host: Pick<MediaHost, 'facts'>
  readonly catalogue: Pick<KeptCatalogue, 'add'>
  readonly clock: Clock
  readonly tell: Log
}): { wake(): void; stop(): Promise<void> } {
  const { store, host, catalogue, tell } = parts
  const stopping = new AbortController()
  let again = false
  let running: Promise<void> | undefined

  async function listAll(): Promise<void> {
    do {
      again = false
      const waiting = await store.toList(AT_ONCE)
      for (const { media, decision, item, maker, world, atMs } of waiting) {
        if (stopping.signal.aborted) return
        const facts = await host.facts(media, stopping.signal).catch((fault: unknown) => {
          if (fault instanceof NoSuchMedia) return undefined
          throw fault
        })
        if (facts !== undefined) await catalogue.add({ item, media, facts, maker, world, seenMs: atMs })
        await store.listed({ media, decision })
      }
      if (waiting.length === AT_ONCE) again = true
    } while (again && !stopping.signal.aborted)
  }

  function wake(): void {
    again = true
    running ??= listAll()
      .catch((fault: unknown) => {
        if (fault instanceof Unavailable || stopping.signal.aborted) return
        tell({ level: 'warn', message: 'an item could not be listed just now', ...describeFault(fault) })
      })
      .finally(() => {
        running = undefined
      })
  }

  const timer = setInterval(wake, EVERY_MS)
  timer.unref()
  return {
    wake,
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await running
    },
  }
}
