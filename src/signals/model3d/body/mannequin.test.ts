import { expect, test } from 'vitest'
import { BONES, type Bone, parentOf } from './bone.ts'
import { boneOfName } from './bone-of-name.ts'
import { fitJoints } from './fit-joints.ts'
import { mannequin } from './mannequin.ts'
import { mannequinJoints } from './mannequin-joints.ts'
import { patchesOf } from './patches.ts'
import { REGIONS } from './region.ts'
import type { Vector } from './vector.ts'

test.each(['T', 'A'] as const)(
  'in %s-pose every region has a surface, and all of it faces outward',
  (pose) => {
    const patches = patchesOf(mannequin(mannequinJoints(pose)).tubes)
    for (const region of REGIONS) {
      const area = patches
        .filter((patch) => patch.region === region && !patch.inner)
        .reduce((s, p) => s + p.area, 0)
      expect(area, region).toBeGreaterThan(0.003)
    }
    const all = patches.reduce((sum, { area, inner }) => sum + (inner ? 0 : area), 0)
    // Du Bois: a person of 1.7 m and 65 kg has 1.75 m² of skin.
    expect(all).toBeGreaterThan(1.2)
    expect(all).toBeLessThan(2)
    for (const { corners, axis } of patches) {
      expect(dotOff(turnOf(...corners), axis, corners[0])).toBeGreaterThanOrEqual(-1e-9)
    }
  },
)

const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
const cross = (u: Vector, v: Vector): Vector => [
  u[1] * v[2] - u[2] * v[1],
  u[2] * v[0] - u[0] * v[2],
  u[0] * v[1] - u[1] * v[0],
]
const turnOf = (a: Vector, b: Vector, c: Vector, d: Vector): Vector => {
  const [p, q] = [cross(minus(b, a), minus(c, a)), cross(minus(c, a), minus(d, a))]
  return [p[0] + q[0], p[1] + q[1], p[2] + q[2]]
}
const dotOff = (n: Vector, axis: Vector, at: Vector): number => {
  const off = minus(at, axis)
  return n[0] * off[0] + n[1] * off[1] + n[2] * off[2]
}

test.each<[string, Record<string, Bone>]>([
  [
    'Mixamo',
    {
      'mixamorig:Hips': 'hips',
      'mixamorig:Spine1': 'chest',
      'mixamorig:LeftArm': 'leftUpperArm',
      'mixamorig:LeftForeArm': 'leftLowerArm',
      'mixamorig:RightUpLeg': 'rightUpperLeg',
      'mixamorig:RightLeg': 'rightLowerLeg',
      'mixamorig:RightToeBase': 'rightToes',
    },
  ],
  [
    'Roblox R15',
    {
      LowerTorso: 'hips',
      UpperTorso: 'chest',
      LeftUpperArm: 'leftUpperArm',
      RightLowerLeg: 'rightLowerLeg',
      LeftHand: 'leftHand',
    },
  ],
  [
    'ZEPETO',
    {
      chestUpper: 'upperChest',
      upperArm_L: 'leftUpperArm',
      lowerLeg_R: 'rightLowerLeg',
      toes_L: 'leftToes',
      shoulder_R: 'rightShoulder',
    },
  ],
  ['VRoid', { J_Bip_C_Hips: 'hips', J_Bip_L_UpperLeg: 'leftUpperLeg', J_Bip_R_Foot: 'rightFoot' }],
  ['Unreal', { pelvis: 'hips', spine_01: 'spine', calf_l: 'leftLowerLeg', clavicle_r: 'rightShoulder' }],
  ['Blender', { 'upper_arm.L': 'leftUpperArm', 'forearm.R': 'rightLowerArm', 'DEF-thigh.L': 'leftUpperLeg' }],
])('bones are known by the names of %s', (_, names) => {
  expect(Object.fromEntries(Object.keys(names).map((name) => [name, boneOfName(name)]))).toEqual(names)
})

test.each([
  'handslot.l',
  'kneeIK.l',
  'armchair',
  'left',
  '',
  'constructor',
  'L',
  'upperArmTwist_L',
  'x'.repeat(70),
])('%j is no bone', (name) => {
  expect(boneOfName(name)).toBeUndefined()
})

test('every bone hangs on a known one, hips on none', () => {
  expect(BONES.filter((bone) => parentOf(bone) === undefined)).toEqual(['hips'])
})

test('bones that an item lacks follow those that it has, in its scale and facing', () => {
  const rest = mannequinJoints('T')
  const some = new Map<Bone, Vector>(
    (['hips', 'neck', 'leftUpperArm', 'rightUpperArm'] as const).map((bone) => [
      bone,
      rest[bone].map((value) => value * 2) as unknown as Vector,
    ]),
  )
  const fitted = fitJoints(some, '+z')
  for (const bone of BONES)
    for (const axis of [0, 1, 2]) expect(fitted[bone][axis]).toBeCloseTo(2 * rest[bone][axis]!, 5)
  const head = fitJoints(new Map([['head', [5, 1, 5]]]), '-z')
  expect(head.leftHand[0]).toBeLessThan(5)
  expect(head.hips[1]).toBeCloseTo(1 - 0.58, 5)
  expect(head.leftToes[2]).toBeLessThan(head.leftFoot[2])
})
