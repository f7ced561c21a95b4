import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaQuantile } from './beta-quantile.ts'
import { betaRatio } from './beta-ratio.ts'
import { betaTails, logBetaFront } from './beta-tails.ts'
import { binomialAtLeast, binomialAtMost, binomialMass } from './binomial.ts'
import {
  exactAtLeast,
  exactGammaAbove,
  exactNormalBelow,
  type Fraction,
  toNumber,
} from './exact-references.fixture.ts'
import { chiSquareQuantile, gammaQuantile } from './gamma-quantile.ts'
import { gammaTails } from './gamma-tails.ts'
import { logGamma } from './log-gamma.ts'
import { normalCdf, normalQuantile, normalTails } from './normal.ts'

/** Relative; what issue 7 asks for. */
const CLOSE = 1e-10

function expectClose(seen: number, published: number, within = CLOSE): void {
  expect(Math.abs(seen / published - 1), `${seen} for ${published}`).toBeLessThan(within)
}

test('log-gamma: Abramowitz and Stegun table 6.1 (10 digits), DLMF 5.4, factorials', () => {
  expectClose(Math.exp(logGamma(1.25)), 0.9064024771, 1e-9)
  expectClose(Math.exp(logGamma(1.75)), 0.9190625268, 1e-9)
  // DLMF 5.4.6 and 5.4.20, and the value at the minimum.
  expectClose(logGamma(0.5), Math.log(Math.PI) / 2)
  expectClose(Math.exp(logGamma(1.461632144968362)), 0.8856031944108887)
  let factorial = 1n
  for (let n = 1n; n <= 170n; n++) {
    factorial *= n
    if (n >= 2n) expectClose(logGamma(Number(n) + 1), Math.log(Number(factorial)))
  }
  // Near the zeros, where ln Γ(1 + z) = -γ z + π²/12 z² - …
  const z = 1e-9
  expectClose(logGamma(1 + z), -0.5772156649015329 * (1 + z - 1), 1e-8)
  expect(logGamma(1) + logGamma(2)).toBeCloseTo(0, 15)
})

test('beta ratio: exact rational sums, tails down to 1e-300 on either side', () => {
  const cases: [number, number, number][] = [
    [1, 10, 3],
    [8, 10, 614],
    [60, 1000, 40],
    [3, 2000, 2],
    [400, 2000, 100],
    [1990, 2000, 1000],
    [200, 300, 60],
    [999, 1000, 1023],
  ]
  for (const [k, n, over] of cases) {
    const x: Fraction = { over: BigInt(over), under: 1024n }
    const above = exactAtLeast(k, n, x)
    const below = { over: above.under - above.over, under: above.under }
    const tails = betaTails(k, n - k + 1, over / 1024)
    for (const [seen, exact] of [
      [tails.below, toNumber(above)],
      [tails.above, toNumber(below)],
    ] as const)
      if (exact > 1e-305) expectClose(Math.exp(seen), exact)
    expectClose(binomialAtLeast(k, n, over / 1024), Math.exp(tails.below))
    expectClose(binomialAtMost(k - 1, n, over / 1024), Math.exp(tails.above))
  }
  // Far below what a number can hold, the logarithm still stands: 0.001^2000.
  expectClose(betaTails(2000, 1, 0.001).below, 2000 * Math.log(0.001))
})

test('binomial mass: exact, and it adds up', () => {
  const p = { over: 51n, under: 1024n }
  for (const k of [0, 1, 17, 80, 299, 300]) {
    const [more, less] = [exactAtLeast(k, 300, p), exactAtLeast(k + 1, 300, p)]
    const exact = toNumber({ over: more.over - less.over, under: more.under })
    if (exact > 1e-300) expectClose(binomialMass(k, 300, 51 / 1024), exact)
  }
  let sum = 0
  for (let k = 0; k <= 300; k++) sum += binomialMass(k, 300, 0.2)
  expectClose(sum, 1)
  expect(binomialMass(-1, 5, 0.5) + binomialMass(6, 5, 0.5)).toBe(0)
})

