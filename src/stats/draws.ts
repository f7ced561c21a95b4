/** Draws from the standard normal distribution. Source: Box and Muller 1958. */
export function normalDraw(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Draws from the gamma distribution of scale 1; `shape` > 0. Source: Marsaglia and Tsang 2000, with their boost below 1. */
export function gammaDraw(random: () => number, shape: number): number {
  if (shape < 1) return gammaDraw(random, shape + 1) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normalDraw(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** Draws from the beta distribution; a shape of 0 puts everything at its own end: `betaDraw(r, 0, b)` is 0. */
export function betaDraw(random: () => number, a: number, b: number): number {
  if (a <= 0) return 0
  if (b <= 0) return 1
  const x = gammaDraw(random, a)
  const y = gammaDraw(random, b)
  return x + y === 0 ? a / (a + b) : x / (x + y)
}
