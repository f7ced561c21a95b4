import type { MediaFacts } from '../../signals/media/media-facts.ts'

/**
 * What is kept of a sealed file: its hashes, by which it is known again, with the seconds at which a video has them, and nothing
 * that was seen or read in it. It is not whole, so that it is never allowed for what nobody can look at any more.
 */
export function leftOf(facts: MediaFacts): MediaFacts {
  return {
    ...facts,
    findings: [],
    pictures: facts.pictures.map(({ name, width, height, seconds, pdq }) => ({
      ...(seconds !== undefined && { seconds }),
      ...{ name, width, height, pdq, scores: {}, embeddings: {}, texts: [] },
    })),
    item: undefined,
    whole: false,
  }
}
