import type { EntityRef } from '../../core/entity.ts'
import { createCatalogueIndex } from '../../signals/media/copies/catalogue-index.ts'
import { copyMarks } from '../../signals/media/copies/copy-marks.ts'
import { packMarks } from '../../signals/media/copies/pack-marks.ts'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { CatalogueMatch } from '../../signals/media/media-host.ts'

/** Items to compare with, by the names of their files. */
export interface CatalogueOf {
  readonly size: number
  /** Files that could not be read. */
  readonly left: readonly string[]
  add(name: string, facts: MediaFacts): void
  leave(name: string): void
  /** The most similar first; a file with the very same bytes is the item itself, and left out. */
  near(facts: MediaFacts): readonly CatalogueMatch[]
}

const MOST = 10

export function catalogueOf(): CatalogueOf {
  const index = createCatalogueIndex()
  const names: string[] = []
  const left: string[] = []
  return {
    left,
    get size() {
      return names.length
    },
    add(name, facts) {
      names.push(name)
      const media = `sha256:${facts.digests.sha256}`
      const common = { maker: undefined, world: undefined, seenMs: 0, marks: packMarks(copyMarks(facts)) }
      index.add({ number: names.length, item: `item:${names.length}` as EntityRef, media, ...common })
    },
    leave: (name) => void left.push(name),
    near(facts) {
      const own = `sha256:${facts.digests.sha256}`
      return index
        .near(facts, { most: MOST })
        .filter(({ media }) => media !== own)
        .map((match) => ({ ...match, item: names[Number(match.item.slice(5)) - 1] ?? match.item }))
    },
  }
}