test('incomplete gamma: exact Poisson sums', () => {
  for (const [a, x] of [
    [1, 5],
    [3, 1],
    [10, 10],
    [50, 80],
    [200, 120],
    [5, 200],
  ] as const) {
    const above = exactGammaAbove(a, { over: BigInt(x), under: 1n })
    const tails = gammaTails(a, x)
    expectClose(Math.exp(tails.above), toNumber(above))
    expectClose(Math.exp(tails.below), toNumber({ over: above.under - above.over, under: above.under }))
  }
})

test('normal: Abramowitz and Stegun table 26.1 (15 digits); Wichura AS 241 (16 digits); exact series', () => {
  expectClose(normalCdf(0.5), 0.691462461274013, 2e-15)
  expectClose(normalCdf(1), 0.841344746068543, 2e-15)
  expectClose(normalCdf(2), 0.977249868051821, 2e-15)
  expectClose(normalCdf(3), 0.99865010196837, 2e-15)
  expectClose(normalQuantile(0.25), -0.6744897501960817)
  expectClose(normalQuantile(1e-3), -3.090232306167814)
  expectClose(normalQuantile(1e-20), -9.26234008979841)
  expectClose(normalQuantile(1e-20, 'above'), 9.26234008979841)
  expect(Math.abs(normalQuantile(0.5))).toBeLessThan(1e-15)
  for (const eighths of [1, 5, 12, 30, 64, 90])
    expectClose(
      Math.exp(normalTails(-eighths / 8).below),
      toNumber(exactNormalBelow({ over: BigInt(eighths), under: 8n })),
    )
})

test('chi-square quantiles: Pearson and Hartley table 8 (six digits), closed form for two degrees', () => {
  expectClose(chiSquareQuantile(1, 0.95), 3.84146, 2e-6)
  expectClose(chiSquareQuantile(10, 0.95), 18.307, 3e-6)
  expectClose(chiSquareQuantile(10, 0.05), 3.9403, 1e-5)
  expectClose(chiSquareQuantile(100, 0.995), 140.169, 4e-6)
  expectClose(chiSquareQuantile(2, 1e-12, 'above'), -2 * Math.log(1e-12))
  expectClose(chiSquareQuantile(1, 0.95), normalQuantile(0.975) ** 2)
})

test('a quantile is where the tail is p, whatever the shape', () => {
  const shape = fc.double({ min: Math.log(0.05), max: Math.log(1e5), noNaN: true }).map(Math.exp)
  const p = fc.double({ min: Math.log(1e-200), max: Math.log(0.999), noNaN: true }).map(Math.exp)
  fc.assert(
    fc.property(shape, shape, p, fc.constantFrom('below' as const, 'above' as const), (a, b, p, tail) => {
      const x = betaQuantile(a, b, p, tail)
      // Below 1e-290 and next to 1 the number itself has no more digits.
      if (x > 1e-290 && x < 1 - 1e-3) expectClose(Math.exp(betaTails(a, b, x)[tail]), p, 1e-9)
      const y = gammaQuantile(a, p, tail)
      if (y > 1e-290) expectClose(Math.exp(gammaTails(a, y)[tail]), p, 1e-9)
    }),
  )
  expect([betaQuantile(2, 3, 0), betaQuantile(2, 3, 1), betaQuantile(2, 3, 0, 'above')]).toEqual([0, 1, 1])
  expect([gammaQuantile(2, 0), gammaQuantile(2, 1), normalQuantile(0)]).toEqual([0, Infinity, -Infinity])
  expect([betaRatio(2, 3, 0), betaRatio(2, 3, 1)]).toEqual([0, 1])
})

test('the formula this replaced, differences of log-gammas, does not reach the digits asked for', () => {
  const [a, b, x] = [300_000, 5_700_000, 0.05]
  const plain = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)
  // A beta near its mean is nearly normal: the density of its log-odds by Stirling's formula to second order.
  const n = a + b
  const stirling = 0.5 * Math.log((a * (b / n)) / (2 * Math.PI)) + (1 / n - 1 / a - 1 / b) / 12
  expect(Math.abs(plain - stirling)).toBeGreaterThan(CLOSE)
  expect(Math.abs(logBetaFront(a, b, x, 1 - x) - stirling)).toBeLessThan(CLOSE)
})
