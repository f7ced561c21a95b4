import { bitsApart } from '../../../media/copies/hash-bytes.ts'
import { type KnownFrame, LEAST_FRAME_QUALITY } from './read-video-hash.ts'

/** The frames of a known video that files are held against, by time. */
export interface KeptFrames {
  /** 32 bytes each. */
  readonly hashes: Uint8Array
  /** Milliseconds from the beginning, each. */
  readonly ms: Uint32Array
}

/**
 * A frame that differs from the last kept one in no more bits is left out, as the reference of vPDQ describes it ("pruning
 * frames"): film changes little from frame to frame, and each frame that is kept takes 120 bytes. A frame of a file that is within
 * the distance less these bits of one that is left out is within the distance of the kept one.
 */
export const PRUNED_BITS = 4

/** A hash with hardly any bit on or off is near to that of every other empty picture. */
const FEWEST_BITS = 32

/**
 * Of the frames of a video those that say something, each once: without those of low quality, the empty ones, those that were
 * there before, and those that follow one which is nearly the same.
 * Source: Meta, vPDQ (github.com/facebook/ThreatExchange, vpdq/README.md; extensions/vpdq, `dedupe`, `quality_filter`).
 */
export function framesKept(frames: readonly KnownFrame[]): KeptFrames {
  const there = new Set<string>()
  const kept: { readonly hash: Uint8Array; readonly ms: number }[] = []
  let last: Uint8Array | undefined
  for (const { hash: hex, quality, time } of byTime(frames)) {
    if (quality < LEAST_FRAME_QUALITY || there.has(hex)) continue
    there.add(hex)
    const hash = Buffer.from(hex, 'hex')
    const on = bitsApart(hash, 0, NOTHING, 0)
    if (on < FEWEST_BITS || on > 256 - FEWEST_BITS) continue
    if (last !== undefined && bitsApart(hash, 0, last, 0) <= PRUNED_BITS) continue
    last = hash
    kept.push({ hash, ms: Math.round(Number(time) * 1000) })
  }
  return {
    hashes: new Uint8Array(Buffer.concat(kept.map(({ hash }) => hash))),
    ms: Uint32Array.from(kept, ({ ms }) => ms),
  }
}

const NOTHING = new Uint8Array(32)

/** Sorting keeps the order of those of one time. */
function byTime(frames: readonly KnownFrame[]): readonly KnownFrame[] {
  const seconds = (frame: KnownFrame) => Number(frame.time)
  const isSorted = frames.every((frame, at) => at === 0 || seconds(frames[at - 1]!) <= seconds(frame))
  return isSorted ? frames : frames.toSorted((a, b) => seconds(a) - seconds(b))
}
