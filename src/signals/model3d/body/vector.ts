export type Vector = readonly [number, number, number]

export const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
export const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
export const times = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by]
export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
export const lengthOf = (a: Vector): number => Math.sqrt(dot(a, a))
export const middleOf = (a: Vector, b: Vector): Vector => times(add(a, b), 0.5)

/** The vector at length 1; `otherwise` for one without a direction. */
export function unit(a: Vector, otherwise: Vector): Vector {
  const length = lengthOf(a)
  return length > 1e-9 && length < Number.POSITIVE_INFINITY ? times(a, 1 / length) : otherwise
}
