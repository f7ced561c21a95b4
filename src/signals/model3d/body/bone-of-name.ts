import type { Bone, MiddleBone, SidedBone } from './bone.ts'

/** Names of the bones in the middle, small letters and digits only: VRM, Mixamo, Roblox R15, ZEPETO, VRoid, Unreal, Rigify. */
const MIDDLE: Readonly<Record<string, MiddleBone>> = {
  ...{ hips: 'hips', hip: 'hips', pelvis: 'hips', lowertorso: 'hips', chips: 'hips' },
  ...{ spine: 'spine', spine01: 'spine', cspine: 'spine', abdomen: 'spine' },
  ...{ chest: 'chest', spine1: 'chest', spine02: 'chest', cchest: 'chest', uppertorso: 'chest' },
  ...{ upperchest: 'upperChest', chestupper: 'upperChest', cupperchest: 'upperChest' },
  ...{ spine2: 'upperChest', spine03: 'upperChest' },
  ...{ neck: 'neck', cneck: 'neck', neck01: 'neck', head: 'head', chead: 'head' },
}

const SIDED: Readonly<Record<string, SidedBone>> = {
  ...{ shoulder: 'Shoulder', clavicle: 'Shoulder', collar: 'Shoulder' },
  ...{ upperarm: 'UpperArm', arm: 'UpperArm', armupper: 'UpperArm' },
  ...{ lowerarm: 'LowerArm', forearm: 'LowerArm', elbow: 'LowerArm', armlower: 'LowerArm' },
  ...{ hand: 'Hand', wrist: 'Hand' },
  ...{ upperleg: 'UpperLeg', upleg: 'UpperLeg', thigh: 'UpperLeg', legupper: 'UpperLeg' },
  ...{ lowerleg: 'LowerLeg', leg: 'LowerLeg', calf: 'LowerLeg', shin: 'LowerLeg', knee: 'LowerLeg' },
  ...{ foot: 'Foot', ankle: 'Foot' },
  ...{ toes: 'Toes', toe: 'Toes', toebase: 'Toes', ball: 'Toes' },
}

const LONGEST = 64

/** Which bone a node's name means, whatever the tool that wrote it; undefined for any other name. */
export function boneOfName(name: string): Bone | undefined {
  if (name.length > LONGEST) return undefined
  const words = wordsOf(name)
  const side = words.find((word) => word in SIDES)
  if (side === undefined) return lookUp(MIDDLE, words.join(''))
  const rest = words.filter((word) => word !== side).join('')
  const bone = lookUp(SIDED, rest)
  return bone === undefined ? undefined : `${SIDES[side]!}${bone}`
}

const SIDES: Readonly<Record<string, 'left' | 'right'>> = {
  l: 'left',
  left: 'left',
  r: 'right',
  right: 'right',
}
/** Words that tools put before their bones. */
const PREFIXES = new Set(['mixamorig', 'j', 'bip', 'bip01', 'bip001', 'bone', 'def', 'org'])

/** `mixamorig:LeftUpLeg`, `J_Bip_L_UpperLeg`, `upperLeg_L`, `thigh.l`: left, up, leg. */
function wordsOf(name: string): string[] {
  return name
    .replace(/^.*[:|]/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !PREFIXES.has(word))
}

function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
