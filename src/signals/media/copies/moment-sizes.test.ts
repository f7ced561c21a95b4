import { expect, test } from 'vitest'
import { seededInts } from '../../hash/seeded-picture.fixture.ts'
import { MOMENT_SIZES, momentSizes } from './moment-sizes.ts'

const COUNT = 2000
const draw = seededInts(7)
const random = (): number => draw(1_000_000) / 1_000_000
/** A cloud three times as long as it is high, around its middle, of size 1. */
const cloud = scaled(Float64Array.from({ length: 3 * COUNT }, (_, i) => (random() - 0.5) * [3, 2, 1][i % 3]!))
const even = new Float64Array(COUNT).fill(1 / COUNT)

function scaled(points: Float64Array): Float64Array {
  const size = Math.sqrt(points.reduce((sum, value) => sum + value * value, 0) / COUNT)
  return points.map((value) => value / size)
}

test('the first three are how far points lie along the main axes, the longest first', () => {
  const sizes = momentSizes(cloud, even, 5)
  expect(sizes).toHaveLength(MOMENT_SIZES)
  const along = [0, 1, 2].map((axis) =>
    Math.sqrt(cloud.reduce((sum, value, i) => sum + (i % 3 === axis ? value * value : 0), 0) / COUNT),
  )
  // Points by chance lie a little askew.
  for (const [k, length] of along.entries()) expect(sizes[k]).toBeCloseTo(length, 2)
  expect(Math.hypot(...sizes.slice(0, 3))).toBeCloseTo(1, 12)
})

test('turning changes none of them', () => {
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)]
  const turned = cloud.slice()
  for (let i = 0; i < cloud.length; i += 3) {
    const [x, y, z] = [cloud[i]!, cloud[i + 1]!, cloud[i + 2]!]
    turned.set([c * x - s * z, s * x + c * z, y], i)
  }
  const [before, after] = [momentSizes(cloud, even, 2), momentSizes(turned, even, 2)]
  for (const [k, value] of before.entries()) expect(after[k]).toBeCloseTo(value, 10)
})

test('a speck far outside hardly moves them', () => {
  const speck = cloud.slice()
  const weights = even.map((weight) => weight * (1 - 1e-6))
  speck.set([1e6, -1e6, 1e6])
  weights[0] = 1e-6
  const [before, after] = [momentSizes(cloud, even, 2.3), momentSizes(speck, weights, 2.3)]
  for (const [k, value] of before.entries()) expect(Math.abs(after[k]! - value)).toBeLessThan(1e-3)
})
