import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOf, hex, turned } from '../match-banks.fixture.ts'
import { framesKept, PRUNED_BITS } from './frames-kept.ts'
import { type AskedFrame, matchVideos, shareMet, type VideosAsked } from './match-videos.ts'
import type { KnownVideo } from './packed-videos.ts'
import type { KnownFrame } from './read-video-hash.ts'
import { createVideoIndex } from './video-index.ts'
import { known, naiveShare, scene, video } from './videos.fixture.ts'

const OPTIONS = { threads: undefined, failed: () => {} }
const ASKED: VideosAsked = {
  ...{ distance: 31, shares: { file: 80, known: 0 }, apartMs: 1000, harmless: undefined },
}

function asked(hashes: readonly Uint8Array[]): AskedFrame[] {
  const unique = new Map(hashes.map((hash) => [hex(hash), hash]))
  return [...unique.values()].map((hash, at) => ({ picture: `frame.${at}`, seconds: at, hash }))
}

/** One of few scenes with some bits turned, so that frames meet, miss by a bit, and are nearly the same. */
const hash = fc
  .record({ of: fc.nat(3), bits: fc.oneof(fc.nat(6), fc.integer({ min: 24, max: 40 })), from: fc.nat(40) })
  .map(({ of, bits, from }) => turned(hashOf(of), bits, from))
const frames = fc.array(fc.record({ hash, quality: fc.constantFrom(0, 49, 50, 100), seconds: fc.nat(20) }), {
  maxLength: 12,
})
const asFrames = (given: readonly { hash: Uint8Array; quality: number; seconds: number }[]): KnownFrame[] =>
  given.map((one) => known(one.hash, one.seconds, one.quality))

function keptOf({ hashes, ms }: Pick<KnownVideo, 'hashes' | 'ms'>) {
  return [...ms].map((time, at) => ({ hash: hex(hashes.subarray(at * 32, at * 32 + 32)), time }))
}

test('whatever comes and goes, the shares are those that each frame against each gives', () => {
  const step = fc.record({ member: fc.nat(6), gone: fc.boolean(), frames })
  const run = fc.record({
    atOnce: fc.nat(8),
    steps: fc.array(step, { maxLength: 12 }),
    query: fc.array(hash),
  })
  fc.assert(
    fc.property(run, ({ atOnce, steps, query }) => {
      const there = new Map<number, KnownVideo>()
      for (const { member, frames: own } of steps.slice(0, atOnce))
        there.set(member, video(member, asFrames(own)))
      const index = createVideoIndex([...there.values()], OPTIONS)
      for (const { member, gone, frames: own } of steps.slice(atOnce)) {
        if (gone) {
          index.remove(member)
          there.delete(member)
          continue
        }
        const one = video(member, asFrames(own))
        index.insert(member, one)
        // A member never holds another hash: what is there stays.
        if (!there.has(member)) there.set(member, one)
      }
      expect(index.size).toBe(there.size)
      const file = asked(query)
      const hashes = file.map((one) => ({ hash: hex(one.hash) }))
      const found = matchVideos(index, file, { ...ASKED, shares: { file: 1, known: 0 }, apartMs: 0 })
      const told = new Map(
        found.map(({ member, video: { file: share, known: of } }) => [member, [share, of]]),
      )
      for (const [member, one] of there) {
        const kept = keptOf(one)
        const share = kept.length === 0 || file.length === 0 ? 0 : naiveShare(hashes, kept, 31)
        if (share < 0.01) expect(told.get(member)).toBeUndefined()
        else expect(told.get(member)![0]).toBeCloseTo(share, 12)
      }
      for (const { distance, picture, video: own } of found) {
        const least = Math.min(...own.frames.map((frame) => frame.distance))
        expect([distance, own.frames.some((frame) => frame.picture === picture)]).toEqual([least, true])
      }
      expect(found.length).toBeLessThanOrEqual(there.size)
    }),
    { numRuns: 300 },
  )
})

test('frames that are left out hide no match but at the edge of the distance', () => {
  fc.assert(
    fc.property(frames, fc.array(hash, { minLength: 1 }), (own, query) => {
      const all = asFrames(own).filter(({ quality }) => quality >= 50)
      fc.pre(all.length > 0)
      const file = asked(query).map((one) => ({ hash: hex(one.hash) }))
      const kept = naiveShare(file, keptOf(framesKept(asFrames(own))), 31)
      expect(kept).toBeLessThanOrEqual(naiveShare(file, all, 31))
      expect(kept).toBeGreaterThanOrEqual(naiveShare(file, all, 31 - PRUNED_BITS))
    }),
    { numRuns: 300 },
  )
})

