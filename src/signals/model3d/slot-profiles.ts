import { ANY_SLOT, type SlotProfile } from './slot-profile.ts'

/** Roblox measures in studs. */
const STUD = 0.28

const ZEPETO = 'ZEPETO Studio guide, item limits (3D checks with a public source, 2026)'
const ROBLOX = 'Roblox Creator Hub, rigid accessories (3D checks with a public source, 2026)'
const VRCHAT = 'VRChat docs, performance ranks (3D checks with a public source, 2026)'

function zepeto(slot: string, triangles: number): SlotProfile {
  const id = `zepeto-${slot}`
  const asks = { watertight: true, noMorphs: true, noLights: true }
  return { id, world: 'ZEPETO', slot, source: ZEPETO, triangles, ...asks }
}

function roblox(slot: string, studs: readonly [number, number, number]): SlotProfile {
  const size = studs.map((side) => side * STUD) as [number, number, number]
  const asks = { watertight: true, opaque: true, singleMesh: true, noLights: true }
  return { id: `roblox-${slot}`, world: 'Roblox', slot, source: ROBLOX, triangles: 4_000, size, ...asks }
}

function vrchat(slot: string, limits: Partial<SlotProfile>): SlotProfile {
  return { id: `vrchat-${slot}`, world: 'VRChat', slot, source: VRCHAT, bytesPerPixel: 1, ...limits }
}

/** Profiles like those that worlds publish; a pack may add its own. */
export const SLOT_PROFILES: readonly SlotProfile[] = [
  ANY_SLOT,
  zepeto('dress', 9_000),
  zepeto('top', 5_000),
  zepeto('bottom', 4_000),
  zepeto('shoes', 4_000),
  zepeto('headwear', 4_000),
  roblox('hat', [3, 4, 3]),
  roblox('hair', [3, 5, 3.5]),
  roblox('face', [3, 2, 2]),
  roblox('back', [10, 7, 4.5]),
  roblox('waist', [4, 3.5, 7]),
  roblox('shoulder', [3, 3, 3]),
  vrchat('pc-good', { triangles: 70_000, textureMb: 75, size: [4, 4, 4] }),
  vrchat('pc-poor', { textureMb: 150 }),
  vrchat('mobile-excellent', { triangles: 7_500, textureMb: 10, materials: 1, bones: 75 }),
  vrchat('mobile-good', { triangles: 10_000, textureMb: 18, materials: 1, bones: 90 }),
  vrchat('mobile-medium', { triangles: 15_000, textureMb: 25, materials: 2, bones: 150 }),
  vrchat('mobile-poor', { triangles: 20_000, textureMb: 40, materials: 4, bones: 150 }),
]
