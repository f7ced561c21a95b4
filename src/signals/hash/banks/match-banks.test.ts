import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BankInUse } from './bank-in-use.ts'
import { DigestTable } from './digest-table.ts'
import { facts, hashOf, hex, member, spec, turned } from './match-banks.fixture.ts'
import { matchBanks } from './match-banks.ts'
import { createMemberIndex } from './member-index.ts'
import { packMembers, unpackMembers } from './packed-members.ts'

const ASKED = { distance: 31, quality: 50 }
const A = hashOf(1)
const use = (...specs: ReturnType<typeof spec>[]): ReadonlyMap<string, BankInUse> =>
  new Map(specs.map((one, at) => [one.name, { number: at + 1, spec: one }]))
const index = (...members: Parameters<typeof packMembers>[0]) => createMemberIndex(packMembers(members))

describe('matching', () => {
  test('a picture within the distance matches in whichever form it is turned, one bit more does not', () => {
    const known = index(member(7, A))
    for (const form of [0, 3, 7]) {
      const near = matchBanks(known, use(spec('bad')), facts([turned(A, 31)], { form }), ['bad'], ASKED)
      expect(near).toEqual([{ bank: 'bad', member: 7, distance: 31, picture: 'picture.0' }])
    }
    expect(matchBanks(known, use(spec('bad')), facts([turned(A, 32)]), ['bad'], ASKED)).toEqual([])
  })

  test('a picture of little quality matches nothing, and one at the floor does', () => {
    const known = index(member(7, A))
    expect(matchBanks(known, use(spec('bad')), facts([A], { quality: 49 }), ['bad'], ASKED)).toEqual([])
    expect(matchBanks(known, use(spec('bad')), facts([A], { quality: 50 }), ['bad'], ASKED)).toHaveLength(1)
  })

  test('an equal digest matches the file as a whole, of an image or a video', () => {
    const md5 = Buffer.from('1'.repeat(32), 'hex')
    const sha256 = Buffer.from('3'.repeat(64), 'hex')
    const known = index(
      member(1, md5, { type: 'video_md5' }),
      member(2, sha256, { type: 'sha256' }),
      member(3, Buffer.from('4'.repeat(64), 'hex'), { type: 'sha256' }),
    )
    expect(matchBanks(known, use(spec('bad')), facts([]), ['bad'], ASKED)).toEqual([
      { bank: 'bad', member: 1, distance: 0, picture: undefined },
      { bank: 'bad', member: 2, distance: 0, picture: undefined },
    ])
  })

  test('only banks that are named, known and enabled match', () => {
    const known = index(member(1, A), member(2, A, { bank: 2 }))
    const banks = use(spec('bad'), spec('off', { enabled: false }))
    expect(matchBanks(known, banks, facts([A]), ['off', 'none'], ASKED)).toEqual([])
    expect(matchBanks(known, banks, facts([A]), ['bad', 'bad', 'off'], ASKED)).toHaveLength(1)
  })

  test('a share of files is held against a bank, the same ones each time', () => {
    const known = index(member(1, A))
    const banks = use(spec('bad', { share: 0.3 }))
    const matched = (at: number) =>
      matchBanks(known, banks, facts([A], { sha256: at.toString(16).padStart(64, '0') }), ['bad'], ASKED)
        .length
    const all = Array.from({ length: 500 }, (_, at) => matched(at))
    const count = all.reduce((sum, one) => sum + one, 0)
    expect(count).toBeGreaterThan(110)
    expect(count).toBeLessThan(190)
    expect(all).toEqual(Array.from({ length: 500 }, (_, at) => matched(at)))
  })

  test('a known-good member takes a match away where it is at least as near, and else not', () => {
    const banks = use(spec('bad'), spec('good', { negative: true }))
    const seen = turned(A, 10)
    for (const [bits, matches] of [
      [0, 0],
      [10, 0],
      [11, 1],
    ] as const) {
      const known = index(member(1, A), member(2, turned(seen, bits, 100), { bank: 2 }))
      expect(matchBanks(known, banks, facts([seen]), ['bad'], ASKED), `${bits} bits`).toHaveLength(matches)
    }
  })

  test('a bank of what is known to be good that is turned off spares nothing', () => {
    const known = index(member(1, A), member(2, A, { bank: 2 }))
    for (const [enabled, matches] of [
      [true, 0],
      [false, 1],
    ] as const) {
      const banks = use(spec('bad'), spec('good', { negative: true, enabled }))
      expect(matchBanks(known, banks, facts([A]), ['bad'], ASKED), `${enabled}`).toHaveLength(matches)
    }
  })

  test('a known-good file matches nothing, but for sealed banks', () => {
    const md5 = Buffer.from('1'.repeat(32), 'hex')
    const known = index(member(1, A), member(2, md5, { bank: 2, type: 'md5' }), member(3, A, { bank: 3 }))
    const banks = use(spec('bad'), spec('good', { negative: true }), spec('grave', { sealed: true }))
    const found = matchBanks(known, banks, facts([A]), ['bad', 'grave'], ASKED)
    expect(found.map(({ bank }) => bank)).toEqual(['grave'])
  })

  test('a doubted member matches in a sealed bank only, and says so; a disputed one nowhere', () => {
    const known = index(
      member(1, A, { state: 'quarantined' }),
      member(2, A, { bank: 2, state: 'questioned' }),
      member(3, A, { bank: 2, state: 'disputed' }),
      member(4, A, { bank: 2, state: 'confirmed' }),
    )
    const banks = use(spec('bad'), spec('grave', { sealed: true }))
    expect(matchBanks(known, banks, facts([A]), ['bad', 'grave'], ASKED)).toEqual([
      { bank: 'grave', member: 2, distance: 0, picture: 'picture.0', doubted: true },
      { bank: 'grave', member: 4, distance: 0, picture: 'picture.0' },
    ])
  })

  test('at most 100 a bank, the nearest', () => {
    const known = index(...Array.from({ length: 300 }, (_, at) => member(at + 1, turned(A, at % 32))))
    const found = matchBanks(known, use(spec('bad')), facts([A]), ['bad'], ASKED)
    expect(found).toHaveLength(100)
    expect(found.at(-1)!.distance).toBeLessThanOrEqual(10)
  })
})

