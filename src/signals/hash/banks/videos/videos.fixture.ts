import type { MediaFacts } from '../../../media/media-facts.ts'
import { pdqDistance, pdqWords } from '../../pdq-distance.ts'
import { facts, hashOf, hex, turned } from '../match-banks.fixture.ts'
import { framesKept } from './frames-kept.ts'
import type { KnownVideo } from './packed-videos.ts'
import type { KnownFrame } from './read-video-hash.ts'

export function known(hash: Uint8Array, seconds: number, quality = 100): KnownFrame {
  return { hash: hex(hash), quality, time: seconds.toFixed(3) }
}

/** A scene that changes by so many bits with each frame; scenes of different numbers are far from each other. */
export function scene(seed: number, frames: number, bits: number): Uint8Array[] {
  const first = hashOf(seed)
  return Array.from({ length: frames }, (_, at) => turned(first, at * bits))
}

export function video(id: number, frames: readonly KnownFrame[], more: Partial<KnownVideo> = {}): KnownVideo {
  return { id, bank: 1, state: 'active', ...framesKept(frames), ...more }
}

/** The share of frames that have one of the others within a distance, each frame against each. */
export function naiveShare(
  frames: readonly { readonly hash: string }[],
  others: readonly { readonly hash: string }[],
  distance: number,
): number {
  const words = others.map(({ hash }) => pdqWords(hash))
  const met = frames.filter(({ hash }) => words.some((one) => pdqDistance(one, pdqWords(hash)) <= distance))
  return met.length / frames.length
}

/** A video whose frames have these hashes, one a second. */
export function seen(hashes: readonly Uint8Array[], more: Parameters<typeof facts>[1] = {}): MediaFacts {
  const all = facts(hashes, more)
  const pictures = all.pictures.map((picture, at) => ({ ...picture, name: `frame.${at}`, seconds: at }))
  return { ...all, kind: 'video', pictures }
}
