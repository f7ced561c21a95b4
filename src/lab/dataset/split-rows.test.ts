import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atOnce } from '../../core/steps.ts'
import { findClusters } from './find-clusters.ts'
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

test('no account and no cluster is in two splits, whatever hangs together by chains', () => {
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
      const { splits, clusters } = split(rows, seed)
      const seen = new Map<string, string>()
      for (const [at, { account }] of rows.entries())
        for (const key of [`cluster ${clusters[at]}`, ...(account === undefined ? [] : [account])]) {
          expect(seen.get(key) ?? splits[at]).toBe(splits[at])
          seen.set(key, splits[at]!)
        }
      if (new Set(splits).size > 1) torn++
    }),
  )
  expect(torn).toBeGreaterThan(10)
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
