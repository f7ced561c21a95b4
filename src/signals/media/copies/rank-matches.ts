import type { CatalogueMatch } from '../media-host.ts'
import { COPY, PICTURE_HALF, SHAPE_HALF, similarity } from './similarity.ts'

/** What was measured between two items. */
export interface Measured extends Pick<CatalogueMatch, 'item' | 'media' | 'maker' | 'sameMaker' | 'seenMs'> {
  /** Between signatures. */
  readonly shape: number | undefined
  /** Of the nearest textures. */
  readonly bits: number | undefined
  readonly textures: { readonly mine: string; readonly theirs: string } | undefined
  /** Of the views as they stand, on average. */
  readonly views: number | undefined
  readonly byShape: number
  readonly byTexture: number
}

const ORDER = { looks: 0, shape: 1, texture: 2 } as const

/** The most similar first, then what looks alike as a whole, then the oldest. */
export function rankMatches(measured: readonly Measured[], least: number): CatalogueMatch[] {
  return measured
    .map(matchOf)
    .filter((match) => match.similarity >= least)
    .sort(
      (a, b) =>
        b.similarity - a.similarity ||
        ORDER[a.by] - ORDER[b.by] ||
        a.seenMs - b.seenMs ||
        (a.item < b.item ? -1 : 1),
    )
}

/**
 * Views alone say nothing: two plain shirts look alike from everywhere. Where the shape is the same they tell a copy from
 * another dress of the same shape.
 */
function matchOf(one: Measured): CatalogueMatch {
  const score = (distance: number | undefined, half: number): number | undefined =>
    distance === undefined ? undefined : similarity(distance, half)
  const shape = score(one.shape, SHAPE_HALF)
  const views = score(one.views, PICTURE_HALF)
  const texture = score(one.bits, PICTURE_HALF)
  const [formed, painted, seen] = [shape ?? 0, texture ?? 0, views ?? 0]
  const looks = formed >= COPY && Math.max(painted, seen) >= COPY
  const by = looks ? 'looks' : formed >= painted ? 'shape' : 'texture'
  const { item, media, maker, sameMaker, seenMs } = one
  return {
    ...{ item, media, maker, sameMaker, seenMs, by },
    similarity: Math.max(formed, painted),
    parts: { shape, views, texture },
    picture:
      one.textures ?? (one.views === undefined ? undefined : { mine: 'view.front', theirs: 'view.front' }),
    makers: by === 'texture' ? one.byTexture : one.byShape,
  }
}
