import { expect, test } from 'vitest'
import { chanceFrom } from '../chance.ts'
import { normalDraw } from '../draws.ts'
import { populationStability } from './population-stability.ts'
import { scoreDrift, type TimedScore } from './score-drift.ts'

function scores(random: () => number, accounts: number, each: number, name: string, shift = 0): TimedScore[] {
  return Array.from({ length: accounts }, (_, i) => `${name}${i}`).flatMap((cluster) => {
    const own = normalDraw(random)
    return Array.from({ length: each }, () => ({ score: own + 0.3 * normalDraw(random) + shift, cluster }))
  })
}

test('accounts of many alike items are no drift; item by item nearly all would be', () => {
  const random = chanceFrom(41)
  let [byAccount, byItem] = [0, 0]
  for (let world = 0; world < 30; world++) {
    const before = scores(random, 30, 15, 'a')
    const after = scores(random, 30, 15, 'b')
    if (scoreDrift(random, before, after, 99)!.p <= 0.05) byAccount++
    const alone = (rows: TimedScore[], name: string) =>
      rows.map(({ score }, i) => ({ score, cluster: `${name}${i}` }))
    if (scoreDrift(random, alone(before, 'x'), alone(after, 'y'), 99)!.p <= 0.05) byItem++
  }
  expect(byAccount / 30).toBeLessThan(0.15)
  expect(byItem / 30).toBeGreaterThan(0.5)
})

test('a shift is seen, also of accounts that were there before; ties are no distance', () => {
  const random = chanceFrom(42)
  expect(
    scoreDrift(random, scores(random, 60, 3, 'a'), scores(random, 60, 3, 'b', 1.5), 199)!.p,
  ).toBeLessThan(0.02)
  const same = scores(random, 60, 3, 'a')
  const moved = same.map(({ score, cluster }) => ({ score: score + 0.5, cluster }))
  expect(scoreDrift(random, same, moved, 199)!.p).toBeLessThan(0.02)
  const tied = Array.from({ length: 20 }, (_, i) => ({ score: 0.5, cluster: `${i}` }))
  expect(scoreDrift(random, tied, tied, 99)).toEqual({ distance: 0, p: 1 })
  expect(scoreDrift(random, [], tied)).toBe(undefined)
})

test('the distance is Kolmogorov and Smirnov’s', () => {
  const of = (values: number[], name: string) => values.map((score, i) => ({ score, cluster: `${name}${i}` }))
  const seen = scoreDrift(chanceFrom(1), of([1, 2, 3, 4], 'a'), of([3, 4, 5, 6], 'b'), 9)!
  expect(seen.distance).toBe(0.5)
})

test('stability: above chance in 1 % of cases, where "above 0.1" cries wolf', () => {
  const random = chanceFrom(43)
  let [above, tenth, drift] = [0, 0, 0]
  const draw = (count: number, shift = 0) => Array.from({ length: count }, () => normalDraw(random) + shift)
  for (let world = 0; world < 500; world++) {
    const { index, byChance } = populationStability(draw(200), draw(200), { alpha: 0.05 })!
    if (index > byChance) above++
    if (index > 0.1) tenth++
    if (world < 20 && populationStability(draw(2000), draw(2000, 0.4))!.isDrift) drift++
  }
  expect(above / 500).toBeLessThan(0.08)
  expect(above / 500).toBeGreaterThan(0.02)
  expect(tenth / 500).toBeGreaterThan(0.25)
  expect(drift).toBe(20)
  // Sure, but too small to matter.
  const tiny = populationStability(draw(100_000), draw(100_000, 0.05))!
  expect(tiny.index).toBeGreaterThan(tiny.byChance)
  expect(tiny.isDrift).toBe(false)
  expect(populationStability([1, 1, 1], [1, 1])!.isDrift).toBe(false)
  expect(populationStability([], [1])).toBe(undefined)
})
