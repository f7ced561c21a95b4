import type { EntityRef } from '../../core/entity.ts'
import { createCatalogueIndex } from '../../signals/media/copies/catalogue-index.ts'
import { copyMarks } from '../../signals/media/copies/copy-marks.ts'
import { packMarks } from '../../signals/media/copies/pack-marks.ts'
import type { CatalogueCursor, CatalogueStore } from '../../signals/media/copies/ports.ts'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { Catalogue, MediaId } from '../../signals/media/media-host.ts'

/** An item that was allowed, with what its file holds. */
export interface Listing {
  /** The item, as `item:ID`. */
  readonly item: EntityRef
  readonly media: MediaId
  readonly facts: MediaFacts
  readonly maker: EntityRef | undefined
  readonly world: string | undefined
  /** When it was listed, in ms. */
  readonly seenMs: number
}

/** The catalogue as it is searched here; it follows what other processes list and take out. */
export interface KeptCatalogue extends Catalogue {
  /** How many items are searched here. */
  readonly size: number
  /** Memory of its tables, in bytes, without the names of items. */
  readonly bytes: number
  /** Lists an item; found here when it resolves. Rejects with `Unavailable`. */
  add(listing: Listing): Promise<void>
  /** Takes an item out; gives how many files of it went. Rejects with `Unavailable`. */
  remove(item: EntityRef): Promise<number>
  /** Reads what changed; one after the other, however often it is asked for. */
  look(): Promise<void>
  stop(): Promise<void>
}

export interface CatalogueWorld {
  readonly catalogue: CatalogueStore
  listenCatalogue(heard: () => void): { stop(): Promise<void> }
}

/**
 * Loads the catalogue and follows it. While the database is away what is known is searched on; what changed meanwhile is
 * read when the listening connection is made anew.
 */
export async function keepCatalogue(store: CatalogueWorld): Promise<KeptCatalogue> {
  const index = createCatalogueIndex()
  const known = new Set<number>()
  let cursor: CatalogueCursor = await store.catalogue.load((items) => {
    for (const item of items) index.add(item)
    for (const { number } of items) known.add(number)
  })
  index.compact()
  let looking: Promise<void> = Promise.resolve()
  let asked = false

  async function lookNow(): Promise<void> {
    asked = false
    const { items, gone, cursor: next } = await store.catalogue.changes(cursor)
    // A change may come twice, and a number is never used for something else.
    for (const item of items) {
      if (known.has(item.number)) continue
      known.add(item.number)
      index.add(item)
    }
    for (const number of gone) index.remove(number)
    cursor = next
  }

  function look(): Promise<void> {
    // Whoever asks while a look is under way gets the next one, which sees what they mean; all of them the same one.
    if (!asked) {
      asked = true
      looking = looking.catch(() => undefined).then(lookNow)
    }
    return looking
  }

  const listening = store.listenCatalogue(() => void look().catch(() => undefined))
  return {
    get size() {
      return index.size
    },
    get bytes() {
      return index.bytes
    },
    near: (facts, about) => index.near(facts, about),
    look,
    async add({ facts, ...listing }) {
      const added = await store.catalogue.add([{ ...listing, marks: packMarks(copyMarks(facts)) }])
      if (added > 0) await look()
    },
    async remove(item) {
      const gone = await store.catalogue.remove(item)
      if (gone > 0) await look()
      return gone
    },
    async stop() {
      await listening.stop()
      await looking.catch(() => undefined)
    },
  }
}
