import type { HashSegment } from './hash-segment.ts'
import type { KnownHashes } from './known-hashes.ts'

/** How a segment from earlier differs from what is known now. */
export interface Fitted {
  /** How many of it were killed. */
  readonly dead: number
  /** Where, in what is known, those stand that it lacks. */
  readonly missing: readonly number[]
}

/** Makes a segment that was saved hold nothing alive but what is known; the ids of both ascend. */
export function fitSegment(segment: HashSegment, { ids, hashes }: KnownHashes): Fitted {
  segment.reviveAll()
  const own = wordsOf(segment.hashesOf(0, segment.count))
  const other = wordsOf(hashes)
  const missing: number[] = []
  let dead = 0
  let at = 0
  for (let place = 0; place < segment.count; place++) {
    const id = segment.ids[place]!
    for (; at < ids.length && ids[at]! < id; at++) missing.push(at)
    if (ids[at] === id) {
      if (isSame(own, place * 8, other, at * 8)) {
        at++
        continue
      }
      missing.push(at++)
    }
    segment.kill(place)
    dead++
  }
  for (; at < ids.length; at++) missing.push(at)
  return { dead, missing }
}

function isSame(one: Uint32Array, from: number, other: Uint32Array, at: number): boolean {
  for (let word = 0; word < 8; word++) if (one[from + word] !== other[at + word]) return false
  return true
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
}
