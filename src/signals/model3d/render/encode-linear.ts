/**
 * A linear value 0..1 as sRGB stores it, 0..1. x^(1/2.4) is the cube root of x^(5/4), by square roots
 * (which the standard rounds exactly) and Newton's method: Math.pow may differ between engines.
 */
export function encodeLinear(linear: number): number {
  if (!(linear > 0)) return 0
  if (linear >= 1) return 1
  if (linear <= 0.0031308) return linear * 12.92
  const power = linear * Math.sqrt(Math.sqrt(linear))
  let root = 0.5
  for (let i = 0; i < 12; i++) root = (2 * root + power / (root * root)) / 3
  return 1.055 * root - 0.055
}
