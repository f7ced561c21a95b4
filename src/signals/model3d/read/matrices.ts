import { type Json, numbersOf } from './fields.ts'

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]

/** The matrix of a node to its parent, column-major. Throws Fault when its numbers are none. */
export function localMatrix(node: Json, at: string): Float64Array {
  if (node.matrix !== undefined) return Float64Array.from(numbersOf(node.matrix, IDENTITY, `${at}/matrix`))
  const [tx, ty, tz] = numbersOf(node.translation, [0, 0, 0], `${at}/translation`) as [number, number, number]
  const [x, y, z, w] = numbersOf(node.rotation, [0, 0, 0, 1], `${at}/rotation`) as [
    number,
    number,
    number,
    number,
  ]
  const [sx, sy, sz] = numbersOf(node.scale, [1, 1, 1], `${at}/scale`) as [number, number, number]
  return Float64Array.of(
    (1 - 2 * (y * y + z * z)) * sx,
    2 * (x * y + z * w) * sx,
    2 * (x * z - y * w) * sx,
    0,
    2 * (x * y - z * w) * sy,
    (1 - 2 * (x * x + z * z)) * sy,
    2 * (y * z + x * w) * sy,
    0,
    2 * (x * z + y * w) * sz,
    2 * (y * z - x * w) * sz,
    (1 - 2 * (x * x + y * y)) * sz,
    0,
    tx,
    ty,
    tz,
    1,
  )
}

/** a · b, column-major 4×4. */
export function multiply(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const out = new Float64Array(16)
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      let sum = 0
      for (let k = 0; k < 4; k++) sum += a[k * 4 + row]! * b[column * 4 + k]!
      out[column * 4 + row] = sum
    }
  }
  return out
}
