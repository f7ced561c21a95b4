/** Turns a symmetric 3 x 3 matrix in place until all that is beside its diagonal is gone: Jacobi's rotations, a few sweeps. */
export function turnToMainAxes(m: number[][]): void {
  for (let sweep = 0; sweep < 12; sweep++)
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const beside = m[p]![q]!
      if (beside === 0) continue
      const theta = (m[q]![q]! - m[p]![p]!) / (2 * beside)
      const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
      const c = 1 / Math.sqrt(t * t + 1)
      const s = t * c
      for (let k = 0; k < 3; k++) {
        const [a, b] = [m[k]![p]!, m[k]![q]!]
        m[k]![p] = c * a - s * b
        m[k]![q] = s * a + c * b
      }
      for (let k = 0; k < 3; k++) {
        const [a, b] = [m[p]![k]!, m[q]![k]!]
        m[p]![k] = c * a - s * b
        m[q]![k] = s * a + c * b
      }
    }
}
