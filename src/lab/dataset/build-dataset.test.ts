import { describe, expect, test } from 'vitest'
import { atOnce } from '../../core/steps.ts'
import { type BuildRequest, buildDataset } from './build-dataset.ts'
import type { LabRow } from './row.ts'
import { accountOf, rowOf } from './rows.fixture.ts'
import { someText } from './texts.fixture.ts'
import { verifyDataset } from './verify-dataset.ts'

const build = (rows: readonly LabRow[], more: Partial<BuildRequest> = {}) =>
  atOnce(
    buildDataset({
      ...{ task: 't', seed: 1, rows, harm: ['bad'], fine: ['fine'], from: 'import', files: [], columns: [] },
      ...{ warnings: [], by: 'me', nowMs: 5, ...more },
    }),
  )

const some = (count: number, more: (i: number) => Partial<Parameters<typeof rowOf>[0]> = () => ({})) =>
  Array.from({ length: count }, (_, i) =>
    rowOf({ text: someText(i), violates: i % 4 === 0, source: `f.csv:${i + 2}`, ...more(i) }),
  )

function good(rows: readonly LabRow[], more: Partial<BuildRequest> = {}) {
  const built = build(rows, more)
  if (!built.ok) throw new Error(built.why)
  return built
}

test('a dataset says what is in it, and its id is what it is made of', () => {
  const { dataset, suspects } = good(some(200))
  expect(dataset.facts).toMatchObject({
    ...{ rows: 200, clusters: 200, duplicates: 0, contradictions: 0, erased: 0, warnings: [] },
    ...{ labels: { bad: 50, fine: 150 }, madeMs: 5 },
  })
  const { train, tune, certify } = dataset.facts.bySplit
  expect(train.rows + tune.rows + certify.rows).toBe(200)
  expect(train.violating + tune.violating + certify.violating).toBe(50)
  expect(suspects).toEqual([])
  expect(verifyDataset(dataset)).toBeUndefined()
  expect(good(some(200)).dataset).toEqual(dataset)
  expect(good(some(200), { task: 'other' }).dataset.facts.id).not.toBe(dataset.facts.id)
  expect(good(some(201)).dataset.facts.id).not.toBe(dataset.facts.id)
})

test('a dataset whose rows were changed, moved or taken away is not what its id says', () => {
  const { dataset } = good(some(200))
  const { facts, rows } = dataset
  const flipped = rows.map((row, i) => (i === 3 ? { ...row, violates: !row.violates } : row))
  expect(verifyDataset({ facts, rows: flipped })).toContain('row 4')
  expect(verifyDataset({ facts, rows: rows.slice(1) })).toContain('taken away')
  const moved = rows.map((row, i) => (i === 3 ? { ...row, split: 'certify' as const } : row))
  const certifies = rows[3]!.split === 'certify'
  expect(verifyDataset({ facts, rows: certifies ? rows.toReversed() : moved })).toContain('placed anew')
})

test('the same row twice is one row', () => {
  const rows = some(200)
  expect(good([...rows, ...rows]).dataset).toEqual(good(rows).dataset)
})

test('contradictory near-duplicates are told, and ranked as suspects', () => {
  const rows = some(200)
  const against = rowOf({ text: `${someText(1).toUpperCase()} !`, violates: true, source: 'f.csv:999' })
  const { dataset, suspects } = good([...rows, against])
  expect(dataset.facts.contradictions).toBe(1)
  expect(dataset.facts.warnings.join()).toContain('labelled both ways, as rows 2, 201')
  expect(suspects.map(({ row }) => row)).toEqual([rows[1]!.hash, against.hash])
})

test('90 % duplicates are told, and only different texts count', () => {
  const copies = (different: number) =>
    Array.from({ length: 2000 }, (_, i) =>
      rowOf({
        ...{ text: `${someText(i % different)}${'!'.repeat(i % 7)}`, violates: (i % different) % 4 === 0 },
        source: `f.csv:${i}`,
      }),
    )
  expect(good(copies(200)).dataset.facts.warnings.join()).toContain('90 % of the rows are near-duplicates')
  expect(build(copies(60))).toEqual({
    ok: false,
    why: '60 different texts of 2000 rows; at least 100 are needed.',
    wayOut: 'Label 40 more, near-duplicates not counted.',
  })
})

test('test rows that leaked into training rows are told, and measure nothing that was learnt from', () => {
  const train = Array.from({ length: 300 }, (_, i) =>
    rowOf({ text: someText(i), violates: i % 4 === 0, source: `train.csv:${i + 2}` }),
  )
  const leaked = Array.from({ length: 60 }, (_, i) =>
    rowOf({ text: `${someText(i).toUpperCase()} !`, violates: i % 4 === 0, source: `test.csv:${i + 2}` }),
  )
  const { dataset } = good([...train, ...leaked])
  expect(dataset.facts.warnings.join()).toContain('60 different texts of test.csv stand in train.csv as well')
  for (const [i, { split }] of dataset.rows.slice(300).entries()) expect(split).toBe(dataset.rows[i]!.split)
  expect(good(train).dataset.facts.warnings.join()).not.toContain('stand in')
})

test('a group too large to measure by is told with its rows, its accounts and what that costs', () => {
  const rows = Array.from({ length: 1000 }, (_, i) =>
    rowOf({
      ...{ text: someText(i), violates: i % 4 === 0, source: `f.csv:${i}` },
      account: accountOf(i < 850 ? 'loud' : `a${i % 30}`),
    }),
  )
  const warnings = good(rows).dataset.facts.warnings.join()
  expect(warnings).toContain('has 850 of 1000 rows, of 1 account.')
  expect(warnings).toMatch(
    /leaves \d+ different texts to certify by and \d+ to tune by, where there should be 250 and 150/,
  )
})

test('a mark that one class begins with is told, and is not shown', () => {
  const marked = some(400, (i) => ({ text: `${i % 4 === 0 ? '[src-9]' : ''} ${someText(i)}` }))
  const { warnings } = good(marked).dataset.facts
  expect(warnings.join()).toContain('100 violating texts')
  expect(warnings.join()).not.toContain('src-9')
})

describe('what is missing is said with what is needed', () => {
  test.each<[string, readonly LabRow[], string, string]>([
    ['no rows', [], 'no rows', 'haechi data import'],
    ['one class', some(200, () => ({ violates: true })), 'All 200 rows are violating', 'at least 20 fine'],
    ['an empty class', some(200, () => ({ violates: false })), 'All 200 rows are fine', '--harm'],
    ['few rows', some(60), '60 different texts', 'Label 40 more'],
    ['few of a class', some(200, (i) => ({ violates: i < 7 })), '7 different violating', 'Label 13 more'],
    [
      'one account with all that violates',
      some(300, (i) => (i % 4 === 0 ? { account: accountOf('one') } : {})),
      'violating texts would be left for tuning',
      'of 12 more accounts',
    ],
  ])('%s', (_, rows, why, wayOut) => {
    const built = build(rows)
    expect(built).toMatchObject({
      ok: false,
      why: expect.stringContaining(why),
      wayOut: expect.stringContaining(wayOut),
    })
  })
})
