import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHashIndex } from './create-hash-index.ts'
import { clusters, flip, hashAt } from './hash-clusters.fixture.ts'
import { indexMemory } from './index-kernel.ts'
import type { KnownHashes } from './known-hashes.ts'
import { naiveIndex } from './naive-index.fixture.ts'
import { seededInts } from './seeded-picture.fixture.ts'
import { HIT_ROOM, segmentLayout } from './segment-layout.ts'
import { stretchShares } from './stretch-shares.ts'

function both(known: KnownHashes, options: Parameters<typeof createHashIndex>[1]) {
  const naive = naiveIndex()
  for (const [at, id] of known.ids.entries()) naive.insert(id, hashAt(known, at))
  return { index: createHashIndex(known, options), naive }
}

test.each([
  ['with tables', 0],
  ['by a scan', 1500],
])('%s, all within every distance are found', (_, scanUpTo) => {
  const known = clusters(1500, 17)
  const { index, naive } = both(known, { scanUpTo })
  const next = seededInts(99)
  let hits = 0
  for (let query = 0; query < 60; query++) {
    const hash = hashAt(known, next(1500))
    for (let flips = next(12); flips > 0; flips--) flip(hash, next(256))
    for (const distance of [0, 3, 15, 16, 31, 36, 47, 48, 60]) {
      const expected = naive.near(hash, distance, 2000)
      expect(index.near(hash, distance, 2000)).toEqual(expected)
      hits += expected.length
    }
  }
  expect(hits).toBeGreaterThan(500)
})

test('a hash at exactly 31 bits is found wherever the bits lie, and none at 32', () => {
  const known = clusters(40, 5)
  const { index } = both(known, { scanUpTo: 0 })
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(255), { minLength: 32, maxLength: 32 }), fc.nat(39), (bits, at) => {
      const hash = hashAt(known, at)
      for (const bit of bits.slice(1)) flip(hash, bit)
      expect(index.near(hash, 31, 100)).toContainEqual({ id: at * 3 + 1, distance: 31 })
      flip(hash, bits[0]!)
      expect(index.near(hash, 31, 100).map(({ id }) => id)).not.toContain(at * 3 + 1)
    }),
  )
})

const step = fc.oneof(
  fc.record({ do: fc.constant('insert' as const), id: fc.nat(60), at: fc.nat(199) }),
  fc.record({ do: fc.constant('remove' as const), id: fc.nat(60), at: fc.constant(0) }),
  fc.record({ do: fc.constant('near' as const), id: fc.nat(31), at: fc.nat(199) }),
  fc.record({ do: fc.constant('compact' as const), id: fc.constant(0), at: fc.constant(0) }),
)

test('what is inserted, replaced and removed is known at once, across tables and what is pending', () => {
  const pool = clusters(200, 3)
  const start = { ids: pool.ids.subarray(0, 20), hashes: pool.hashes.subarray(0, 20 * 32) }
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { index, naive } = both(start, { scanUpTo: 5, pendingRoom: 6 })
      for (const { do: what, id, at } of steps) {
        const hash = hashAt(pool, at)
        if (what === 'compact') index.compact()
        else if (what === 'near') expect(index.near(hash, id, 30)).toEqual(naive.near(hash, id, 30))
        else for (const each of [index, naive]) each[what](id, hash)
        expect(index.size).toBe(naive.size)
      }
      for (let at = 0; at < 200; at += 9)
        expect(index.near(hashAt(pool, at), 31, 99)).toEqual(naive.near(hashAt(pool, at), 31, 99))
    }),
    { numRuns: 25 },
  )
})

test('a hash that is known very often gives the most that were asked for, each once', () => {
  const hashes = new Uint8Array(20_000 * 32).fill(7)
  const index = createHashIndex(
    { ids: Uint32Array.from({ length: 20_000 }, (_, at) => at), hashes },
    { scanUpTo: 0 },
  )
  const found = index.near(hashes.subarray(0, 32), 31, 50)
  expect(new Set(found.map(({ id }) => id)).size).toBe(50)
  expect(found.every(({ distance }) => distance === 0)).toBe(true)
  expect(index.near(hashes.subarray(0, 32), 31, 99_999)).toHaveLength(HIT_ROOM)
  // what was marked for one query is not passed over in the next
  expect(index.near(hashes.subarray(0, 32), 31, 50)).toEqual(found)
})

test('the shares of the stretches add up to one more than the distance', () => {
  for (let distance = 0; distance < 48; distance++) {
    const shares = stretchShares(distance)!
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(distance + 1)
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThan(2)
  }
  expect(stretchShares(48)).toBeUndefined()
})

test('places beyond 16 million have a byte more, and what cannot be addressed is refused', () => {
  const shape = { indexed: true, lanes: 1 }
  expect(segmentLayout({ ...shape, room: 2 ** 24 }).placeBytes).toBe(3)
  expect(segmentLayout({ ...shape, room: 2 ** 24 + 1 }).placeBytes).toBe(4)
  expect(() => indexMemory(segmentLayout({ ...shape, room: 40_000_000 }).bytes)).toThrow('several banks')
})

test('hashes and ids that cannot be are refused', () => {
  const index = createHashIndex()
  expect(index.bytes).toBeGreaterThan(32_768 * 32)
  expect(index.near(new Uint8Array(32), 31, 5)).toEqual([])
  expect(() => index.insert(1, new Uint8Array(31))).toThrow('31 bytes')
  expect(() => index.insert(-1, new Uint8Array(32))).toThrow('-1 is no id')
  expect(() => index.insert(2 ** 32, new Uint8Array(32))).toThrow('is no id')
  const hashes = new Uint8Array(64)
  expect(() => createHashIndex({ ids: Uint32Array.of(4, 4), hashes })).toThrow('Id 4 stands after 4')
  expect(() => createHashIndex({ ids: Uint32Array.of(4), hashes })).toThrow('1 ids and 64 bytes')
})
