const MIDDLE = ['hips', 'spine', 'chest', 'upperChest', 'neck', 'head'] as const
const SIDED = [
  ...(['Shoulder', 'UpperArm', 'LowerArm', 'Hand'] as const),
  ...(['UpperLeg', 'LowerLeg', 'Foot', 'Toes'] as const),
] as const

export type MiddleBone = (typeof MIDDLE)[number]
export type SidedBone = (typeof SIDED)[number]
/** A bone of a human-like body, named as VRM names it. */
export type Bone = MiddleBone | `left${SidedBone}` | `right${SidedBone}`

/** All bones that are known, parents before children. */
export const BONES: readonly Bone[] = [
  ...MIDDLE,
  ...SIDED.map((bone) => `left${bone}` as const),
  ...SIDED.map((bone) => `right${bone}` as const),
]

/** Which bone each hangs on; hips hang on none. */
export function parentOf(bone: Bone): Bone | undefined {
  if (bone === 'hips') return undefined
  const middle = MIDDLE.indexOf(bone as MiddleBone)
  if (middle > 0) return MIDDLE[middle - 1]
  const side = bone.startsWith('left') ? 'left' : 'right'
  const place = SIDED.findIndex((each) => bone === `${side}${each}`)
  if (SIDED[place] === 'Shoulder') return 'upperChest'
  if (SIDED[place] === 'UpperLeg') return 'hips'
  return `${side}${SIDED[place - 1]!}`
}
