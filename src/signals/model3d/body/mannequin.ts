import { sinCos } from '../render/sin-cos.ts'
import type { Joints } from './mannequin-joints.ts'
import type { Region } from './region.ts'
import { add, cross, dot, lengthOf, middleOf, minus, times, unit, type Vector } from './vector.ts'

/** A closed tube along a line: at each ring so wide to the side and to the front. */
export interface Tube {
  readonly from: Vector
  readonly to: Vector
  /** Unit vectors: to the body's left (of arms and legs: any), and to its front, square to the line. */
  readonly side: Vector
  readonly front: Vector
  /** Share of the line, half widths, and the region by the angle from the front in degrees, 0 to 180. */
  readonly rings: readonly Ring[]
  readonly around: number
  /** Region of the cap at the beginning; undefined: the cap lies inside of the body. */
  readonly cap?: Region
}

export interface Ring {
  readonly at: number
  readonly side: number
  readonly front: number
  readonly region: (degrees: number) => Region
}

const always = (region: Region) => () => region

/** The mannequin around its bones, as closed tubes; how large it is follows from how far the bones are from each other. */
export function mannequin(joints: Joints): { tubes: readonly Tube[]; height: number } {
  const foot = middleOf(joints.leftFoot, joints.rightFoot)
  const spine = minus(joints.neck, middleOf(joints.leftUpperLeg, joints.rightUpperLeg))
  const up = unit(spine, [0, 1, 0])
  const left = unit(minus(joints.leftUpperLeg, joints.rightUpperLeg), [1, 0, 0])
  const front = unit(cross(left, up), [0, 0, 1])
  // Heads differ most between worlds; what is between feet and neck tells how large a body is.
  const scale = lengthOf(minus(joints.neck, foot)) / 1.37
  const limbs = (['left', 'right'] as const).flatMap((side) => limbsOf(joints, side, scale, front, up))
  const tubes = [torso(joints, scale, up, front), ...headOf(joints, scale, up, front), ...limbs]
  return { tubes, height: 1.7 * scale }
}

/** Height on the body of 1.7 m, half widths, and regions in front, at the side, behind. */
const TORSO: readonly (readonly [number, number, number, Region, Region, Region])[] = [
  [0.82, 0.08, 0.075, 'groin', 'hips', 'buttocks'],
  [0.85, 0.14, 0.1, 'groin', 'hips', 'buttocks'],
  [0.9, 0.165, 0.11, 'groin', 'hips', 'buttocks'],
  [0.95, 0.165, 0.11, 'hips', 'hips', 'buttocks'],
  [1.0, 0.15, 0.1, 'abdomen', 'sides', 'lower_back'],
  [1.08, 0.13, 0.09, 'abdomen', 'sides', 'lower_back'],
  [1.15, 0.135, 0.095, 'abdomen', 'sides', 'lower_back'],
  [1.2, 0.14, 0.105, 'chest', 'sides', 'back'],
  [1.27, 0.15, 0.115, 'chest', 'sides', 'back'],
  [1.35, 0.16, 0.105, 'upper_chest', 'shoulders', 'back'],
  [1.41, 0.14, 0.08, 'shoulders', 'shoulders', 'shoulders'],
  [1.45, 0.06, 0.055, 'shoulders', 'shoulders', 'shoulders'],
]
const [CROTCH, NECK] = [0.82, 1.45]

function torso(joints: Joints, scale: number, up: Vector, front: Vector): Tube {
  const legs = middleOf(joints.leftUpperLeg, joints.rightUpperLeg)
  const tall = lengthOf(minus(joints.neck, legs)) / 0.55
  const from = add(legs, times(up, -0.08 * tall))
  const width = (a: Vector, b: Vector, usual: number): number =>
    Math.min(1.6 * scale, Math.max(0.7 * scale, lengthOf(minus(a, b)) / usual))
  const hips = width(joints.leftUpperLeg, joints.rightUpperLeg, 0.18)
  const shoulders = width(joints.leftUpperArm, joints.rightUpperArm, 0.34)
  const fine = TORSO.flatMap((ring, i) => {
    const next = TORSO[i + 1]
    if (next === undefined) return [ring]
    const between = [0, 1, 2].map((k) => (ring[k as 0]! + next[k as 0]!) / 2)
    return [ring, [between[0]!, between[1]!, between[2]!, ring[3], ring[4], ring[5]] as const]
  })
  return {
    from,
    to: joints.neck,
    ...across(minus(joints.neck, from), front),
    around: 36,
    cap: 'crotch',
    rings: fine.map(([height, side, deep, before, beside, behind]) => {
      const at = (height - CROTCH) / (NECK - CROTCH)
      const wide = hips + (shoulders - hips) * at
      // Beside the groin are the hips.
      const edge = before === 'groin' ? 40 : 60
      const region = (degrees: number): Region => (degrees < edge ? before : degrees > 115 ? behind : beside)
      return { at, side: side * wide, front: deep * wide, region }
    }),
  }
}

