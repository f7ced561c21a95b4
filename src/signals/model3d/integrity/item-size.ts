import { boxOf } from './box-of.ts'
import type { Check } from './check.ts'

/** Larger than the slot, in any direction; all meshes count, hidden ones too. Nothing to be seen at all is told too. */
export const itemSize: Check = ({ posed, profile: { size } }) => {
  const box = boxOf(posed.map(({ positions }) => positions))
  if (box === undefined) {
    return [{ code: 'nothing-to-see', severity: 'error', at: '/meshes', says: 'No mesh stands anywhere.' }]
  }
  if (size === undefined) return []
  const sides = box.to.map((to, axis) => to - box.from[axis]!)
  if (sides.every((side, axis) => side <= size[axis]! * (1 + 1e-6))) return []
  const written = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(' × ')
  const says = `${written(sides)} m; the slot allows ${written(size)} m.`
  return [{ code: 'too-large', severity: 'error', at: '/meshes', says }]
}
