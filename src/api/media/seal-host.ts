import type { ServingMediaHost } from '../../signals/media/create-media-host.ts'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { MediaId } from '../../signals/media/media-host.ts'
import { leftOf } from './left-of.ts'
import type { MediaStore } from './ports.ts'
import type { SealedMatch } from './sealed-match.ts'

/** Seals what is to be sealed, once for each file and version of the banks. */
export interface Sealer {
  /** What may be made of facts from now on: what is left of them when the file was sealed. */
  check(id: MediaId, facts: MediaFacts): Promise<{ readonly facts: MediaFacts; readonly held: boolean }>
}

const MOST_CHECKED = 10_000

/** `matched`: whether a file is in a sealed bank now; `banks`: their version. */
export function sealer(parts: {
  readonly store: () => Promise<Pick<MediaStore, 'seal'>>
  readonly matched: (facts: MediaFacts) => SealedMatch | undefined
  readonly banks: () => string
  readonly sealed: (id: MediaId) => void
  readonly now: () => number
}): Sealer {
  // A Map keeps the order of insertion: the first was checked longest ago.
  const harmless = new Map<MediaId, string>()
  return {
    async check(id, facts) {
      const version = `${parts.banks()} ${facts.version}`
      if (harmless.get(id) === version) return { facts, held: false }
      const match = parts.matched(facts)
      if (match === undefined) {
        harmless.delete(id)
        harmless.set(id, version)
        if (harmless.size > MOST_CHECKED) harmless.delete(harmless.keys().next().value!)
        return { facts, held: false }
      }
      if (match.doubted) return { facts, held: true }
      const left = leftOf(facts)
      const store = await parts.store()
      await store.seal(id, match.bank, left, parts.now())
      parts.sealed(id)
      return { facts: left, held: true }
    },
  }
}

/** A host that seals a file before anybody is told what it holds. */
export function sealHost(inner: ServingMediaHost, { check }: Sealer): ServingMediaHost {
  return {
    get banks() {
      return inner.banks
    },
    get catalogue() {
      return inner.catalogue
    },
    get version() {
      return inner.version
    },
    serve: (asked) => inner.serve(asked),
    known: (id) => inner.known(id),
    forget: (id) => inner.forget(id),
    async facts(id, stop) {
      return (await check(id, await inner.facts(id, stop))).facts
    },
  }
}
