import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atOnce } from '../../core/steps.ts'
import { findClusters } from './find-clusters.ts'
import { someText } from './texts.fixture.ts'

const clustersOf = (texts: readonly (string | undefined)[]) => [...atOnce(findClusters(texts)).of]
const TEXT = 'selling cheap gold coins, write me on the market square before noon'

test('copies that were made to look different are one cluster', () => {
  const copies = [
    TEXT,
    TEXT.toUpperCase(),
    [...TEXT].join(' '),
    `${TEXT} !!!`,
    TEXT.replace('gold', 'g0ld'),
    `hey ${TEXT}`,
    TEXT.slice(0, -5),
  ]
  expect(new Set(clustersOf(copies)).size).toBe(1)
})

test('short texts are alike only as equals; signs alone are told apart', () => {
  expect(clustersOf(['gg', 'GG', 'gl', '!!', '??', '', '1', '2', undefined, undefined])).toEqual([
    0, 0, 1, 2, 3, 4, 5, 6, 7, 8,
  ])
})

test('texts that share some words are no near-duplicates, and a chain of them makes no cluster', () => {
  const texts = Array.from({ length: 400 }, (_, i) => `please come to the market ${someText(i, 6)}`)
  const { count } = atOnce(findClusters(texts))
  expect(count).toBeGreaterThan(395)
})

test('which texts are together hangs not on the order', () => {
  const texts = Array.from({ length: 40 }, (_, i) => someText(i % 15) + (i % 2 === 0 ? '' : ' ok'))
  const pairs = (order: readonly number[]) => {
    const of = clustersOf(order.map((i) => texts[i]))
    return new Set(
      order.flatMap((one, i) => order.flatMap((other, j) => (of[i] === of[j] ? [`${one} ${other}`] : []))),
    )
  }
  const straight = pairs(texts.map((_, i) => i))
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        texts.map((_, i) => i),
        { minLength: 40 },
      ),
      (order) => {
        expect(pairs(order)).toEqual(straight)
      },
    ),
    { numRuns: 30 },
  )
  expect(straight.size).toBeGreaterThan(40)
})
