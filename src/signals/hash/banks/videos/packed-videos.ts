import { MEMBER_STATES, type MemberState } from '../../../../core/member-state.ts'
import type { VideoMember } from '../ports.ts'
import { framesKept, type KeptFrames } from './frames-kept.ts'
import { readVideoHash } from './read-video-hash.ts'

/** Known videos beside each other, as the store gives them and a snapshot keeps them. */
export interface PackedVideos {
  readonly count: number
  readonly bytes: Uint8Array
}

/** A member that is a video. Of one that cannot match there may be no frames. */
export interface KnownVideo extends KeptFrames {
  readonly id: number
  readonly bank: number
  readonly state: MemberState
}

export const NO_VIDEOS: PackedVideos = { count: 0, bytes: new Uint8Array(0) }

/** Bytes before the frames of a video: id, bank, state, how many frames (all big-endian, of 4). */
const HEAD = 16
/** Of a frame: its time and its hash. */
const FRAME = 36

/** The members of a store. One whose text is no list of frames, as it may have come before it was looked at, matches nothing. */
export function packMemberVideos(members: readonly VideoMember[]): PackedVideos {
  return packVideos(
    members.map(({ value, ...member }) => {
      const read = value === undefined ? undefined : readVideoHash(value)
      return { ...member, ...framesKept(read?.ok ? read.frames : []) }
    }),
  )
}

export function packVideos(videos: readonly KnownVideo[]): PackedVideos {
  const bytes = new Uint8Array(videos.reduce((sum, { ms }) => sum + HEAD + ms.length * FRAME, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const { id, bank, state, ms, hashes } of videos) {
    for (const word of [id, bank, MEMBER_STATES.indexOf(state), ms.length]) {
      view.setUint32(at, word)
      at += 4
    }
    for (const [frame, time] of ms.entries()) {
      view.setUint32(at, time)
      bytes.set(hashes.subarray(frame * 32, frame * 32 + 32), at + 4)
      at += FRAME
    }
  }
  return { count: videos.length, bytes }
}

/** Reads packed videos one by one. Throws RangeError when they are cut off, or of a state that is not known. */
export function* unpackVideos({ count, bytes }: PackedVideos): Generator<KnownVideo, void, undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  for (let video = 0; video < count; video++) {
    const frames = at + HEAD <= bytes.length ? view.getUint32(at + 12) : 0
    const end = at + HEAD + frames * FRAME
    if (end > bytes.length) throw new RangeError('Packed videos are cut off.')
    const state = MEMBER_STATES[view.getUint32(at + 8)]
    if (state === undefined)
      throw new RangeError('A packed video is of a state that this Haechi does not know.')
    const ms = new Uint32Array(frames)
    const hashes = new Uint8Array(frames * 32)
    for (let frame = 0, from = at + HEAD; frame < frames; frame++, from += FRAME) {
      ms[frame] = view.getUint32(from)
      for (let byte = 0; byte < 32; byte++) hashes[frame * 32 + byte] = bytes[from + 4 + byte]!
    }
    yield { id: view.getUint32(at), bank: view.getUint32(at + 4), state, ms, hashes }
    at = end
  }
}
