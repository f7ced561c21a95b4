import { expect, test } from 'vitest'
import { readBankHash } from '../read-bank-hash.ts'
import { framesKept } from './frames-kept.ts'
import { type KnownVideo, packMemberVideos, packVideos, unpackVideos } from './packed-videos.ts'
import { readVideoHash } from './read-video-hash.ts'
import { known, scene, video } from './videos.fixture.ts'

const A = '0f'.repeat(32)
const B = '3c'.repeat(32)

test('all forms that are about are the same member, times of three digits and capitals among them', () => {
  const forms = [
    `["${A},100,0.0", "${B.toUpperCase()},51,1.23e+02"]`,
    `["0,100,${A},0.0","1,51,${B},1.23e+02"]`,
    `0,100,${A},0.0\r\n1,51,${B},1.23e+02`,
  ]
  for (const form of forms)
    expect(readBankHash('vpdq', ` ${form}\n`)).toEqual({
      ok: true,
      hash: { type: 'vpdq', value: `["${A},100,0.0", "${B},51,1.23e+02"]` },
    })
  const old = `{"0": {"quality": 100, "hash": "${A}", "timestamp": 0.5}}`
  expect(readBankHash('vpdq', old)).toMatchObject({ hash: { value: `["${A},100,0.5"]` } })
})

test('what is wrong with a frame is told by its number, and never what it held', () => {
  const bad: readonly (readonly [string, RegExp])[] = [
    ['', /frame 1 of 1: expected JSON/],
    ['[]', /no frames/],
    ['{}', /no frames/],
    ['["', /no list of frames/],
    ['[["a"]]', /no list of frames/],
    ['{"0":{"quality":1}}', /no list of frames/],
    [`["${A},100,0","${A}0,100,0"]`, /frame 2 of 2: its hash has not 64/],
    [`["${A},101,0"]`, /frame 1 of 1: its quality/],
    [`["${A},-1,0"]`, /quality/],
    [`["${A},100,"]`, /time/],
    [`["${A},100,-1"]`, /time/],
    [`["${A},100,Infinity"]`, /time/],
    [`["${A},100,1e9"]`, /time/],
    [`["${A},100"]`, /expected JSON/],
    [`x,100,${A},0`, /number is no whole number/],
    [`["${'a'.repeat(5_000_000)}"]`, /longer than/],
  ]
  for (const [text, why] of bad) {
    const read = readVideoHash(text)
    expect(read, text.slice(0, 50)).toMatchObject({ ok: false, why: expect.stringMatching(why) })
    expect(JSON.stringify(read)).not.toContain(A)
  }
})

test('frames of low quality, empty ones, those that were there and those nearly the same are left out', () => {
  const [first, near, far] = scene(1, 3, 4) as [Uint8Array, Uint8Array, Uint8Array]
  const flat = new Uint8Array(32)
  flat[0] = 255
  const { hashes, ms } = framesKept([
    ...[known(far, 3), known(first, 1), known(near, 2), known(first, 4), known(flat, 5)],
    ...[known(scene(2, 1, 0)[0]!, 6, 49), known(scene(3, 1, 0)[0]!, 7, 50)],
  ])
  expect([...ms]).toEqual([1000, 3000, 7000])
  expect(hashes).toEqual(new Uint8Array(Buffer.concat([first, far, scene(3, 1, 0)[0]!])))
})

test('videos that are packed are read again as they were, and what is cut off or unknown is refused', () => {
  const videos: KnownVideo[] = [
    video(4_294_967_295, [known(scene(1, 1, 0)[0]!, 3_999_999)], { bank: 70_000, state: 'quarantined' }),
    video(2, [], { state: 'withdrawn' }),
    video(
      3,
      scene(2, 9, 20).map((hash, at) => known(hash, at)),
    ),
  ]
  const { count, bytes } = packVideos(videos)
  expect([...unpackVideos({ count, bytes })]).toEqual(videos)
  expect(() => [...unpackVideos({ count: 4, bytes })]).toThrow('cut off')
  expect(() => [...unpackVideos({ count, bytes: bytes.subarray(0, -1) })]).toThrow('cut off')
  bytes[11] = 99
  expect(() => [...unpackVideos({ count, bytes })]).toThrow('state')
})

test('members of a store are packed by their frames; a list that came before it was read has none', () => {
  const member = { id: 5, bank: 2, state: 'active' } as const
  const value = `["${A},100,0.5", "${B},49,1"]`
  const gone = { ...member, state: 'withdrawn', value: undefined } as const
  const packed = packMemberVideos([{ ...member, value }, { ...member, value: 'of another tool' }, gone])
  expect([...unpackVideos(packed)]).toEqual([
    { ...member, hashes: new Uint8Array(Buffer.from(A, 'hex')), ms: Uint32Array.of(500) },
    { ...member, hashes: new Uint8Array(0), ms: new Uint32Array(0) },
    { ...member, state: 'withdrawn', hashes: new Uint8Array(0), ms: new Uint32Array(0) },
  ])
})
