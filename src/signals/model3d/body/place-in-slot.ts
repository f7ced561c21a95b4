import { type Box, boxOf } from '../integrity/box-of.ts'
import type { Vector } from './vector.ts'
import { add, minus, times } from './vector.ts'

/** Where on a body an item without bones is worn. */
export const WEAR_SLOTS = [
  ...(['hat', 'hair', 'face', 'shoulder', 'back', 'waist'] as const),
  ...(['top', 'bottom', 'dress', 'shoes'] as const),
] as const

export type WearSlot = (typeof WEAR_SLOTS)[number]

interface Zone {
  /** Where the middle of such an item lies on the mannequin, metres. */
  readonly from: Vector
  readonly to: Vector
  /** Its size in metres, at least and at most, in its longest direction. */
  readonly sizes: readonly [number, number]
  /** Which of its heights is put where when it is not there. */
  readonly edge: 'top' | 'bottom' | 'middle'
  readonly at: Vector
}

const ZONES: Readonly<Record<WearSlot, Zone>> = {
  hat: zone([-0.1, 1.5, -0.12], [0.1, 1.95, 0.15], [0.12, 1.2], 'bottom', [0, 1.66, 0.01]),
  hair: zone([-0.1, 1.1, -0.2], [0.1, 1.8, 0.15], [0.15, 1.5], 'top', [0, 1.77, 0]),
  face: zone([-0.06, 1.5, 0], [0.06, 1.72, 0.25], [0.05, 0.6], 'middle', [0, 1.63, 0.1]),
  shoulder: zone([-0.35, 1.3, -0.2], [0.35, 1.75, 0.2], [0.05, 0.9], 'bottom', [0.17, 1.44, 0]),
  back: zone([-0.2, 0.8, -0.8], [0.2, 1.7, -0.03], [0.1, 3], 'middle', [0, 1.22, -0.22]),
  waist: zone([-0.15, 0.8, -0.3], [0.15, 1.12, 0.3], [0.1, 2], 'middle', [0, 1, 0]),
  top: zone([-0.08, 1.05, -0.12], [0.08, 1.4, 0.12], [0.25, 2], 'top', [0, 1.46, 0]),
  bottom: zone([-0.08, 0.35, -0.12], [0.08, 1, 0.12], [0.15, 1.5], 'top', [0, 1.04, 0]),
  dress: zone([-0.08, 0.7, -0.15], [0.08, 1.25, 0.15], [0.5, 2.2], 'top', [0, 1.44, 0]),
  shoes: zone([-0.12, 0, -0.15], [0.12, 0.4, 0.2], [0.1, 0.8], 'bottom', [0, 0, 0.03]),
}

function zone(
  from: Vector,
  to: Vector,
  sizes: readonly [number, number],
  edge: Zone['edge'],
  at: Vector,
): Zone {
  return { from, to, sizes, edge, at }
}

/** Metres in the units that exporters write: centimetres, inches, Roblox studs, tenths, feet, millimetres. */
const UNITS = [1, 0.01, 0.0254, 0.28, 0.1, 0.3048, 0.001]

const NEAR = 0.12

/** How points are moved onto the mannequin: first made smaller or larger, then moved. */
export interface Placed {
  readonly scale: number
  readonly move: Vector
}

/**
 * Puts an item without bones onto the mannequin. One that already stands where such an item is worn stays there. Its size is
 * only changed where it is beyond all measure, and then, if it can be, by a unit: a short top must not grow to a long one.
 */
export function placeInSlot(positions: readonly Float32Array[], slot: WearSlot): Placed | undefined {
  const box = boxOf(positions)
  if (box === undefined || ![...box.from, ...box.to].every(Number.isFinite)) return undefined
  const { from, to, sizes, edge, at } = ZONES[slot]
  const longest = Math.max(...minus(box.to, box.from))
  if (!(longest > 0)) return undefined
  const fits = (unit: number): boolean => longest * unit >= sizes[0] && longest * unit <= sizes[1]
  const scale = UNITS.find(fits) ?? (sizes[0] + sizes[1]) / 2 / longest
  const middle = times(add(box.from, box.to), scale / 2)
  const there = middle.every((value, axis) => value >= from[axis]! && value <= to[axis]!)
  const move = minus(at, anchorOf(box, scale, edge))
  if (!there) return { scale, move }
  // Bodies differ by a few centimetres: a collar that is nearly at the neck belongs there.
  const near = edge === 'top' && Math.abs(move[1]) <= NEAR
  return { scale, move: [0, near ? move[1] : 0, 0] }
}

function anchorOf(box: Box, scale: number, edge: Zone['edge']): Vector {
  const middle = times(add(box.from, box.to), scale / 2)
  if (edge === 'middle') return middle
  return [middle[0], (edge === 'top' ? box.to[1] : box.from[1]) * scale, middle[2]]
}
