import type { Finding } from '../finding.ts'
import type { Item, ItemPrimitive } from '../item.ts'
import type { Check } from './check.ts'

/** Metres from the middle of the world. */
const FAR = 10_000
const WEIGHTS_OFF = 0.1

/** Numbers that are finite and still mean nothing: joints that are not there, weights, colours, places. */
export const outOfRange: Check = ({ item, posed }) =>
  posed.flatMap(({ primitive, positions, node }) => {
    const { at } = primitive
    const findings: Finding[] = []
    const tell = (code: string, severity: Finding['severity'], count: number, says: string): void => {
      if (count > 0) findings.push({ code, severity, at, says: `${count} ${says}` })
    }
    const joints = jointsOf(item, node)
    tell(
      'joint-out-of-range',
      'error',
      wrongJoints(primitive, joints),
      'vertices hang on bones that are not there.',
    )
    tell('weights-off', 'warning', wrongWeights(primitive), 'vertices have weights that do not sum to 1.')
    tell('far-away', 'warning', far(positions), `numbers of places lie beyond ${FAR} m.`)
    tell(
      'color-out-of-range',
      'warning',
      wrongColors(primitive),
      'numbers of vertex colours are not between 0 and 1.',
    )
    tell(
      'missing-texcoords',
      'warning',
      missingSets(item, primitive),
      'textures lack the coordinates that they need.',
    )
    return findings
  })

function jointsOf(item: Item, node: number): number | undefined {
  const { skin } = item.nodes[node]!
  return skin === undefined ? undefined : item.skins[skin]!.joints.length
}

function wrongJoints({ joints, weights, positions }: ItemPrimitive, most: number | undefined): number {
  if (joints === undefined || weights === undefined || most === undefined) return 0
  const wrong = new Set<number>()
  const each = joints.length / (positions.length / 3)
  for (let i = 0; i < joints.length; i++)
    if (weights[i]! > 0 && joints[i]! >= most) wrong.add(Math.floor(i / each))
  return wrong.size
}

function wrongWeights({ weights, positions }: ItemPrimitive): number {
  if (weights === undefined) return 0
  let wrong = 0
  const each = weights.length / (positions.length / 3)
  for (let i = 0; i < weights.length; i += each) {
    const mine = weights.subarray(i, i + each)
    const sum = mine.reduce((total, weight) => total + weight, 0)
    if (Math.abs(sum - 1) > WEIGHTS_OFF || Math.min(...mine) < 0) wrong++
  }
  return wrong
}

function far(positions: Float32Array): number {
  return positions.reduce((count, value) => (Math.abs(value) < FAR ? count : count + 1), 0)
}

function wrongColors({ colors }: ItemPrimitive): number {
  return colors?.reduce((count, value) => (value >= 0 && value <= 1 ? count : count + 1), 0) ?? 0
}

function missingSets({ materials }: Item, { material, texcoords }: ItemPrimitive): number {
  if (material === undefined) return 0
  const { baseTexture, emissiveTexture } = materials[material]!
  return [baseTexture, emissiveTexture].filter((use) => use !== undefined && use.texcoord >= texcoords.length)
    .length
}
