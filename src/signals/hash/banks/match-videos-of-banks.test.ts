import { describe, expect, test } from 'vitest'
import type { HashBankSpec } from '../../media/hash-bank-spec.ts'
import type { MediaFacts } from '../../media/media-facts.ts'
import { hashOf, hex, member, spec, turned } from './match-banks.fixture.ts'
import { matchBanks } from './match-banks.ts'
import { createMemberIndex, type MemberIndex } from './member-index.ts'
import { packMembers } from './packed-members.ts'
import { type KnownVideo, NO_VIDEOS, packVideos } from './videos/packed-videos.ts'
import { known, seen, video } from './videos/videos.fixture.ts'

const ASKED = { distance: 31, quality: 50 }
const NONE = packMembers([])
const FILM = Array.from({ length: 10 }, (_, at) => hashOf(at))

function film(id: number, more: Partial<KnownVideo> = {}, hashes = FILM): KnownVideo {
  return video(
    id,
    hashes.map((hash, at) => known(hash, at)),
    more,
  )
}

const index = (videos: readonly KnownVideo[], ...members: Parameters<typeof packMembers>[0]) =>
  createMemberIndex(packMembers(members), {
    ...{ threads: undefined, failed: () => {}, videos: packVideos(videos) },
  })

function match(from: MemberIndex, file: MediaFacts, ...specs: readonly HashBankSpec[]) {
  const banks = new Map(specs.map((one, at) => [one.name, { number: at + 1, spec: one }]))
  return matchBanks(from, banks, file, ['bad'], ASKED)
}

const BAD = spec('bad')

describe('known videos', () => {
  test('match a file that has enough of their frames, and say which and when', () => {
    const file = seen([hashOf(99), turned(FILM[3]!, 20), turned(FILM[4]!, 8), FILM[5]!, FILM[6]!])
    const [found, ...more] = match(index([film(7)]), file, BAD)
    expect(more).toEqual([])
    expect(found).toEqual({
      ...{ bank: 'bad', member: 7, distance: 0, picture: 'frame.3' },
      video: {
        ...{ file: 0.8, known: 0.6 },
        frames: [
          { picture: 'frame.1', seconds: 1, at: 3, distance: 20 },
          { picture: 'frame.2', seconds: 2, at: 4, distance: 8 },
          { picture: 'frame.3', seconds: 3, at: 5, distance: 0 },
          { picture: 'frame.4', seconds: 4, at: 6, distance: 0 },
        ],
      },
    })
  })

  test('do so by the shares that their bank asks, and within its distance', () => {
    const file = seen([...FILM.slice(0, 3), turned(FILM[3]!, 31)])
    const found = (more: Partial<HashBankSpec>) => match(index([film(7)]), file, spec('bad', more)).length
    expect(found({ video: { file: 100, known: 50 } })).toBe(1)
    expect(found({ video: { file: 100, known: 51 } })).toBe(0)
    const off = seen([...FILM.slice(0, 3), turned(FILM[3]!, 32)])
    expect(match(index([film(7)]), off, spec('bad', { video: { file: 76, known: 0 } }))).toEqual([])
  })

  test('are held against videos only, and against frames of some quality', () => {
    const from = index([film(7)])
    expect(match(from, { ...seen(FILM), kind: 'image' }, BAD)).toEqual([])
    expect(match(from, seen(FILM, { quality: 49 }), BAD)).toEqual([])
    const banks = new Map([['bad', { number: 1, spec: BAD }]])
    const asked = (quality: number) => ({ distance: 31, quality })
    expect(matchBanks(from, banks, seen(FILM, { quality: 60 }), ['bad'], asked(61))).toEqual([])
    // Known frames have at least 50: what a bank asks below it would only thin out the file's share.
    const thin = seen([...FILM, ...Array.from({ length: 9 }, (_, at) => hashOf(200 + at))])
    const pictures = thin.pictures.map((one, at) =>
      at < 10 ? one : { ...one, pdq: { ...one.pdq!, quality: 20 } },
    )
    expect(matchBanks(from, banks, { ...thin, pictures }, ['bad'], asked(0))).toHaveLength(1)
  })

  test('are held against frames at their own size, where that is another hash', () => {
    const own = seen(Array.from({ length: 4 }, (_, at) => hashOf(400 + at)))
    const pictures = own.pictures.map((one, at) => {
      const frame = { hash: hex(FILM[at]!), quality: at === 3 ? 49 : 50 }
      return { ...one, pdq: { ...one.pdq!, frame } }
    })
    const [found] = match(index([film(7)]), { ...own, pictures }, BAD)
    expect(found!.video).toMatchObject({ file: 1, frames: [{ at: 0 }, { at: 1 }, { at: 2 }] })
  })

  test('are held against each frame once, however long it stands', () => {
    const still = [...Array.from({ length: 8 }, () => FILM[0]!), hashOf(99)]
    const half = spec('bad', { video: { file: 50, known: 0 } })
    expect(match(index([film(7)]), seen(still), BAD)).toEqual([])
    expect(match(index([film(7)]), seen(still), half)).toMatchObject([{ video: { file: 0.5 } }])
  })

  test('match as pictures of the same bank do, beside them', () => {
    const from = index([film(7)], member(8, FILM[2]!))
    const found = match(from, seen(FILM), BAD)
    expect(found.map(({ member: one, picture, video: of }) => [one, picture, of?.file])).toEqual([
      [7, 'frame.0', 1],
      [8, 'frame.2', undefined],
    ])
  })

  test('in doubt match in a sealed bank only, and say so', () => {
    const from = index([film(7, { state: 'quarantined' }), film(8, { state: 'questioned' }), film(9)])
    expect(match(from, seen(FILM), BAD).map(({ member: one }) => one)).toEqual([9])
    const sealed = match(from, seen(FILM), spec('bad', { sealed: true }))
    expect(sealed.map(({ member: one, doubted }) => [one, doubted])).toEqual([
      [7, true],
      [8, true],
      [9, undefined],
    ])
  })

  test('of a bank that is off, or not this share of files, match nothing', () => {
    const from = index([film(7)])
    expect(match(from, seen(FILM), spec('bad', { enabled: false }))).toEqual([])
    const drawn = Array.from({ length: 200 }, (_, at) =>
      match(from, seen(FILM, { sha256: at.toString(16).padStart(64, '0') }), spec('bad', { share: 0.25 })),
    ).filter((found) => found.length > 0)
    expect(drawn.length).toBeGreaterThan(20)
    expect(drawn.length).toBeLessThan(80)
  })
})

