import { type DecodedImage, decodeImage } from '../image/decode-image.ts'
import { IMAGE_LIMITS, type ImageLimits } from '../image/image-limits.ts'
import { type MakeWaves, type PdqHash, pdqDihedral } from './pdq-hash.ts'

/** A file's picture as PDQ sees it. */
export interface HashedImage {
  readonly decoded: DecodedImage
  /** Undefined when there is no picture; `decoded.findings` say why. */
  readonly pdq:
    | {
        readonly quality: number
        /** The picture's hash first, then those of its seven turned and mirrored forms, as the reference orders them. */
        readonly hashes: readonly PdqHash[]
      }
    | undefined
}

/** Decodes the first frame of a file and hashes it. It never rejects for what the file holds. */
export async function hashImage(
  bytes: Uint8Array,
  makeWaves: MakeWaves,
  limits: ImageLimits = IMAGE_LIMITS,
): Promise<HashedImage> {
  const decoded = await decodeImage(bytes, limits)
  if (decoded.picture === undefined) return { decoded, pdq: undefined }
  const results = pdqDihedral(decoded.picture, makeWaves)
  return { decoded, pdq: { quality: results[0]!.quality, hashes: results.map(({ hash }) => hash) } }
}
