/** A linear function of features, whose sigmoid is a probability. */
export interface Logistic {
  readonly weights: Float64Array
  readonly bias: number
}

/** How many steps are remembered. */
const MEMORY = 8
const ENOUGH = 1e-5

/**
 * Logistic regression with an L2 penalty by L-BFGS (J. Nocedal, 1980) with halved steps: without chance, so that the same
 * rows give the same weights. `rows`: numbers of those to learn from; `x`: `width` features a row.
 */
export function fitLogistic(
  x: Float32Array,
  width: number,
  rows: Int32Array,
  has: Uint8Array,
  { ridge, steps }: { readonly ridge: number; readonly steps: number },
): Logistic {
  const size = width + 1
  let theta = new Float64Array(size)
  const positives = rows.reduce((sum, row) => sum + has[row]!, 0)
  theta[width] = Math.log((positives + 1) / (rows.length - positives + 1))
  let now = lossOf(theta)
  const past: { s: Float64Array; y: Float64Array; rho: number }[] = []
  for (let step = 0; step < steps; step++) {
    const direction = downhill(now.gradient, past)
    let slope = dot(direction, now.gradient)
    if (slope >= 0) {
      // What was remembered misleads: start anew along the gradient.
      past.length = 0
      direction.set(now.gradient.map((value) => -value))
      slope = dot(direction, now.gradient)
    }
    let length = past.length === 0 ? 1 / Math.max(1, Math.sqrt(-slope)) : 1
    let next = theta
    let after = now
    for (let halved = 0; halved < 40; halved++, length /= 2) {
      next = theta.map((value, i) => value + length * direction[i]!)
      after = lossOf(next)
      if (after.loss <= now.loss + 1e-4 * length * slope) break
    }
    if (!(after.loss < now.loss)) break
    const s = next.map((value, i) => value - theta[i]!)
    const y = after.gradient.map((value, i) => value - now.gradient[i]!)
    const sy = dot(s, y)
    if (sy > 1e-12) past.push({ s, y, rho: 1 / sy })
    if (past.length > MEMORY) past.shift()
    const gain = now.loss - after.loss
    theta = next
    now = after
    if (gain < ENOUGH * Math.max(1, Math.abs(now.loss)) * 1e-2) break
  }
  return { weights: theta.subarray(0, width), bias: theta[width]! }

  function lossOf(at: Float64Array): { loss: number; gradient: Float64Array } {
    const gradient = new Float64Array(size)
    let loss = 0
    for (const row of rows) {
      const from = row * width
      let z = at[width]!
      for (let k = 0; k < width; k++) z += at[k]! * x[from + k]!
      const truth = has[row]!
      loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - truth * z
      const error = 1 / (1 + Math.exp(-z)) - truth
      for (let k = 0; k < width; k++) gradient[k]! += error * x[from + k]!
      gradient[width]! += error
    }
    for (let k = 0; k < width; k++) {
      loss += 0.5 * ridge * at[k]! * at[k]!
      gradient[k]! += ridge * at[k]!
    }
    return { loss, gradient }
  }
}

function downhill(
  gradient: Float64Array,
  past: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.map((value) => -value)
  const alphas: number[] = []
  for (const { s, y, rho } of past.toReversed()) {
    const alpha = rho * dot(s, q)
    alphas.push(alpha)
    for (let i = 0; i < q.length; i++) q[i]! -= alpha * y[i]!
  }
  const last = past.at(-1)
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.y, last.y))
    for (let i = 0; i < q.length; i++) q[i]! *= scale
  }
  for (const { s, y, rho } of past) {
    const beta = rho * dot(y, q)
    const alpha = alphas.pop()!
    for (let i = 0; i < q.length; i++) q[i]! += (alpha - beta) * s[i]!
  }
  return q
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