test('four of five frames are enough, three are not; what of the known one must be there is asked apart', () => {
  const own = Array.from({ length: 10 }, (_, at) => hashOf(at))
  const index = createVideoIndex(
    [
      video(
        7,
        own.map((one, at) => known(one, at * 10)),
      ),
    ],
    OPTIONS,
  )
  const query = (met: number) => asked([...own.slice(0, met), ...[50, 51, 52, 53, 54].slice(met).map(hashOf)])
  expect(matchVideos(index, query(3), ASKED)).toEqual([])
  const [found] = matchVideos(index, query(4), ASKED)
  expect(found).toMatchObject({ member: 7, distance: 0, video: { file: 0.8, known: 0.4 } })
  expect(found!.video.frames).toEqual(
    [0, 1, 2, 3].map((at) => ({ picture: `frame.${at}`, seconds: at, at: at * 10, distance: 0 })),
  )
  expect(matchVideos(index, query(4), { ...ASKED, shares: { file: 80, known: 40 } })).toHaveLength(1)
  expect(matchVideos(index, query(4), { ...ASKED, shares: { file: 80, known: 41 } })).toEqual([])
})

test('a share that is just enough is enough, whatever the rounding', () => {
  const own = Array.from({ length: 100 }, (_, at) => hashOf(1000 + at))
  const index = createVideoIndex(
    [
      video(
        7,
        own.map((one, at) => known(one, at * 10)),
      ),
    ],
    OPTIONS,
  )
  for (let met = 1; met <= 100; met++) {
    const found = (share: number) =>
      matchVideos(index, asked(own.slice(0, met)), { ...ASKED, shares: { file: 100, known: share } }).length
    expect([met, found(met), met < 100 && found(met + 1)]).toEqual([met, 1, met < 100 && 0])
  }
})

test('frames that a harmless picture is as near to are not counted, neither for nor against', () => {
  const own = Array.from({ length: 5 }, (_, at) => hashOf(at))
  const index = createVideoIndex(
    [
      video(
        7,
        own.map((one, at) => known(one, at)),
      ),
    ],
    OPTIONS,
  )
  const query = asked([turned(own[0]!, 4), own[1]!, hashOf(50), hashOf(51)])
  const harmless = (near: Record<string, number>) => (frame: AskedFrame) =>
    near[frame.picture] ?? Number.POSITIVE_INFINITY
  const share = (near: Record<string, number>) =>
    matchVideos(index, query, { ...ASKED, shares: { file: 1, known: 0 }, harmless: harmless(near) })[0]?.video
      .file
  expect(share({})).toBe(0.5)
  expect(share({ 'frame.2': 31, 'frame.3': 0 })).toBe(1)
  expect(share({ 'frame.0': 5 })).toBe(0.5)
  expect(share({ 'frame.0': 4 })).toBe(1 / 3)
  expect(share({ 'frame.0': 0, 'frame.1': 0 })).toBeUndefined()
})

test('sampling hides nothing: wherever it falls, all of the known video that a copy has is counted', () => {
  // 20 seconds at 25 frames a second in scenes of a second, each of which changes by 10 bits from frame to frame.
  const film = Array.from({ length: 20 }, (_, at) => scene(at, 25, 10)).flat()
  const index = createVideoIndex(
    [
      video(
        7,
        film.map((one, at) => known(one, at / 25)),
      ),
    ],
    OPTIONS,
  )
  for (const phase of [0, 7, 12, 24])
    for (const [from, to] of [
      [0, 20],
      [5, 15],
      [18, 20],
    ] as const) {
      const copy = film.slice(from * 25, to * 25).map((one) => turned(one, 6, 240))
      const file = asked(copy.filter((_, at) => at % 25 === phase))
      const [found] = matchVideos(index, file, ASKED)
      expect(found!.video.file).toBe(1)
      expect(found!.video.known).toBeGreaterThanOrEqual((to - from) / 20 - 0.001)
      expect(found!.video.known).toBeLessThanOrEqual((to - from + 2) / 20)
      expect(found!.video.frames.map(({ at }) => at)).toEqual(
        Array.from({ length: to - from }, (_, at) => from + at + (phase * 4) / 100).map(
          (at) => Math.round(at * 1000) / 1000,
        ),
      )
    }
})

test('a known video whose frames have all one time is counted frame by frame', () => {
  expect(shareMet(Uint32Array.of(7, 7, 7, 7), new Set([1]), 1000)).toBe(0.25)
  expect(shareMet(Uint32Array.of(7, 7, 7, 8), new Set([1]), 1000)).toBe(1)
  expect(shareMet(Uint32Array.of(7), new Set([0]), 1000)).toBe(1)
})

test('the share of a known video is that which each frame against each gives', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60)), fc.array(fc.nat(40)), fc.nat(8), (times, places, apart) => {
      const ms = Uint32Array.from(times.toSorted((a, b) => a - b))
      const met = new Set(places.filter((place) => place < ms.length))
      const isFlat = ms.length > 1 && ms[0] === ms.at(-1)
      const near = [...ms].filter((time, at) =>
        isFlat ? met.has(at) : [...met].some((one) => Math.abs(ms[one]! - time) <= apart),
      )
      expect(shareMet(ms, met, apart)).toBe(ms.length === 0 ? 0 : near.length / ms.length)
    }),
  )
})
