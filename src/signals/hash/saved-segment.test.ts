import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createHashIndex } from './create-hash-index.ts'
import { clusters, flip, hashAt } from './hash-clusters.fixture.ts'
import { HashSegment } from './hash-segment.ts'
import { heldThreads } from './index-threads.fixture.ts'
import type { KnownHashes } from './known-hashes.ts'
import { naiveIndex } from './naive-index.fixture.ts'
import { readSegment, writeSegment } from './saved-segment.ts'

const dir = mkdtempSync(join(tmpdir(), 'haechi-tables-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const path = join(dir, 'tables.bin')

const POOL = clusters(300, 11)

function written({ ids, hashes }: KnownHashes): HashSegment {
  const segment = new HashSegment({ room: ids.length, indexed: true, lanes: 1 })
  segment.add(ids, hashes)
  segment.build()
  writeSegment(segment, path)
  return segment
}

test('tables that are read back find what those that were written did, for another number of threads, too', () => {
  const before = written(POOL)
  const after = readSegment(path, 3)!
  expect(after.count).toBe(300)
  for (const lane of [0, 2])
    for (let at = 0; at < 300; at += 7) expect(found(after, at, lane)).toEqual(found(before, at, 0))
})

function found(segment: HashSegment, at: number, lane: number): [id: number, bits: number][] {
  const hits: [number, number][] = []
  segment.near(hashAt(POOL, at), 31, lane, (id, bits) => void hits.push([id, bits]))
  return hits
}

test('a file that is cut off, changed, of another layout or not there is not read', () => {
  written(POOL)
  const whole = readFileSync(path)
  const damages: ((bytes: Buffer) => void)[] = [
    (bytes) => void flip(bytes, bytes.length * 8 - 600),
    (bytes) => void flip(bytes, 2400),
    (bytes) => void bytes.write('HAECHI HASH TABLES 0'),
    (bytes) => void bytes.write('"count":-1 ', bytes.indexOf('"count":300')),
    (bytes) => void bytes.write('no json', 25),
  ]
  for (const damage of damages) {
    const bytes = Buffer.from(whole)
    damage(bytes)
    writeFileSync(path, bytes)
    expect(readSegment(path, 1)).toBeUndefined()
  }
  writeFileSync(path, whole)
  expect(readSegment(path, 1)).toBeDefined()
  writeFileSync(path, Buffer.concat([whole, Buffer.alloc(64)]))
  expect(readSegment(path, 1)).toBeUndefined()
  writeFileSync(path, whole)
  truncateSync(path, whole.length - 1)
  expect(readSegment(path, 1)).toBeUndefined()
  truncateSync(path, 100)
  expect(readSegment(path, 1)).toBeUndefined()
  expect(readSegment(join(dir, 'none.bin'), 1)).toBeUndefined()
})

/** Some of the pool: under each id that one's own hash, or the next one's. */
const known = fc
  .constantFrom(5, 79, 79, 79)
  .chain((most) => fc.array(fc.nat(most), { minLength: 120, maxLength: 120 }))
  .map((kinds): KnownHashes => {
    const ats = kinds.flatMap((kind, at) => (kind === 0 ? [] : [{ at, from: kind === 1 ? at + 1 : at }]))
    const hashes = new Uint8Array(ats.length * 32)
    for (const [place, { from }] of ats.entries()) hashes.set(hashAt(POOL, from), place * 32)
    return { ids: Uint32Array.from(ats, ({ at }) => POOL.ids[at]!), hashes }
  })

test('with saved tables an index knows exactly what is known now, however much it differs', () => {
  const uses = { kept: 0, built: 0 }
  fc.assert(
    fc.property(known, known, (earlier, now) => {
      const segment = written(earlier)
      segment.kill(3)
      writeSegment(segment, path)
      const tables = readSegment(path, 1)!.share()
      const index = createHashIndex(now, { tables, scanUpTo: 10, threads: heldThreads() })
      uses[index.pending > 0 ? 'kept' : 'built']++
      const naive = naiveIndex()
      for (const [at, id] of now.ids.entries()) naive.insert(id, hashAt(now, at))
      for (const each of [index, naive]) each.remove(now.ids[5]!)
      expect(index.size).toBe(naive.size)
      for (let at = 0; at < 300; at += 23)
        expect(index.near(hashAt(POOL, at), 31, 99)).toEqual(naive.near(hashAt(POOL, at), 31, 99))
    }),
    { numRuns: 25, endOnFailure: true },
  )
  expect(uses.kept).toBeGreaterThan(0)
  expect(uses.built).toBeGreaterThan(0)
})
