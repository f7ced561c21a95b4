import { expect, test } from 'vitest'
import { seededRandom } from '../text/seeded-random.ts'
import { labelBoost } from './label-boost.ts'

const scores = (count: number, from: number, seed: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, i) => ({ score: from + 0.3 * random(), account: `account:${i}` }))
}

test('drift of scores gets a model more labels; too few scores, or the same ones, do not', () => {
  const before = scores(600, 0, 1)
  expect(labelBoost(seededRandom(1), [...scores(200, 0.15, 2), ...before])).toBe(2)
  expect(labelBoost(seededRandom(1), [...scores(200, 0, 3), ...before])).toBe(1)
  expect(labelBoost(seededRandom(1), scores(150, 0.5, 4))).toBe(1)
})

test('one account that says much is no drift', () => {
  const one = scores(200, 0.25, 5).map(({ score }) => ({ score, account: 'account:loud' }))
  expect(labelBoost(seededRandom(1), [...one, ...scores(600, 0, 1)])).toBe(1)
})