describe('what is known to be harmless', () => {
  const GOOD = spec('good', { negative: true })
  const sealed = spec('bad', { sealed: true })

  test('a video with no fewer of the frames takes a match away, but not one of a sealed bank', () => {
    const same = index([film(7), film(8, { bank: 2 })])
    expect(match(same, seen(FILM), BAD, GOOD)).toEqual([])
    expect(match(same, seen(FILM), sealed, GOOD)).toHaveLength(1)
    expect(match(same, seen(FILM), BAD, { ...GOOD, enabled: false })).toHaveLength(1)
    const less = index([film(7), film(8, { bank: 2 }, FILM.slice(0, 9))])
    expect(match(less, seen(FILM), BAD, GOOD)).toHaveLength(1)
    const doubted = index([film(7), film(8, { bank: 2, state: 'quarantined' })])
    expect(match(doubted, seen(FILM), BAD, GOOD)).toHaveLength(1)
  })

  test('a picture takes away the frames that are as near to it, and counts for nothing', () => {
    const cards = [turned(FILM[0]!, 40), hashOf(300), hashOf(301)]
    const file = seen([...FILM.slice(1, 4), hashOf(300), hashOf(301)])
    const from = index([film(7)], ...cards.map((card, at) => member(20 + at, card, { bank: 2 })))
    expect(match(from, file, BAD, GOOD).map(({ video: of }) => of?.file)).toEqual([1])
    expect(match(from, file, BAD)).toEqual([])
    // A sealed bank counts all frames: nobody can hide a match by a negative bank, nor make one.
    expect(match(from, file, sealed, GOOD)).toEqual([])
    const all = index([film(7)], ...FILM.map((one, at) => member(20 + at, one, { bank: 2 })))
    expect(match(all, seen(FILM), BAD, GOOD)).toEqual([])
    expect(match(all, seen(FILM), sealed, GOOD)).toHaveLength(1)
  })

  test('a file that is harmless by its digest matches no known video', () => {
    const md5 = Buffer.alloc(16, 9)
    const from = index([film(7)], member(8, md5, { bank: 2, type: 'md5' }))
    const file = seen(FILM, { md5: '09'.repeat(16) })
    expect(match(from, file, BAD, GOOD)).toEqual([])
    expect(match(from, file, sealed, GOOD)).toHaveLength(1)
  })
})

test('what comes, changes and goes later holds at once', () => {
  const from = index([film(7)])
  const members = () =>
    match(from, seen(FILM), spec('bad', { sealed: true })).map((one) => [one.member, one.doubted])
  const apply = (...videos: KnownVideo[]) => from.apply(NONE, packVideos(videos))
  expect([from.size(), from.size(1), from.size(2)]).toEqual([1, 1, 0])
  apply(film(8), film(9, { bank: 2 }))
  expect([members(), from.size(), from.size(2)]).toEqual([
    [
      [7, undefined],
      [8, undefined],
    ],
    ...[3, 1],
  ])
  apply(film(7, { state: 'disputed' }, []), film(8, { state: 'quarantined' }))
  expect([members(), from.size(1)]).toEqual([[[8, true]], 1])
  apply(film(8, { state: 'confirmed' }), film(7))
  expect(members()).toEqual([
    [7, undefined],
    [8, undefined],
  ])
  apply(
    film(7, { state: 'withdrawn' }, []),
    film(8, { state: 'withdrawn' }, []),
    film(99, { state: 'withdrawn' }),
  )
  expect([members(), from.size(1)]).toEqual([[], 0])
  from.apply(NONE, NO_VIDEOS)
  expect(from.videos(3)).toBeUndefined()
})
