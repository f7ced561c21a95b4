import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atOnce } from '../../core/steps.ts'
import { groupsOf } from '../evaluate/groups-of.ts'
import { lookAtRows } from '../gates/look-at-rows.ts'
import { findClusters } from './find-clusters.ts'
import { accountsBeside } from './find-common.ts'
import type { LabRow } from './row.ts'
import { accountOf, rowOf } from './rows.fixture.ts'
import { splitRows } from './split-rows.ts'
import { someText } from './texts.fixture.ts'

const split = (rows: readonly LabRow[], seed = 1) => {
  const clusters = atOnce(findClusters(rows.map(({ text }) => text))).of
  return { clusters, ...splitRows(rows, clusters, seed) }
}

const some = (count: number, more: (i: number) => Partial<Parameters<typeof rowOf>[0]> = () => ({})) =>
  Array.from({ length: count }, (_, i) =>
    rowOf({ text: someText(i), violates: i % 10 === 0, source: `f.csv:${i}`, ...more(i) }),
  )

test('no cluster is in two splits, and no account by what few say, whatever hangs together by chains', () => {
  const row = fc.record({
    text: fc.integer({ min: 0, max: 25 }).map((at) => someText(at)),
    suffix: fc.constantFrom('', ' hey', '!!', ' 77'),
    account: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
    atMs: fc.option(fc.integer({ min: 1, max: 1e6 }), { nil: undefined }),
    violates: fc.boolean(),
  })
  let torn = 0
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 80 }), fc.nat(), (drafts, seed) => {
      const rows = drafts.map(({ text, suffix, account, ...more }, i) =>
        rowOf({
          ...{ ...more, text: text + suffix, source: `f.csv:${i}` },
          account: account === undefined ? undefined : accountOf(`${account}`),
        }),
      )
      const { splits, clusters, common } = split(rows, seed)
      const beside = accountsBeside(rows, clusters)
      const isCommon = (at: number) => beside[at]! > (common?.bound ?? Number.POSITIVE_INFINITY)
      const seen = new Map<string, string>()
      for (const [at, { account }] of rows.entries())
        for (const key of [
          `cluster ${clusters[at]}`,
          ...(account === undefined || isCommon(at) ? [] : [account]),
        ]) {
          expect(seen.get(key) ?? splits[at]).toBe(splits[at])
          seen.set(key, splits[at]!)
        }
      if (new Set(splits).size > 1) torn++
    }),
  )
  expect(torn).toBeGreaterThan(10)
})

test('tune and certify have their shares of all texts of each class, as far as groups are small enough', () => {
  fc.assert(
    fc.property(
      fc.record({ accounts: fc.integer({ min: 60, max: 200 }), giant: fc.integer({ min: 0, max: 900 }) }),
      fc.nat(),
      ({ accounts, giant }, seed) => {
        const rows = some(giant + 1000, (i) => ({
          account: accountOf(i < giant ? 'giant' : `a${i % accounts}`),
        }))
        const { splits, inLarge, largest } = splitRows(rows, Int32Array.from(rows.keys()), seed)
        const isLarge = giant > 0.1 * rows.length
        expect(inLarge).toBe(isLarge ? giant : 0)
        expect(largest).toEqual(isLarge ? { rows: giant, accounts: 1 } : undefined)
        for (const violates of [true, false]) {
          const own = splits.filter((_, i) => rows[i]!.violates === violates)
          const share = (which: string) => own.filter((one) => one === which).length / own.length
          // Within one group of the share.
          expect(Math.abs(share('certify') - 0.25)).toBeLessThan(0.07)
          expect(Math.abs(share('tune') - 0.15)).toBeLessThan(0.07)
        }
      },
    ),
    { numRuns: 25 },
  )
})

test('where a giant group leaves too little, tune and certify have all of it, in like parts', () => {
  const rows = some(1000, (i) => ({ account: accountOf(i < 800 ? 'giant' : `a${i % 50}`) }))
  const { splits, largest } = split(rows)
  expect(largest).toEqual({ rows: 800, accounts: 1 })
  const count = (which: string) => splits.filter((one) => one === which).length
  expect(count('train')).toBe(800)
  expect(Math.abs(count('certify') - 125)).toBeLessThanOrEqual(8)
  expect(count('certify') + count('tune')).toBe(200)
})

