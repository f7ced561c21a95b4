import type { MediaFacts } from '../../../media/media-facts.ts'
import type { AskedFrame } from './match-videos.ts'
import { LEAST_FRAME_QUALITY } from './read-video-hash.ts'

/** Frames that are looked at stand no nearer to each other than this. */
const LEAST_APART_MS = 1000
const NOTHING = { hash: '', quality: -1 }

/** The frames of a video that known ones are held against, each hash once, and how far apart those stand that were looked at. */
export function framesAsked(
  { pictures }: Pick<MediaFacts, 'pictures'>,
  quality: number,
): { readonly list: readonly AskedFrame[]; readonly apartMs: number } {
  const there = new Set<string>()
  const list = pictures.flatMap(({ name, pdq, seconds }): AskedFrame[] => {
    const { hash, quality: own } = pdq?.frame ?? pdq ?? NOTHING
    if (own < Math.max(quality, LEAST_FRAME_QUALITY) || there.has(hash)) return []
    there.add(hash)
    return [{ picture: name, seconds, hash: Buffer.from(hash, 'hex') }]
  })
  return { list, apartMs: apartOf(pictures.map(({ seconds }) => seconds ?? 0)) }
}

/** Where frames come at no even pace, those that stand longer are seen longer: the smallest gap is the one that was asked for. */
function apartOf(seconds: readonly number[]): number {
  const gaps = seconds.slice(1).map((second, at) => (second - seconds[at]!) * 1000)
  return Math.max(LEAST_APART_MS, gaps.length === 0 ? 0 : Math.min(...gaps))
}