test('what comes, changes and goes later holds at once', () => {
  const known = index(member(1, A))
  const md5 = Buffer.alloc(16, 9)
  const has = (id: number) => known.near(1, A, 31, 9).some(({ member: one }) => one === id)
  known.apply(packMembers([member(2, turned(A, 3)), member(3, md5, { type: 'md5' })]))
  expect([has(1), has(2), known.equal(1, 'md5', md5).length, known.size()]).toEqual([true, true, 1, 3])
  known.apply(
    packMembers([member(1, A, { state: 'disputed' }), member(3, md5, { type: 'md5', state: 'withdrawn' })]),
  )
  expect([has(1), has(2), known.equal(1, 'md5', md5).length, known.size(1)]).toEqual([false, true, 0, 1])
  known.apply(packMembers([member(1, A, { state: 'quarantined' })]))
  expect(known.near(1, A, 0, 9)).toEqual([{ member: 1, distance: 0, doubted: true }])
  known.apply(packMembers([member(1, A, { state: 'confirmed' })]))
  expect(known.near(1, A, 0, 9)).toEqual([{ member: 1, distance: 0, doubted: false }])
})

test('members that are packed are read again as they were, and what is cut off or unknown is refused', () => {
  const members = [
    member(4_294_967_295, A, { bank: 70_000 }),
    member(2, Buffer.alloc(20, 5), { type: 'sha1', state: 'quarantined' }),
  ]
  const packed = packMembers(members)
  expect([...unpackMembers(packed)].map((one) => ({ ...one, hash: hex(one.hash) }))).toEqual(
    members.map((one) => ({ ...one, hash: hex(one.hash) })),
  )
  expect(() => [...unpackMembers({ count: 3, bytes: packed.bytes })]).toThrow('cut off')
  packed.bytes[9] = 99
  expect(() => [...unpackMembers(packed)]).toThrow('kind or state')
})

test('a table of digests agrees with a plain map, whatever comes and goes', () => {
  const digest = (of: number) =>
    Uint8Array.from({ length: 16 }, (_, at) => (at === 0 ? of : at === 12 ? of * 7 : 0))
  fc.assert(
    fc.property(
      fc.array(fc.record({ add: fc.boolean(), id: fc.nat(40), of: fc.nat(12) }), { maxLength: 300 }),
      (steps) => {
        const table = new DigestTable(16, 2)
        const plain = new Map<number, Set<number>>()
        for (const { add, id, of } of steps) {
          const held = plain.get(of) ?? new Set()
          plain.set(of, held)
          if (add) table.insert(id, digest(of))
          else table.remove(id, digest(of))
          if (add) held.add(id)
          else held.delete(id)
        }
        for (let of = 0; of <= 12; of++)
          expect(table.find(digest(of)).sort()).toEqual([...(plain.get(of) ?? [])].sort())
        expect(table.size).toBe([...plain.values()].reduce((sum, held) => sum + held.size, 0))
      },
    ),
  )
})
