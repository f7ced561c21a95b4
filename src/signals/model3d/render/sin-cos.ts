const HALF_PI = Math.PI / 2

/**
 * Sine and cosine of an angle in radians, by plain arithmetic alone: the standard lets every engine
 * round Math.sin in its own way, and a picture must be the same everywhere. Taylor polynomials on
 * ±π/4, right to about 1e-15 for the angles that a texture is turned by; large angles lose digits.
 */
export function sinCos(radians: number): { readonly sin: number; readonly cos: number } {
  if (!Number.isFinite(radians)) return { sin: 0, cos: 1 }
  const turns = Math.floor(radians / HALF_PI + 0.5)
  const x = radians - turns * HALF_PI
  const xx = x * x
  let s = 0
  let c = 0
  for (let k = 9; k >= 1; k--) {
    s = (1 + s) * (-xx / (2 * k * (2 * k + 1)))
    c = (1 + c) * (-xx / (2 * k * (2 * k - 1)))
  }
  const sin = x * (1 + s)
  const cos = 1 + c
  switch (turns - 4 * Math.floor(turns / 4)) {
    case 0:
      return { sin, cos }
    case 1:
      return { sin: cos, cos: -sin }
    case 2:
      return { sin: -sin, cos: -cos }
    default:
      return { sin: -cos, cos: sin }
  }
}
