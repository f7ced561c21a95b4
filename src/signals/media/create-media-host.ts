import type { LookAsked, Looker } from './look.ts'
import type { MediaFacts } from './media-facts.ts'
import { type Catalogue, type HashBanks, type MediaHost, type MediaId, NoSuchMedia } from './media-host.ts'

/** Facts that outlive the process. */
export interface KeptFacts {
  get(id: MediaId, version: string): Promise<MediaFacts | undefined>
  put(id: MediaId, facts: MediaFacts): Promise<void>
}

export interface MediaHostParts {
  readonly looker: Looker
  /** The bytes of a file; undefined: it was never sent, or is gone. */
  readonly bytes: (id: MediaId) => Promise<Uint8Array | undefined>
  readonly banks: HashBanks
  readonly catalogue: Catalogue
  readonly kept?: KeptFacts
  /** Files whose facts are held in memory; default 1,000. */
  readonly most?: number
}

/** A host whose question changes with the pack. */
export interface ServingMediaHost extends MediaHost {
  /**
   * From now on files are looked at for this. Rejects, and goes on as before, when a model cannot be asked: the error names it and
   * the way out. To be called before the pack that asks it goes live.
   */
  serve(asked: LookAsked): Promise<void>
  /** Version of the facts that are made now; undefined before the first `serve`. */
  readonly version: string | undefined
  /** Files whose facts are held in memory. */
  held(): readonly MediaId[]
  /** Forgets what is held of a file, and what is being found of it: it was erased. */
  forget(id: MediaId): void
}

/** Findings of chance, such as a thread that died: they are told, and not kept for good. */
const PASSING = new Set(['reader-died', 'reader-too-slow', 'look-cut-short'])

/** Joins what looks at files, where they lie, and what they are held against. */
export function createMediaHost(parts: MediaHostParts): ServingMediaHost {
  const { looker, bytes, banks, catalogue, kept, most = 1_000 } = parts
  let serving: { readonly asked: LookAsked; readonly version: string } | undefined
  // A Map keeps the order of insertion: the first is the one that was asked for longest ago.
  const held = new Map<MediaId, MediaFacts>()
  const underWay = new Map<string, Promise<MediaFacts>>()
  const waiting: (() => void)[] = []
  let busy = 0

  /** As many files as there are threads, so that the bytes of others do not wait in memory. */
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (busy >= looker.threads) await new Promise<void>((go) => waiting.push(go))
    else busy++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) busy--
      else next()
    }
  }

  function hold(id: MediaId, facts: MediaFacts): void {
    held.delete(id)
    held.set(id, facts)
    if (held.size > most) held.delete(held.keys().next().value!)
  }

  function knownOf(id: MediaId): MediaFacts | undefined {
    const facts = held.get(id)
    return facts !== undefined && facts.version === serving?.version ? facts : undefined
  }

  async function find(id: MediaId, { asked, version }: NonNullable<typeof serving>): Promise<MediaFacts> {
    const stored = await kept?.get(id, version)
    if (stored !== undefined) return stored
    const facts = await inTurn(async () => {
      const file = await bytes(id)
      if (file === undefined) throw new NoSuchMedia(`There is no file ${id}: send it by POST /v1/media first`)
      return looker.look(file, asked)
    })
    // What is kept of a file is one version's: that of an earlier pack would take the place of what is asked now.
    const isKept = version === serving?.version && !facts.findings.some(({ code }) => PASSING.has(code))
    if (isKept) await kept?.put(id, facts)
    return facts
  }

  return {
    banks,
    catalogue,
    get version() {
      return serving?.version
    },
    async serve(asked) {
      const { version } = await looker.ready(asked)
      serving = { asked, version }
    },
    known: knownOf,
    async facts(id, stop) {
      const known = knownOf(id)
      if (known !== undefined) return known
      if (serving === undefined) throw new Error('No pack says yet what is to be looked at in files')
      const key = `${serving.version} ${id}`
      let finding = underWay.get(key)
      if (finding === undefined) {
        const mine = find(id, serving).then((facts) => {
          // Not what was forgotten meanwhile, nor what only an earlier pack asked for.
          if (underWay.get(key) === mine && facts.version === serving?.version) hold(id, facts)
          return facts
        })
        finding = mine
        underWay.set(key, mine)
        const over = () => void (underWay.get(key) === mine && underWay.delete(key))
        // Whoever asked hears of a fault.
        mine.then(over, over)
      }
      return stopped(finding, stop)
    },
    held: () => [...held.keys()],
    forget(id) {
      held.delete(id)
      for (const key of underWay.keys()) if (key.endsWith(id)) underWay.delete(key)
    },
  }
}

/** The same, but rejects when nobody waits for it any more; the work itself goes on for others. */
function stopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const give = (): void => reject(new Error('Nobody waits any more'))
    if (stop.aborted) return give()
    stop.addEventListener('abort', give, { once: true })
    work.then(resolve, reject).finally(() => stop.removeEventListener('abort', give))
  })
}
