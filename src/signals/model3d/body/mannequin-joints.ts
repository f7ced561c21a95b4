import { BONES, type Bone } from './bone.ts'
import { add, times, type Vector } from './vector.ts'

/** Where the bones of a body begin, metres, y up, facing +Z, its left at +X. */
export type Joints = Readonly<Record<Bone, Vector>>

/** The left side and the middle of a body of 1.7 m. */
const T_POSE: Readonly<Record<string, Vector>> = {
  ...{ hips: [0, 0.95, 0], spine: [0, 1.05, 0], chest: [0, 1.18, 0], upperChest: [0, 1.3, 0] },
  ...{ neck: [0, 1.45, 0], head: [0, 1.53, 0.01] },
  ...{ leftShoulder: [0.05, 1.4, 0], leftUpperArm: [0.17, 1.4, 0] },
  ...{ leftLowerArm: [0.43, 1.4, 0], leftHand: [0.67, 1.4, 0] },
  ...{ leftUpperLeg: [0.09, 0.9, 0], leftLowerLeg: [0.09, 0.5, 0] },
  ...{ leftFoot: [0.09, 0.08, -0.02], leftToes: [0.09, 0.02, 0.1] },
}

/** The mannequin's bones, arms stretched out (T) or half lowered (A). */
export function mannequinJoints(pose: 'T' | 'A' = 'T'): Joints {
  const left = pose === 'T' ? T_POSE : { ...T_POSE, ...lowered() }
  return Object.fromEntries(
    BONES.map((bone): [Bone, Vector] => {
      const [x, y, z] = left[bone.replace('right', 'left')]!
      return [bone, bone.startsWith('right') ? [-x, y, z] : [x, y, z]]
    }),
  ) as Record<Bone, Vector>
}

function lowered(): Record<string, Vector> {
  const shoulder = T_POSE.leftUpperArm!
  const along: Vector = [Math.SQRT1_2, -Math.SQRT1_2, 0]
  const at = (distance: number): Vector => add(shoulder, times(along, distance))
  return { leftLowerArm: at(0.26), leftHand: at(0.5) }
}
