import type { VideoMatch } from '../../../media/media-host.ts'
import type { VideoIndex } from './video-index.ts'

/** A frame of a file that says something. */
export interface AskedFrame {
  /** As facts name it. */
  readonly picture: string
  /** From the beginning; undefined: not known. */
  readonly seconds: number | undefined
  readonly hash: Uint8Array
}

/** What two videos must share, in per cent of the frames of each. */
export interface VideoShares {
  readonly file: number
  readonly known: number
}

export interface VideosAsked {
  readonly distance: number
  readonly shares: VideoShares
  /** Milliseconds between the frames of the file that were looked at. */
  readonly apartMs: number
  /** How near the nearest picture is that is known to be harmless, infinite where there is none; undefined: nothing is. */
  readonly harmless: ((frame: AskedFrame) => number) | undefined
}

export interface FoundVideo {
  readonly member: number
  /** Of the frame that is nearest, in bits. */
  readonly distance: number
  readonly picture: string
  readonly video: VideoMatch
}

/** What one known video shares with the file. */
interface Shared {
  /** By the place of a frame of the file: the nearest of the known video. */
  readonly nearest: Map<number, { readonly frame: number; readonly distance: number }>
  /** All that are near: a frame of the file, and one of the known video. */
  readonly hits: { readonly at: number; readonly frame: number }[]
}

/**
 * Known videos that share enough with the frames of a file, each of which is there once. A frame of the file to which a harmless
 * picture is at least as near as the known video is left out of the count, on both sides of the share.
 *
 * Only some frames of the file were looked at: one that is met stands for all of the known video that is no further from it than those
 * frames are apart, so that nothing seems to be missing only because it was not looked at.
 */
export function matchVideos(
  index: VideoIndex,
  frames: readonly AskedFrame[],
  asked: VideosAsked,
): FoundVideo[] {
  const found: FoundVideo[] = []
  for (const [member, shared] of sharedBy(index, frames, asked.distance)) {
    const one = foundVideo(member, index.times(member), frames, shared, asked)
    if (one !== undefined) found.push(one)
  }
  return found
}

function sharedBy(index: VideoIndex, frames: readonly AskedFrame[], distance: number): Map<number, Shared> {
  const videos = new Map<number, Shared>()
  // The nearest comes first.
  for (const [at, { hash }] of frames.entries())
    for (const { member, frame, distance: bits } of index.near(hash, distance)) {
      let shared = videos.get(member)
      if (shared === undefined) {
        shared = { nearest: new Map(), hits: [] }
        videos.set(member, shared)
      }
      shared.hits.push({ at, frame })
      if (!shared.nearest.has(at)) shared.nearest.set(at, { frame, distance: bits })
    }
  return videos
}

function foundVideo(
  member: number,
  ms: Uint32Array,
  frames: readonly AskedFrame[],
  { nearest, hits }: Shared,
  { shares, apartMs, harmless }: VideosAsked,
): FoundVideo | undefined {
  // Most share a frame by chance.
  if (harmless === undefined && nearest.size * 100 < shares.file * frames.length) return undefined
  const counts = (frame: AskedFrame, at: number): boolean =>
    harmless === undefined || harmless(frame) > (nearest.get(at)?.distance ?? 256)
  const counted = new Set<number>()
  for (const [at, frame] of frames.entries()) if (counts(frame, at)) counted.add(at)
  const met = [...nearest].filter(([at]) => counted.has(at))
  if (met.length === 0 || met.length * 100 < shares.file * counted.size) return undefined
  const seen = new Set(hits.filter(({ at }) => counted.has(at)).map(({ frame }) => frame))
  const known = shareMet(ms, seen, apartMs)
  // As a quotient, which is rounded as the share itself: 0.29 * 100 is less than 29.
  if (known < shares.known / 100) return undefined
  const [best] = met.toSorted(([, a], [, b]) => a.distance - b.distance)[0]!
  return {
    ...{ member, distance: nearest.get(best)!.distance, picture: frames[best]!.picture },
    video: {
      ...{ file: met.length / counted.size, known },
      frames: met.map(([at, { frame, distance }]) => {
        const { picture, seconds } = frames[at]!
        return { picture, ...(seconds !== undefined && { seconds }), at: ms[frame]! / 1000, distance }
      }),
    },
  }
}

/** The share of frames, by time, no further than so much from one that is met. Where all have one time, each stands for itself. */
export function shareMet(ms: Uint32Array, met: ReadonlySet<number>, apartMs: number): number {
  if (ms.length === 0) return 0
  if (ms.length > 1 && ms[0] === ms.at(-1)) return met.size / ms.length
  const order = [...met].sort((a, b) => a - b)
  let near = 0
  let next = 0
  for (const [frame, time] of ms.entries()) {
    // The first that is met at this frame or behind it, and the last before it.
    while (next < order.length && order[next]! < frame) next++
    const before = next > 0 ? time - ms[order[next - 1]!]! : Number.POSITIVE_INFINITY
    const behind = next < order.length ? ms[order[next]!]! - time : Number.POSITIVE_INFINITY
    if (Math.min(before, behind) <= apartMs) near++
  }
  return near / ms.length
}
