import { expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { clusterBootstrap, clusterDraws } from './cluster-bootstrap.ts'
import { normalDraw } from './draws.ts'

test('a mean over accounts lies in its interval at about the stated rate; over items it would not', () => {
  const random = chanceFrom(61)
  const WORLDS = 150
  let [held, heldByItem] = [0, 0]
  for (let world = 0; world < WORLDS; world++) {
    const accounts = Array.from({ length: 60 }, () => {
      const own = normalDraw(random)
      return Array.from({ length: 8 }, () => own + 0.3 * normalDraw(random))
    })
    const meanOf = (values: readonly number[][]) => (weights: Float64Array) => {
      let [sum, all] = [0, 0]
      values.forEach((items, i) => {
        for (const item of items) sum += weights[i]! * item
        all += weights[i]! * items.length
      })
      return sum / all
    }
    const byAccount = clusterBootstrap(random, 60, meanOf(accounts), { draws: 200 })
    const byItem = clusterBootstrap(random, 480, meanOf(accounts.flat().map((item) => [item])), {
      draws: 200,
    })
    if (byAccount.low <= 0 && 0 <= byAccount.high) held++
    if (byItem.low <= 0 && 0 <= byItem.high) heldByItem++
  }
  expect(held / WORLDS).toBeGreaterThan(0.89)
  expect(heldByItem / WORLDS).toBeLessThan(0.7)
})

test('draws that tell nothing are left out; weights are 1 on average', () => {
  const random = chanceFrom(62)
  const draws = clusterDraws(
    random,
    5,
    (weights) => (weights[0]! > 1 ? weights.reduce((x, y) => x + y) : Number.NaN),
    100,
  )
  expect(draws.length).toBeGreaterThan(10)
  expect(draws.length).toBeLessThan(60)
  for (const sum of draws) expect(sum).toBeCloseTo(5, 9)
  expect(clusterBootstrap(random, 3, () => Number.NaN).low).toBeNaN()
})