function headOf(joints: Joints, scale: number, up: Vector, front: Vector): Tube[] {
  const bottom = add(joints.head, times(up, -0.02 * scale))
  const top = add(joints.head, times(up, 0.22 * scale))
  const steps = 10
  const rings = Array.from({ length: steps + 1 }, (_, i) => {
    const { sin } = sinCos((Math.PI * i) / steps)
    const round = Math.max(0.05, sin)
    return {
      at: i / steps,
      side: 0.078 * scale * round,
      front: 0.097 * scale * round,
      region: always('head'),
    }
  })
  return [
    straight(joints.neck, joints.head, [0.055 * scale, 0.05 * scale], 'neck', front),
    { from: bottom, to: top, ...across(up, front), rings, around: 20, cap: 'head' },
  ]
}

function limbsOf(joints: Joints, side: 'left' | 'right', scale: number, front: Vector, up: Vector): Tube[] {
  const [upperArm, lowerArm, hand] = [
    joints[`${side}UpperArm`],
    joints[`${side}LowerArm`],
    joints[`${side}Hand`],
  ]
  const [upperLeg, lowerLeg, foot, toes] = [
    joints[`${side}UpperLeg`],
    joints[`${side}LowerLeg`],
    joints[`${side}Foot`],
    joints[`${side}Toes`],
  ]
  // It begins within the shoulder, as the real one does.
  const armpit = add(upperArm, times(unit(minus(upperArm, lowerArm), [0, 1, 0]), 0.045 * scale))
  const fingers = add(hand, times(unit(minus(hand, lowerArm), [1, 0, 0]), 0.17 * scale))
  const tip = add(toes, times(unit(minus(toes, foot), front), 0.06 * scale))
  const heel = add(foot, times(unit(minus(foot, toes), times(front, -1)), 0.03 * scale))
  const r = (...radii: number[]): number[] => radii.map((radius) => radius * scale)
  return [
    straight(armpit, lowerArm, r(0.052, 0.048, 0.04), 'upper_arms', front),
    straight(lowerArm, hand, r(0.04, 0.038, 0.028), 'lower_arms', front),
    straight(hand, fingers, r(0.03, 0.038, 0.02), 'hands', front),
    straight(upperLeg, lowerLeg, r(0.085, 0.078, 0.055), 'thighs', front),
    straight(lowerLeg, foot, r(0.055, 0.052, 0.036), 'shins', front),
    straight(heel, tip, r(0.035, 0.042, 0.025), 'feet', up),
  ]
}

/** A round tube of evenly spaced radii. */
function straight(from: Vector, to: Vector, radii: readonly number[], region: Region, front: Vector): Tube {
  const steps = 8
  const rings = Array.from({ length: steps + 1 }, (_, i) => {
    const place = (i / steps) * (radii.length - 1)
    const low = Math.min(radii.length - 2, Math.floor(place))
    const radius = radii[low]! + (radii[low + 1]! - radii[low]!) * (place - low)
    return { at: i / steps, side: radius, front: radius, region: always(region) }
  })
  return { from, to, ...across(minus(to, from), front), rings, around: 14 }
}

/** Two directions square to a line, the second as near to `front` as can be. */
function across(line: Vector, front: Vector): { side: Vector; front: Vector } {
  const along = unit(line, [0, 1, 0])
  const flat = minus(front, times(along, dot(front, along)))
  const other: Vector = Math.abs(along[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]
  const before = unit(flat, unit(cross(along, other), [0, 0, 1]))
  return { side: unit(cross(along, before), [1, 0, 0]), front: before }
}