test('a text copied over and over counts once: what is left of its class is still learnt from', () => {
  const rows = some(1200, (i) =>
    i < 900 ? { text: someText(0), violates: true } : { violates: i % 3 === 0 },
  )
  const { splits } = split(rows)
  const others = splits.filter((_, i) => i >= 900 && rows[i]!.violates)
  const count = (which: string) => others.filter((one) => one === which).length
  expect(splits.slice(0, 900).every((one) => one === 'train')).toBe(true)
  expect(count('train')).toBeGreaterThan(50)
  expect(count('certify')).toBeGreaterThan(20)
})

test('a test row that was leaked into the training rows, disguised, is beside its original', () => {
  const rows = some(300)
  const leaked = rows.map((row, i) =>
    rowOf({ text: `${row.text!.toUpperCase()} !!`, violates: row.violates, source: `leak.csv:${i}` }),
  )
  const { splits } = split([...rows, ...leaked])
  expect(splits.slice(300)).toEqual(splits.slice(0, 300))
  expect(new Set(splits).size).toBe(3)
})

test('the parts are as they should be, among violating rows as well', () => {
  const rows = some(4000)
  const { splits } = split(rows)
  for (const violates of [true, false]) {
    const own = splits.filter((_, i) => rows[i]!.violates === violates)
    const share = (which: string) => own.filter((one) => one === which).length / own.length
    expect(share('certify')).toBeCloseTo(0.25, 2)
    expect(share('tune')).toBeCloseTo(0.15, 2)
  }
})

describe('by time', () => {
  test('what certifies is later than what was tuned on, and that later than what was learnt from', () => {
    const rows = some(500, (i) => ({ atMs: ((i * 37) % 500) * 1000 + 1 }))
    const { splits, timed } = split(rows)
    expect(timed).toBe(500)
    const times = (which: string) => rows.flatMap(({ atMs }, i) => (splits[i] === which ? [atMs!] : []))
    expect(Math.min(...times('certify'))).toBeGreaterThan(Math.max(...times('tune')))
    expect(Math.min(...times('tune'))).toBeGreaterThan(Math.max(...times('train')))
  })

  test('violating rows that come at other times than fine ones are split by their own time', () => {
    const rows = some(1000, (i) => ({ atMs: i + 1, violates: i < 200 }))
    const { splits, apart } = split(rows)
    expect(apart).toBe(true)
    for (const violates of [true, false]) {
      const times = (which: string) =>
        rows.flatMap(({ atMs }, i) => (splits[i] === which && rows[i]!.violates === violates ? [atMs!] : []))
      expect(times('certify').length / (violates ? 200 : 800)).toBeCloseTo(0.25, 2)
      expect(Math.min(...times('certify'))).toBeGreaterThan(Math.max(...times('tune')))
      expect(Math.min(...times('tune'))).toBeGreaterThan(Math.max(...times('train')))
    }
  })

  test('rows without a time are drawn beside those that have one', () => {
    const rows = some(400, (i) => (i < 200 ? { atMs: i + 1 } : {}))
    const { splits } = split(rows)
    for (const half of [splits.slice(0, 200), splits.slice(200)])
      expect(half.filter((one) => one === 'certify').length).toBeGreaterThan(40)
  })
})

test('the seed and the rows determine the splits, whatever the order', () => {
  const rows = some(300)
  const of = (order: readonly LabRow[], seed: number) => {
    const { splits } = split(order, seed)
    return new Map(order.map(({ hash }, i) => [hash, splits[i]]))
  }
  expect(of(rows.toReversed(), 1)).toEqual(new Map([...of(rows, 1)]))
  expect(of(rows, 2)).not.toEqual(of(rows, 1))
})

test('an account that has a great part of the rows is only learnt from', () => {
  const rows = some(300, (i) => (i % 3 === 0 ? { account: accountOf('loud') } : {}))
  const { splits, inLarge } = split(rows)
  expect(inLarge).toBe(100)
  expect(new Set(splits.filter((_, i) => i % 3 === 0))).toEqual(new Set(['train']))
  expect(splits.filter((one) => one === 'certify').length).toBeGreaterThan(40)
})

