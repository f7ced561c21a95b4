import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type CompactingIndex, createHashIndex } from './create-hash-index.ts'
import { clusters, flip, hashAt } from './hash-clusters.fixture.ts'
import type { HashIndex } from './hash-index.ts'
import { builtIndexWorker, heldThreads } from './index-threads.fixture.ts'
import { indexThreads } from './index-threads.ts'
import { naiveIndex } from './naive-index.fixture.ts'

let worker: URL
beforeAll(async () => {
  worker = await builtIndexWorker()
})

const POOL = clusters(200, 3)

function start(count: number, options: Parameters<typeof createHashIndex>[1]) {
  const naive = naiveIndex()
  for (let at = 0; at < count; at++) naive.insert(POOL.ids[at]!, hashAt(POOL, at))
  const known = { ids: POOL.ids.subarray(0, count), hashes: POOL.hashes.subarray(0, count * 32) }
  return { index: createHashIndex(known, options), naive }
}

function expectSame(index: CompactingIndex, naive: HashIndex): void {
  expect(index.size).toBe(naive.size)
  for (let at = 0; at < 200; at += 9)
    expect(index.near(hashAt(POOL, at), 31, 99)).toEqual(naive.near(hashAt(POOL, at), 31, 99))
}

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('insert' as const), id: fc.nat(60), at: fc.nat(199) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('remove' as const), id: fc.nat(60) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('near' as const), distance: fc.nat(31), at: fc.nat(199) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('begin' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const), late: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('fail' as const, 'compact' as const) }) },
)

test('whatever is inserted and removed while tables are built aside is known at once, before and after the exchange', async () => {
  let exchanged = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 80 }), async (steps) => {
      const threads = heldThreads()
      const { index, naive } = start(20, { scanUpTo: 5, pendingRoom: 6, threads })
      for (const one of steps) {
        if (one.do === 'insert') for (const each of [index, naive]) each.insert(one.id, hashAt(POOL, one.at))
        else if (one.do === 'remove') for (const each of [index, naive]) each.remove(one.id)
        else if (one.do === 'begin') void index.compactAside().catch(() => {})
        else if (one.do === 'compact') index.compact()
        else if (one.do !== 'near') {
          const before = index.pending
          if (one.do === 'answer') threads.answer(one.late)
          else threads.fail()
          // A few turns: the exchange takes up removals first.
          for (let turns = 0; turns < 4; turns++) await new Promise((resolve) => setImmediate(resolve))
          if (index.pending < before) exchanged++
        } else {
          const hash = hashAt(POOL, one.at)
          expect(index.near(hash, one.distance, 30)).toEqual(naive.near(hash, one.distance, 30))
        }
        expect(index.size).toBe(naive.size)
      }
      expectSame(index, naive)
    }),
    { numRuns: 80, endOnFailure: true },
  )
  expect(exchanged).toBeGreaterThan(50)
})

test('a thread builds the tables, and searches for many at once', async () => {
  const threads = indexThreads({ worker, threads: 2 })
  const { index, naive } = start(100, { scanUpTo: 10, pendingRoom: 64, threads })
  for (let at = 100; at < 150; at++)
    for (const each of [index, naive]) each.insert(at + 900, hashAt(POOL, at))
  expect(index.pending).toBe(50)
  const compacted = index.compactAside()
  expect(index.compactAside()).toBe(compacted)
  for (let at = 150; at < 200; at++)
    for (const each of [index, naive]) each.insert(at + 900, hashAt(POOL, at))
  for (const id of [1, 4, 1005, 1040, 1195]) for (const each of [index, naive]) each.remove(id)
  expectSame(index, naive)
  await compacted
  expect(index.pending).toBe(50)
  expectSame(index, naive)

  // So many that both threads search at once, each in a lane of its own.
  const count = 20_000
  const queries = new Uint8Array(count * 32)
  for (let at = 0; at < count; at++) {
    const hash = hashAt(POOL, at % 200)
    flip(hash, at % 256)
    queries.set(hash, at * 32)
  }
  const found = await index.nearMany(queries, 31, 20)
  expect(found).toHaveLength(count)
  for (const [at, matches] of found.entries()) {
    const hash = queries.subarray(at * 32, at * 32 + 32)
    expect(matches).toEqual((at < 200 ? naive : index).near(hash, 31, 20))
  }
  await threads.release()
})

test('a small index answers many at once without a thread', async () => {
  const threads = indexThreads({ worker: new URL('file:///none/hash-index.worker.js') })
  for (const options of [{ threads }, {}]) {
    const { index, naive } = start(100, options)
    const found = await index.nearMany(POOL.hashes, 31, 20)
    expect(found).toEqual(Array.from({ length: 200 }, (_, at) => naive.near(hashAt(POOL, at), 31, 20)))
  }
  const { index } = start(1, {})
  await expect(index.nearMany(new Uint8Array(33), 31, 5)).rejects.toThrow('33 bytes')
})

test('when a thread dies, it is told, and everything is known nevertheless', async () => {
  const threads = indexThreads({ worker: new URL('file:///none/hash-index.worker.js'), threads: 1 })
  const faults: unknown[] = []
  const { index, naive } = start(20, { pendingRoom: 10, threads, failed: (fault) => void faults.push(fault) })
  for (let at = 0; at < 100; at++) for (const each of [index, naive]) each.insert(at + 900, hashAt(POOL, at))
  await expect.poll(() => faults.length, { timeout: 60_000 }).toBeGreaterThan(0)
  expectSame(index, naive)
  expect(index.pending).toBe(100)
})
