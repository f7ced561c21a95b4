/** Bands 0 to DEGREE of spherical harmonics: (DEGREE + 1)² functions. */
export const DEGREE = 8
export const HARMONICS = (DEGREE + 1) ** 2

// Factors of the normalised associated Legendre functions, by l (l + 1) / 2 + m.
const ALPHA = new Float64Array(((DEGREE + 1) * (DEGREE + 2)) / 2)
const BETA = new Float64Array(ALPHA.length)
const DIAGONAL = new Float64Array(DEGREE + 1)
for (let m = 0; m <= DEGREE; m++) {
  DIAGONAL[m] = m === 0 ? Math.sqrt(1 / (4 * Math.PI)) : DIAGONAL[m - 1]! * Math.sqrt((2 * m + 1) / (2 * m))
  for (let l = m + 1; l <= DEGREE; l++) {
    const at = (l * (l + 1)) / 2 + m
    ALPHA[at] = Math.sqrt((4 * l * l - 1) / (l * l - m * m))
    BETA[at] = l === m + 1 ? 0 : Math.sqrt(((l - 1) * (l - 1) - m * m) / (4 * (l - 1) * (l - 1) - 1))
  }
}

/**
 * The real spherical harmonics of a unit vector into `out`; band l begins at l². Only + - × ÷ √, so the same everywhere.
 * Source: the fully normalised recurrences of Holmes and Featherstone (2002), in Cartesian form.
 */
export function harmonics(x: number, y: number, z: number, out: Float64Array): void {
  // (x + iy)^m, which carries sin^m of the polar angle.
  let re = 1
  let im = 0
  for (let m = 0; m <= DEGREE; m++) {
    if (m > 0) {
      const next = re * x - im * y
      im = re * y + im * x
      re = next
    }
    const scale = m === 0 ? 1 : Math.SQRT2
    let before = 0
    let here = DIAGONAL[m]!
    for (let l = m; l <= DEGREE; l++) {
      if (l > m) {
        const at = (l * (l + 1)) / 2 + m
        const next = ALPHA[at]! * (z * here - BETA[at]! * before)
        before = here
        here = next
      }
      const middle = l * l + l
      out[middle + m] = scale * here * re
      if (m > 0) out[middle - m] = scale * here * im
    }
  }
}
