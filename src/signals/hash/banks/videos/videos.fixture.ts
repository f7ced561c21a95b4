import { pdqDistance, pdqWords } from '../../pdq-distance.ts'
import { hashOf, hex, turned } from '../match-banks.fixture.ts'
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
