import { SIGNATURE_LENGTH } from './shape-signature.ts'

/** Whole numbers of 16 bits: a 9,000th is far below what any change of an item moves. No number is above 7. */
export const PER_UNIT = 9_000

/** A signature as it is kept; undefined for what is none. */
export function shapeCode(signature: readonly number[] | undefined): Uint16Array | undefined {
  if (signature?.length !== SIGNATURE_LENGTH) return undefined
  if (!signature.every((value) => value >= 0 && value < 7.2)) return undefined
  return Uint16Array.from(signature, (value) => Math.round(value * PER_UNIT))
}

/** A distance between signatures in the units of their codes. */
export function codeDistance(distance: number): number {
  return distance * PER_UNIT
}

/** How far apart two codes are, as a distance between signatures. */
export function shapeDistance(a: Uint16Array, b: Uint16Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k]! - b[k]!) ** 2
  return Math.sqrt(sum) / PER_UNIT
}
