import type { PdqHash } from '../hash/pdq-hash.ts'
import { type MakeWaves, pdqFrameHash } from '../hash/pdq-hash.ts'
import type { VideoRead, VideoReader } from './video-reader.ts'

/** One frame of a video's vPDQ. */
export interface FrameHash {
  /** Its number, from 0. */
  readonly frame: number
  /** 0 to 100. */
  readonly quality: number
  readonly hash: PdqHash
  /** Seconds from the beginning: the number over the frames a second, as the reference tells it. */
  readonly seconds: number
}

/** A quarter of an hour at 30 frames a second. */
export const MOST_HASHED = 27_000

/**
 * vPDQ: the PDQ of every frame at its own size.
 * Source: Meta, vPDQ (github.com/facebook/ThreatExchange, vpdq), with one second for each hash set to zero.
 */
export async function hashVideo(
  reader: VideoReader,
  bytes: Uint8Array,
  makeWaves: MakeWaves,
  most = MOST_HASHED,
): Promise<{ readonly read: VideoRead; readonly hashes: readonly FrameHash[] }> {
  const found: (Omit<FrameHash, 'seconds'> & { readonly at: number })[] = []
  const read = await reader.read(bytes, { by: 'each', most }, ({ index, seconds, picture }) => {
    found.push({ frame: index, ...pdqFrameHash(picture, makeWaves), at: seconds })
  })
  const hashes = found.map(({ frame, quality, hash, at }) => ({
    ...{ frame, quality, hash },
    seconds: read.rate === undefined ? at : frame / read.rate,
  }))
  return { read, hashes }
}
