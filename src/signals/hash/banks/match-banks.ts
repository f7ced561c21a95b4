import { hash32 } from '../../../core/draw.ts'
import type { HashType } from '../../../core/hash-type.ts'
import type { HashBankSpec } from '../../media/hash-bank-spec.ts'
import type { MediaFacts, PictureFacts } from '../../media/media-facts.ts'
import type { BankMatch } from '../../media/media-host.ts'
import type { BankInUse } from './bank-in-use.ts'
import type { MemberIndex, NearMember } from './member-index.ts'
import { videosIn } from './videos/videos-in.ts'

/** At most so many matches a bank are told. */
export const MOST_MATCHES = 100
/** So many near members are looked at for one hash. */
const MOST_NEAR = 1000

/**
 * Matches of a file in the banks that are named: PDQ in all eight turned forms, digests where they are equal, known videos where
 * enough of the frames are. A known-good member that is at least as near takes a match away, but never one of a sealed bank: whoever
 * fills a negative bank must not be able to hide that. A known-good video is at least as near when no fewer of the file's frames are
 * its own. A doubted member matches in a sealed bank only, and says so.
 */
export function matchBanks(
  index: MemberIndex,
  banks: ReadonlyMap<string, BankInUse>,
  facts: MediaFacts,
  named: readonly string[],
  asked: { readonly distance: number; readonly quality: number },
): readonly BankMatch[] {
  const good = [...banks.values()].filter(({ spec }) => spec.negative && spec.enabled)
  const goodNearest = memoised((picture: PictureFacts) =>
    Math.min(
      Number.POSITIVE_INFINITY,
      ...good.map(({ number, spec }) => nearest(index, number, picture, spec.distance)),
    ),
  )
  const isKnownGood = memoised((_: MediaFacts) =>
    good.some(({ number }) => equalTo(index, number, facts).some(({ doubted }) => !doubted)),
  )
  const pictures = new Map(facts.pictures.map((picture) => [picture.name, picture]))
  const harmless = (name: string): number => goodNearest(pictures.get(name)!)
  const knownVideos = videosIn(index, facts, { ...asked, good, harmless })
  const found: BankMatch[] = []
  for (const name of new Set(named)) {
    const bank = banks.get(name)
    if (bank === undefined || !bank.spec.enabled || !isHeldAgainst(bank.spec, facts)) continue
    const { number, spec } = bank
    const counts = ({ doubted }: NearMember) => !doubted || spec.sealed
    const spared = !spec.sealed && !spec.negative
    const own: BankMatch[] = []
    if (!(spared && isKnownGood(facts)))
      for (const one of equalTo(index, number, facts).filter(counts)) own.push(told(name, one, undefined))
    for (const picture of facts.pictures) {
      if (picture.pdq === undefined || picture.pdq.quality < asked.quality) continue
      const near = nearPicture(index, number, picture, asked.distance).filter(counts)
      for (const one of near)
        if (!(spared && (isKnownGood(facts) || goodNearest(picture) <= one.distance)))
          own.push(told(name, one, picture.name))
    }
    if (!(spared && isKnownGood(facts)))
      for (const one of knownVideos(bank, spared).filter(counts))
        own.push({ ...told(name, one, one.picture), video: one.video })
    found.push(...own.sort(byDistance).slice(0, MOST_MATCHES))
  }
  return found.sort(byDistance)
}

/** Whether a file is among the share that is held against a bank: the same answer for the same file each time. */
function isHeldAgainst({ name, share }: HashBankSpec, { digests }: MediaFacts): boolean {
  return share >= 1 || hash32(`${name}:sha256:${digests.sha256}`) / 2 ** 32 < share
}

/** Members near a picture in any of its eight turned forms, each once. */
function nearPicture(
  index: MemberIndex,
  bank: number,
  { pdq }: PictureFacts,
  distance: number,
): NearMember[] {
  const best = new Map<number, NearMember>()
  for (const hash of pdq?.turned ?? [])
    for (const one of index.near(bank, Buffer.from(hash, 'hex'), distance, MOST_NEAR)) {
      const before = best.get(one.member)
      if (before === undefined || one.distance < before.distance) best.set(one.member, one)
    }
  return [...best.values()]
}

function nearest(index: MemberIndex, bank: number, picture: PictureFacts, distance: number): number {
  const near = nearPicture(index, bank, picture, distance).filter(({ doubted }) => !doubted)
  return near.reduce((least, one) => Math.min(least, one.distance), Number.POSITIVE_INFINITY)
}

const DIGESTS: readonly (readonly [HashType, keyof MediaFacts['digests']])[] = [
  ['md5', 'md5'],
  ['sha1', 'sha1'],
  ['sha256', 'sha256'],
  ['video_md5', 'md5'],
  ['video_sha1', 'sha1'],
  ['video_sha256', 'sha256'],
]

function equalTo(index: MemberIndex, bank: number, { digests }: MediaFacts): NearMember[] {
  return DIGESTS.flatMap(([type, digest]) => index.equal(bank, type, Buffer.from(digests[digest], 'hex')))
}

function told(
  bank: string,
  { member, distance, doubted }: NearMember,
  picture: string | undefined,
): BankMatch {
  return { bank, member, distance, picture, ...(doubted && { doubted: true as const }) }
}

function byDistance(a: BankMatch, b: BankMatch): number {
  return a.distance - b.distance || a.member - b.member
}

function memoised<In extends object, Out>(make: (one: In) => Out): (one: In) => Out {
  const made = new Map<In, Out>()
  return (one) => {
    if (!made.has(one)) made.set(one, make(one))
    return made.get(one)!
  }
}
