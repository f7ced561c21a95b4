/** A fraction of whole numbers of any length. */
export interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

/** To the nearest number, or one beside it; good for fractions far below what a number can hold as a quotient of numbers. */
export function toNumber({ over, under }: Fraction): number {
  if (over === 0n) return 0
  const shift = under.toString(2).length - over.toString(2).length + 60
  const scaled = shift >= 0 ? (over << BigInt(shift)) / under : over / (under << BigInt(-shift))
  // In two steps: 2 ** -shift alone may be too small to hold.
  const half = Math.trunc(shift / 2)
  return Number(scaled) * 2 ** -half * 2 ** (half - shift)
}

/** P(X ≥ k) for n trials with chance `over / under`, as an exact fraction. */
export function exactAtLeast(k: number, n: number, { over, under }: Fraction): Fraction {
  let sum = 0n
  let choose = 1n
  for (let j = 0; j <= n; j++) {
    if (j > 0) choose = (choose * BigInt(n - j + 1)) / BigInt(j)
    if (j >= k) sum += choose * over ** BigInt(j) * (under - over) ** BigInt(n - j)
  }
  return { over: sum, under: under ** BigInt(n) }
}

/** Digits after the point, in bits, of the sums below. */
const BITS = 1200n
const ONE = 1n << BITS

/** e^-x as a whole number of 2^-1200, for x up to some hundred. */
function expMinus({ over, under }: Fraction): bigint {
  let sum = 0n
  let term = ONE
  for (let k = 1n; term !== 0n; k++) {
    sum += term
    term = (term * over) / (under * k)
  }
  return (ONE * ONE) / sum
}

/** Q(a, x) for whole a: the chance that a Poisson count of mean x is below a. */
export function exactGammaAbove(a: number, x: Fraction): Fraction {
  let sum = 0n
  let term = ONE
  for (let k = 1; k <= a; k++) {
    sum += term
    term = (term * x.over) / (x.under * BigInt(k))
  }
  return { over: sum * expMinus(x), under: ONE * ONE }
}

/** 2 / √π from 50 digits of √π. */
const ROOT_PI = 177_245_385_090_551_602_729_816_748_334_114_518_279_754_945_612_238_7n
const ROOT_PI_UNDER = 10n ** 51n

/** Φ(-z) for z > 0: (1 - erf(z / √2)) / 2, by the series DLMF 7.6.2 in z² alone. Good to 50 digits after the point. */
export function exactNormalBelow(z: Fraction): Fraction {
  // erf(t) = 2/√π e^{-t²} Σ 2^k t^{2k+1} / (2k+1)!!, with t = z / √2: √2/√π z e^{-z²/2} Σ z^{2k} / (2k+1)!!
  const square = { over: z.over ** 2n, under: z.under ** 2n }
  let sum = 0n
  let term = (ONE * z.over) / z.under
  for (let k = 1n; term !== 0n; k++) {
    sum += term
    term = (term * square.over) / (square.under * (2n * k + 1n))
  }
  const half = { over: square.over, under: square.under * 2n }
  const rootTwo = root(2n * ONE * ONE)
  const erf = (((sum * expMinus(half)) / ONE) * rootTwo * ROOT_PI_UNDER) / (ONE * ROOT_PI)
  return { over: ONE - erf, under: 2n * ONE }
}

function root(square: bigint): bigint {
  let guess = 1n << BigInt(Math.ceil(square.toString(2).length / 2))
  for (;;) {
    const next = (guess + square / guess) >> 1n
    if (next >= guess) return guess
    guess = next
  }
}
