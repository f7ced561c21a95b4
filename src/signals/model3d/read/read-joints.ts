import type { ItemPrimitive } from '../item.ts'
import type { Budget } from './budget.ts'

type SameLength = <T extends Float32Array | Uint32Array>(
  values: T | undefined,
  width: number,
  what: string,
) => T | undefined

/** Which bones move each vertex, and how much: the two sets that viewers know, side by side where there are two. */
export function readJoints(
  wholes: (name: string) => Uint32Array | undefined,
  floats: (name: string) => Float32Array | undefined,
  sameLength: SameLength,
  budget: Budget,
  at: string,
): Pick<ItemPrimitive, 'joints' | 'weights'> {
  const joints = sameLength(wholes('JOINTS_0'), 4, 'JOINTS_0')
  const weights = sameLength(floats('WEIGHTS_0'), 4, 'WEIGHTS_0')
  const joints1 = sameLength(wholes('JOINTS_1'), 4, 'JOINTS_1')
  const weights1 = sameLength(floats('WEIGHTS_1'), 4, 'WEIGHTS_1')
  if (joints === undefined || weights === undefined || joints1 === undefined || weights1 === undefined) {
    return { ...(joints && { joints }), ...(weights && { weights }) }
  }
  budget.take(joints.length * 16, at)
  return {
    joints: sideBySide(joints, joints1, new Uint32Array(joints.length * 2)),
    weights: sideBySide(weights, weights1, new Float32Array(weights.length * 2)),
  }
}

function sideBySide<T extends Float32Array | Uint32Array>(first: T, second: T, out: T): T {
  for (let i = 0; i < first.length; i += 4) {
    out.set(first.subarray(i, i + 4), i * 2)
    out.set(second.subarray(i, i + 4), i * 2 + 4)
  }
  return out
}
