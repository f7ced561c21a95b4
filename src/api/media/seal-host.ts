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
  /** Whether it was checked as it stands and found in no sealed bank. */
  isHarmless(id: MediaId, facts: MediaFacts): boolean
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
  const versionOf = (facts: MediaFacts) => `${parts.banks()} ${facts.version}`
  const isHarmless = (id: MediaId, facts: MediaFacts) => harmless.get(id) === versionOf(facts)
  return {
    isHarmless,
    async check(id, facts) {
      if (isHarmless(id, facts)) return { facts, held: false }
      const match = parts.matched(facts)
      if (match === undefined) {
        harmless.delete(id)
        harmless.set(id, versionOf(facts))
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
export function sealHost(inner: ServingMediaHost, { check, isHarmless }: Sealer): ServingMediaHost {
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
    // What is not known to be harmless is asked for, and sealed on the way where it has to be.
    known(id) {
      const facts = inner.known(id)
      return facts !== undefined && isHarmless(id, facts) ? facts : undefined
    },
    held: () => inner.held(),
    forget: (id) => inner.forget(id),
    async facts(id, stop) {
      return (await check(id, await inner.facts(id, stop))).facts
    },
  }
}
