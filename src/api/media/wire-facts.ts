import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { BankMatch, VideoMatch } from '../../signals/media/media-host.ts'
import type { SlotProfile } from '../../signals/model3d/slot-profile.ts'
import type { MediaReply } from '../contract/media.ts'
import { marksOf } from './marks-of.ts'

/** Facts as they go over the wire: without hashes and embeddings. `used`: the slots that a decision used, where that is known. */
export function wireFacts(
  facts: MediaFacts,
  matches: readonly BankMatch[],
  profiles: ReadonlyMap<string, SlotProfile>,
  used: ReadonlySet<string> | undefined,
): NonNullable<MediaReply['facts']> {
  const { version, whole, findings, pictures, item } = facts
  return {
    ...{ version, whole, findings: [...findings] },
    pictures: pictures.map(({ name, width, height, scores, texts }) => ({
      ...{ name, width, height },
      scores: Object.fromEntries(Object.entries(scores).map(([model, labels]) => [model, { ...labels }])),
      texts: texts.map(({ text, confidence, box, by }) => ({ text, confidence, box: [...box], by })),
      marks: marksOf(facts, matches, name),
    })),
    slots: Object.entries(item?.decisions ?? {}).map(([slot, decision]) => ({
      ...{ slot, of: profiles.get(slot)?.slot ?? '' },
      ...{ verdict: decision.verdict, findings: [...decision.findings] },
      figures: { ...decision.figures },
    })),
    used: used === undefined ? null : [...used],
    exposure: Object.entries(item?.exposure ?? {}).flatMap(([slot, regions]) =>
      regions.map(({ region, bare, most, view, box }) => ({
        ...{ slot, region, bare, most, view, box: [...box] },
      })),
    ),
    matches: matches.map(({ bank, member, distance, picture, video }) => ({
      ...{ bank, member, distance, picture: picture ?? null },
      video: video === undefined ? null : wireVideo(video),
    })),
  }
}

function wireVideo({ file, known, frames }: VideoMatch) {
  return {
    ...{ file, known },
    frames: frames.map(({ picture, seconds, at, distance }) => ({
      ...{ picture, seconds: seconds ?? null, at, distance },
    })),
  }
}
