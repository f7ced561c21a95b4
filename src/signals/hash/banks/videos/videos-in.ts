import type { MediaFacts } from '../../../media/media-facts.ts'
import type { BankInUse } from '../bank-in-use.ts'
import type { MemberIndex } from '../member-index.ts'
import { framesAsked } from './frames-asked.ts'
import { type AskedFrame, type FoundVideo, matchVideos } from './match-videos.ts'

export interface VideosInAsked {
  readonly distance: number
  readonly quality: number
  /** The negative banks in use. */
  readonly good: readonly BankInUse[]
  /** How near the nearest picture of theirs is to a picture of the file. */
  readonly harmless: (picture: string) => number
}

/** A known video of a bank. */
export interface VideoIn extends FoundVideo {
  readonly doubted: boolean
}

/**
 * Gives the known videos of a bank that a file matches; `spared`: without frames that are known to be harmless, and without videos of
 * which a harmless one has no fewer frames.
 */
export function videosIn(
  index: MemberIndex,
  facts: MediaFacts,
  { distance, quality, good, harmless }: VideosInAsked,
): (bank: BankInUse, spared: boolean) => readonly VideoIn[] {
  if (facts.kind !== 'video') return () => []
  let frames: ReturnType<typeof framesAsked> | undefined
  let goodShare: number | undefined

  function find({ number, spec }: BankInUse, within: number, spared: boolean): VideoIn[] {
    const videos = index.videos(number)
    if (videos === undefined) return []
    frames ??= framesAsked(facts, quality)
    const found = matchVideos(videos, frames.list, {
      ...{ distance: within, shares: spec.video, apartMs: frames.apartMs },
      harmless: spared && good.length > 0 ? ({ picture }: AskedFrame) => harmless(picture) : undefined,
    })
    return found.map((one) => ({ ...one, doubted: index.isDoubted(number, one.member) }))
  }

  function mostGood(): number {
    const all = good.flatMap((bank) => find(bank, bank.spec.distance, false))
    return Math.max(0, ...all.filter(({ doubted }) => !doubted).map(({ video }) => video.file))
  }

  return (bank, spared) => {
    const found = find(bank, distance, spared)
    if (!spared || found.length === 0) return found
    goodShare ??= mostGood()
    return found.filter(({ video }) => video.file > goodShare!)
  }
}
