import { TURNS } from '../../hash/dihedral-waves.ts'
import type { MediaFacts, PictureFacts } from '../media-facts.ts'
import { LEAST_QUALITY, PAINTED } from './painted.ts'

/** What of an item others are held against. */
export interface CopyMarks {
  /** Of its shape, as `shapeSignature` gives it; undefined where there is none. */
  readonly signature: readonly number[] | undefined
  /** PDQ of the four views of VIEWS, in their order, 64 hex digits each; empty where one is missing. */
  readonly views: readonly string[]
  /**
   * PDQ of what is painted on it: textures, islands of them, a picture; with the picture's name. One whose colours matter
   * is there twice, the second time in grey.
   */
  readonly textures: readonly { readonly name: string; readonly hash: string }[]
}

/** Views whose looks are compared: those that see an item from its sides, so that mirroring only swaps two of them. */
export const VIEWS = ['view.front', 'view.left', 'view.back', 'view.right'] as const
const MIRRORED = TURNS.findIndex(({ name }) => name === 'flipped left to right')

/** Of each item at most so many are kept: textures first, then the largest islands. */
export const TEXTURES_KEPT = 8
/** Of an item that is asked about at most so many are looked for. */
export const TEXTURES_ASKED = 32

export function copyMarks(facts: MediaFacts): CopyMarks {
  return {
    signature: facts.item?.signature,
    views: viewsOf(facts, 0),
    textures: texturesOf(facts)
      .slice(0, TEXTURES_KEPT)
      .flatMap(({ name, pdq }) => [
        { name, hash: pdq!.hash },
        ...(pdq!.grey === undefined ? [] : [{ name, hash: pdq!.grey[0]! }]),
      ]),
  }
}

/** The views of an item as they stand, or of its mirror image. */
export function viewsOf({ pictures }: MediaFacts, turn: 0 | 'mirrored'): readonly string[] {
  const names = turn === 0 ? VIEWS : [VIEWS[0], VIEWS[3], VIEWS[2], VIEWS[1]]
  const hashes = names.flatMap((name) => {
    const pdq = pictures.find((picture) => picture.name === name)?.pdq
    const hash = turn === 0 ? pdq?.hash : pdq?.turned[MIRRORED]
    return hash === undefined ? [] : [hash]
  })
  return hashes.length === VIEWS.length ? hashes : []
}

/** Pictures of what is painted, as they stand in the file, whose hash says something. */
export function texturesOf({ pictures }: MediaFacts): readonly PictureFacts[] {
  const telling = pictures.filter(({ pdq }) => pdq !== undefined && pdq.quality >= LEAST_QUALITY)
  const seen = new Set<string>()
  return PAINTED.flatMap((kind) => telling.filter(({ name }) => kind.test(name))).filter(
    ({ pdq }) => !seen.has(pdq!.hash) && seen.add(pdq!.hash),
  )
}
