import { collectHashes, type HashCollector } from '../../hash/collect-hashes.ts'
import { type CompactingIndex, createHashIndex } from '../../hash/create-hash-index.ts'
import type { MediaFacts } from '../media-facts.ts'
import type { Catalogue, CatalogueMatch, CopiesAsked, MediaId } from '../media-host.ts'
import { TEXTURES_ASKED, texturesOf } from './copy-marks.ts'
import { hashBytes } from './hash-bytes.ts'
import { createItemTable, type ItemTable } from './item-table.ts'
import { createNameTable } from './name-table.ts'
import { unpackMarks } from './pack-marks.ts'
import type { KeptItem } from './ports.ts'
import { rankMatches } from './rank-matches.ts'
import { shapeCode } from './shape-code.ts'
import { createShapeIndex } from './shape-index.ts'
import { COPY, distanceAt, PICTURE_HALF, SHAPE_HALF } from './similarity.ts'
import { viewsApart } from './views-apart.ts'

/** The catalogue in memory: what was listed, and which of it is like another. */
export interface CatalogueIndex extends Catalogue {
  readonly size: number
  /** Memory of its tables, without the names of items. */
  readonly bytes: number
  /** Adds an item; one under the same number is replaced. Marks of another version only count as listed. */
  add(item: KeptItem): void
  remove(number: number): void
  /** Puts what was added into the tables, as after loading. */
  compact(): void
}

/** Of each asked picture and of the shape no more candidates are looked at. */
const CANDIDATES = 200
/** So many of one shape are looked at to count its makers. */
const COUNTED = 1000
/** So many are looked through for those of other makers. */
const LOOKED_THROUGH = 16_384

export function createCatalogueIndex(): CatalogueIndex {
  const items = createItemTable()
  const shapes = createShapeIndex()
  /** What is added before anything is asked for or removed is gathered first. */
  let textures: CompactingIndex | HashCollector = collectHashes()
  /** Of each texture that is indexed: whose it is and what it is called. */
  const owners = createNameTable()

  function remove(number: number): void {
    if (!items.has(number)) return
    shapes.remove(number)
    for (const texture of owners.of(number)) indexed().remove(texture)
    owners.drop(number)
    items.remove(number)
  }

  function add(item: KeptItem): void {
    remove(item.number)
    const marks = unpackMarks(item.marks)
    items.add(item, marks?.views ?? new Uint8Array(0))
    if (marks?.code !== undefined) shapes.insert(item.number, marks.code)
    for (const { name, hash } of marks?.textures ?? []) {
      const id = owners.add(item.number, name)
      if ('known' in textures) textures.add(id, hash)
      else textures.insert(id, hash)
    }
  }

  function indexed(): CompactingIndex {
    if ('known' in textures) textures = createHashIndex(textures.known())
    return textures
  }

  function near(facts: MediaFacts, asked: CopiesAsked): readonly CatalogueMatch[] {
    const least = asked.least ?? COPY
    const found = new Map<number, Found>()
    const of = (number: number): Found => {
      const known = found.get(number) ?? { shape: undefined, bits: undefined, mine: '', theirs: '' }
      found.set(number, known)
      return known
    }
    const code = shapeCode(facts.item?.signature)
    const reach = distanceAt(Math.max(least, 0.01), SHAPE_HALF)
    const { others = false, maker: own } = asked
    const wanted = (number: number): boolean =>
      items.item(number) !== asked.not && !(others && own !== undefined && items.maker(number) === own)
    const alike = (code === undefined ? [] : shapes.near(code, reach, others ? LOOKED_THROUGH : COUNTED))
      .filter(({ id }) => wanted(id))
      .slice(0, COUNTED)
    for (const { id, distance } of alike.slice(0, CANDIDATES)) of(id).shape = distance
    // PDQ does not tell pictures further apart from those that have nothing in common.
    const bits = Math.min(PICTURE_HALF, Math.floor(distanceAt(Math.max(least, 0.01), PICTURE_HALF)))
    for (const picture of texturesOf(facts).slice(0, TEXTURES_ASKED))
      for (const form of [...picture.pdq!.turned, ...(picture.pdq!.grey ?? [])])
        for (const { id, distance } of indexed()
          .near(hashBytes(form), bits, others ? LOOKED_THROUGH : CANDIDATES)
          .filter(({ id }) => wanted(owners.owner(id)))
          .slice(0, CANDIDATES)) {
          const one = of(owners.owner(id))
          if (one.bits !== undefined && one.bits <= distance) continue
          Object.assign(one, { bits: distance, mine: picture.name, theirs: owners.name(id) })
        }
    const byShape = makersOf(
      items,
      alike.filter(({ distance }) => distance <= SHAPE_HALF).map(({ id }) => id),
      asked,
    )
    const byTexture = makersOf(
      items,
      [...found].filter(([, { bits }]) => bits !== undefined).map(([id]) => id),
      asked,
    )
    const matches = [...found].map(([number, one]) => {
      const { item, media, maker, seenMs } = items.get(number)
      const views = viewsApart(facts, items.views(number))
      return {
        ...{ item, media: media as MediaId, maker, seenMs, number },
        sameMaker: maker !== undefined && maker === own,
        ...{ shape: one.shape, bits: one.bits, views },
        textures: one.bits === undefined ? undefined : { mine: one.mine, theirs: one.theirs },
        ...{ byShape, byTexture },
      }
    })
    return rankMatches(matches, least).slice(0, asked.most)
  }

  return {
    get size() {
      return items.size
    },
    get bytes() {
      return shapes.bytes + indexed().bytes + items.bytes + owners.bytes
    },
    ...{ add, remove, near },
    compact() {
      shapes.compact()
      indexed().compact()
    },
  }
}

interface Found {
  shape: number | undefined
  bits: number | undefined
  mine: string
  theirs: string
}

/** How many makers, the asked one among them; an item whose maker is not known counts as one of its own. */
function makersOf(items: ItemTable, numbers: readonly number[], { maker }: CopiesAsked): number {
  const makers = new Set<string>(numbers.map((number) => items.get(number).maker ?? `item ${number}`))
  makers.add(maker ?? 'asked')
  return makers.size
}
