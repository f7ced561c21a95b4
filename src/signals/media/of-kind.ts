import type { MediaFacts, MediaKind } from './media-facts.ts'
import type { MediaHost } from './media-host.ts'

/** The host for one feature: a file of another kind than the feature's has no facts there, so that its signals fail. */
export function ofKind(media: MediaHost, kind: MediaKind): MediaHost {
  const isOf = (facts: MediaFacts): boolean => facts.kind === kind
  return {
    banks: media.banks,
    catalogue: media.catalogue,
    known(id) {
      const facts = media.known(id)
      return facts !== undefined && isOf(facts) ? facts : undefined
    },
    async facts(id, stop) {
      const facts = await media.facts(id, stop)
      if (isOf(facts)) return facts
      throw new Error(`The file is of kind ${facts.kind}, and the feature takes ${kind}`)
    },
  }
}
