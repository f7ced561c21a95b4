import type { Point } from './shape.ts'

/** A bone: where it begins, and what it hangs on. */
export interface DemoBone {
  readonly name: string
  readonly at: Point
  readonly parent: number
}

const SPINE: readonly (readonly [string, Point, string])[] = [
  ['hips', [0, 0.95, 0], ''],
  ['spine', [0, 1.05, 0], 'hips'],
  ['chest', [0, 1.18, 0], 'spine'],
  ['upperChest', [0, 1.3, 0], 'chest'],
  ['neck', [0, 1.45, 0], 'upperChest'],
  ['head', [0, 1.53, 0.01], 'neck'],
]

const LIMBS: readonly (readonly [string, Point, string])[] = [
  ['Shoulder', [0.05, 1.4, 0], 'upperChest'],
  ['UpperArm', [0.17, 1.4, 0], 'Shoulder'],
  ['LowerArm', [0.43, 1.4, 0], 'UpperArm'],
  ['Hand', [0.67, 1.4, 0], 'LowerArm'],
  ['UpperLeg', [0.09, 0.9, 0], 'hips'],
  ['LowerLeg', [0.09, 0.5, 0], 'UpperLeg'],
  ['Foot', [0.09, 0.08, -0.02], 'LowerLeg'],
  ['Toes', [0.09, 0.02, 0.1], 'Foot'],
]

/** A body of 1.7 m with its arms stretched out; parents come before children. */
export const SKELETON: readonly DemoBone[] = withParents([
  ...SPINE,
  ...(['left', 'right'] as const).flatMap((side) =>
    LIMBS.map(([name, [x, y, z], parent]): readonly [string, Point, string] => [
      side + name,
      [side === 'left' ? x : -x, y, z],
      parent === 'hips' || parent === 'upperChest' ? parent : side + parent,
    ]),
  ),
])

function withParents(bones: readonly (readonly [string, Point, string])[]): DemoBone[] {
  return bones.map(([name, at, parent]) => ({
    name,
    at,
    parent: bones.findIndex(([other]) => other === parent),
  }))
}

/** The two bones that a point of cloth follows, and how much each: the nearer, the more. */
export function weightsAt([x, y, z]: Point): {
  readonly joints: readonly [number, number]
  readonly weights: readonly [number, number]
} {
  const near = Array.from(SKELETON.keys(), (place) => {
    const middle = middleOf(place)
    return { place, distance: Math.hypot(x - middle[0], y - middle[1], z - middle[2]) + 1e-3 }
  }).sort((a, b) => a.distance - b.distance)
  const [one, two] = [near[0]!, near[1]!]
  const [a, b] = [one.distance ** -4, two.distance ** -4]
  const first = Math.fround(a / (a + b))
  return { joints: [one.place, two.place], weights: [first, Math.fround(1 - first)] }
}

/** Between where a bone begins and where its first child does. */
function middleOf(place: number): Point {
  const { at } = SKELETON[place]!
  const child = SKELETON.find(({ parent }) => parent === place)
  return child === undefined
    ? at
    : [(at[0] + child.at[0]) / 2, (at[1] + child.at[1]) / 2, (at[2] + child.at[2]) / 2]
}