describe('what everybody says', () => {
  // 400 accounts of ten rows; each says four of twenty common phrases, and else what nobody else does.
  const PHRASES = Array.from({ length: 20 }, (_, i) => someText(50_000 + i, 3))
  const chatty = () =>
    some(4000, (i) => ({
      account: accountOf(`a${Math.floor(i / 10)}`),
      ...(i % 10 < 4 ? { text: PHRASES[(i * 7 + Math.floor(i / 10)) % 20]!, violates: false } : {}),
    }))

  test('ties no accounts together; each text is in one split, and all have their shares', () => {
    const rows = chatty()
    const { splits, clusters, common, inLarge } = split(rows)
    expect(inLarge).toBe(0)
    expect(common).toEqual({ bound: 50, clusters: 20, rows: 1600 })
    const isCommon = (i: number) => i % 10 < 4
    for (const which of [true, false]) {
      const own = splits.filter((_, i) => isCommon(i) === which)
      const share = (split: string) => own.filter((one) => one === split).length / own.length
      expect(share('certify')).toBeCloseTo(0.25, 1)
      expect(share('tune')).toBeCloseTo(0.15, 1)
    }
    // All else stays by account, and no near-duplicate of a row that is learnt from is measured by.
    const byAccount = new Map<string, Set<string>>()
    const byCluster = new Map<number, Set<string>>()
    for (const [i, { account }] of rows.entries()) {
      byCluster.set(clusters[i]!, (byCluster.get(clusters[i]!) ?? new Set()).add(splits[i]!))
      if (!isCommon(i)) byAccount.set(account!, (byAccount.get(account!) ?? new Set()).add(splits[i]!))
    }
    expect([...byAccount.values()].filter(({ size }) => size > 1)).toEqual([])
    expect([...byCluster.values()].filter(({ size }) => size > 1)).toEqual([])
  })

  test('is one thing said when figures are computed, and chains no accounts then either', () => {
    const rows = chatty()
    const { splits, clusters, common } = split(rows)
    const certify = rows.flatMap((row, i) =>
      splits[i] === 'certify' ? [{ ...row, cluster: clusters[i]! }] : [],
    )
    const texts = new Set(certify.filter(({ text }) => PHRASES.includes(text!)).map(({ cluster }) => cluster))
    const accounts = new Set(certify.filter(({ text }) => !PHRASES.includes(text!)).map((row) => row.account))
    const groups = groupsOf(certify, common!.bound)
    expect(new Set(groups).size).toBe(texts.size + accounts.size)
    expect(Math.max(...groups)).toBe(texts.size + accounts.size - 1)
    // Without the bound they would all hang together, and count as few.
    expect(new Set(groupsOf(certify)).size).toBeLessThan(accounts.size / 2)
  })

  test('is told apart in the same way whatever the order of the rows', () => {
    const rows = chatty()
    const of = (order: readonly LabRow[]) => {
      const { splits } = split(order)
      return new Map(order.map(({ hash }, i) => [hash, splits[i]]))
    }
    expect(of(rows.toReversed())).toEqual(of(rows))
  })

  test('stays with its accounts where no great group comes of it', () => {
    const rows = some(900, (i) => ({
      ...{ account: accountOf(`a${i}`) },
      ...(i < 60 ? { text: PHRASES[0]! } : {}),
    }))
    const { splits, common } = split(rows)
    expect(common).toBeUndefined()
    expect(new Set(splits.slice(0, 60)).size).toBe(1)
  })

  test('the gate on leaks sees no account torn by it, and does see one that is torn otherwise', () => {
    const rows = chatty()
    const { splits, clusters, common } = split(rows)
    const placed = rows.map((row, i) => ({ ...row, split: splits[i]!, cluster: clusters[i]! }))
    expect(lookAtRows(placed, common!.bound).torn).toEqual({ texts: 0, clusters: 0, accounts: 0 })
    expect(lookAtRows(placed).torn.accounts).toBeGreaterThan(100)
    const moved = placed.findIndex((row, i) => i % 10 >= 4 && row.split === 'certify')
    const torn = placed.map((row, i) => (i === moved ? { ...row, split: 'train' as const } : row))
    expect(lookAtRows(torn, common!.bound).torn).toMatchObject({ accounts: 1 })
  })

  test('an erasure makes no account torn', () => {
    const rows = chatty()
    const { splits, clusters, common } = split(rows)
    const placed = rows.map((row, i) => ({ ...row, split: splits[i]!, cluster: clusters[i]! }))
    // All but 41 accounts are erased: no phrase is said by more than the bound any more.
    const erased = placed.map((row, i) => (i < 3590 ? { ...row, text: undefined, account: undefined } : row))
    expect(lookAtRows(erased, common!.bound).torn).toEqual({ texts: 0, clusters: 0, accounts: 0 })
  })
})
