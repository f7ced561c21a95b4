import type { PdqHash, PdqResult } from '../hash/pdq-hash.ts'
import type { Finding } from '../model3d/finding.ts'
import type { ItemFacts } from './item-facts.ts'

/** What a file is by its first bytes. */
export type MediaKind = 'image' | 'model3d' | 'video' | 'unknown'

/** Where a picture shows something: x, y, width, height, each 0 to 1 of the picture. */
export type Box = readonly [number, number, number, number]

/** Writing that was read in a picture. */
export interface ReadText {
  readonly text: string
  /** 0 to 1. */
  readonly confidence: number
  readonly box: Box
  /** `ocr`: letters; `code`: a QR code. */
  readonly by: 'ocr' | 'code'
}

/** PDQ of a picture. */
export interface PictureHashes {
  readonly hash: PdqHash
  readonly quality: number
  /** The hashes that its eight turned and mirrored forms would have, `hash` first. */
  readonly turned: readonly PdqHash[]
  /**
   * The same of the picture in grey by its light; only of what is painted on an item, and only where its colours make it
   * differ. A copy in grey, or in other hues, has these.
   */
  readonly grey?: readonly PdqHash[]
  /** Of a frame of a video at its own size, as vPDQ takes it; only where that is larger than PDQ looks at, and the two differ. */
  readonly frame?: PdqResult
}

/** What was measured of one picture: of an image, a frame of it, or a view, texture, mesh or island of a 3D item. */
export interface PictureFacts {
  /** Unique in the file, and the way back to the picture: `picture`, `frame.3`, `view.front`, `texture.0`, `mesh.2.left`. */
  readonly name: string
  readonly width: number
  readonly height: number
  /** Of a frame of a video: seconds from its beginning. */
  readonly seconds?: number
  /** Undefined where the picture is too small or flat for a hash to mean anything. */
  readonly pdq: PictureHashes | undefined
  /** By model, by label, 0 to 1; a model that was not asked is not there. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** By the SHA-256 of the model that makes it; what heads of the lab stand on. */
  readonly embeddings: Readonly<Record<string, readonly number[]>>
  readonly texts: readonly ReadText[]
}

/**
 * All that is measured of a file, once for each version of how it is looked at. It holds text of the file (`texts`), so it is
 * content: never logged, erased with the file.
 */
export interface MediaFacts {
  /** Changes whenever the same bytes could give other facts. */
  readonly version: string
  readonly kind: MediaKind
  readonly format: string | undefined
  readonly bytes: number
  readonly digests: { readonly md5: string; readonly sha1: string; readonly sha256: string }
  readonly findings: readonly Finding[]
  readonly pictures: readonly PictureFacts[]
  /** Of a 3D item. */
  readonly item: ItemFacts | undefined
  /** False when anything of it could not be looked at (the worker died, a budget was spent): it is never allowed for that. */
  readonly whole: boolean
}
