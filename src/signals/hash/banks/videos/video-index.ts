import { createHashIndex, type IndexOptions } from '../../create-hash-index.ts'
import type { KeptFrames } from './frames-kept.ts'
import type { KnownVideo } from './packed-videos.ts'

/** A frame of a known video near a hash. */
export interface NearFrame {
  readonly member: number
  /** Its place among the frames that are kept of the video. */
  readonly frame: number
  readonly distance: number
}

/** The known videos of one bank by their frames: an index of PDQ hashes of its own, beside that of pictures. */
export interface VideoIndex {
  /** Known videos. */
  readonly size: number
  /** Memory that it holds, in bytes. */
  readonly memory: number
  /** Takes up a video; one that is there stays: a member never holds another hash. */
  insert(member: number, frames: KeptFrames): void
  remove(member: number): void
  /** The frames within a distance of a PDQ hash, the nearest first; at most 16,384, as the index gives them. */
  near(hash: Uint8Array, distance: number): NearFrame[]
  /** When the frames of a video that is there stand, in ms. */
  times(member: number): Uint32Array
}

/** The places of a video's frames in the index of hashes follow each other. */
interface Held {
  readonly member: number
  readonly first: number
  readonly ms: Uint32Array
}

const MOST_NEAR = 16_384

/** Makes the index of a bank's videos, its tables of all frames at once. */
export function createVideoIndex(
  known: readonly KnownVideo[],
  options: Pick<IndexOptions, 'threads' | 'failed'>,
): VideoIndex {
  const byMember = new Map<number, Held>()
  /** By their first places, which ascend. */
  let inOrder: Held[] = []
  let next = 0
  let times = 0

  function hold(member: number, ms: Uint32Array): Held {
    const held = { member, first: next, ms }
    byMember.set(member, held)
    inOrder.push(held)
    next += ms.length
    times += ms.byteLength
    return held
  }

  for (const { id, ms } of known) hold(id, ms)
  const hashes = new Uint8Array(next * 32)
  for (const { id, hashes: own } of known) hashes.set(own, byMember.get(id)!.first * 32)
  const index = createHashIndex({ ids: Uint32Array.from({ length: next }, (_, at) => at), hashes }, options)

  /** The video that has a frame at that place. */
  function heldAt(place: number): Held {
    let low = 0
    let high = inOrder.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (inOrder[middle]!.first <= place) low = middle
      else high = middle - 1
    }
    return inOrder[low]!
  }

  return {
    get size() {
      return byMember.size
    },
    get memory() {
      return index.bytes + times
    },
    insert(member, { hashes: own, ms }) {
      if (byMember.has(member)) return
      const { first } = hold(member, ms)
      for (let frame = 0; frame < ms.length; frame++)
        index.insert(first + frame, own.subarray(frame * 32, frame * 32 + 32))
    },
    remove(member) {
      const held = byMember.get(member)
      if (held === undefined) return
      for (let frame = 0; frame < held.ms.length; frame++) index.remove(held.first + frame)
      byMember.delete(member)
      inOrder = inOrder.filter((one) => one !== held)
      times -= held.ms.byteLength
    },
    near(hash, distance) {
      return index.near(hash, distance, MOST_NEAR).map(({ id, distance: bits }) => {
        const { member, first } = heldAt(id)
        return { member, frame: id - first, distance: bits }
      })
    },
    times: (member) => byMember.get(member)?.ms ?? new Uint32Array(0),
  }
}
