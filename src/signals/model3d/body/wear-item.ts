import type { Item } from '../item.ts'
import { type Batch, poseScene } from '../render/pose-scene.ts'
import type { Scene } from '../render/scene.ts'
import type { Bone } from './bone.ts'
import { fitJoints } from './fit-joints.ts'
import { mannequin } from './mannequin.ts'
import { mannequinJoints } from './mannequin-joints.ts'
import { type Patch, patchesOf } from './patches.ts'
import { placeInSlot, type WearSlot } from './place-in-slot.ts'
import type { Vector } from './vector.ts'

/** An item on the mannequin. */
export interface Worn {
  /** The shown parts of the item where they are worn. */
  readonly batches: readonly Batch[]
  readonly patches: readonly Patch[]
  /** Of the mannequin, metres. */
  readonly height: number
  /** `bones`: the mannequin was fitted to the item's bones; `slot`: the item was put where its slot is worn. */
  readonly by: 'bones' | 'slot'
  readonly faces: '+z' | '-z'
}

export interface WearParts {
  readonly item: Pick<Item, 'nodes' | 'humanoid'>
  readonly scene: Scene
  readonly faces: '+z' | '-z'
}

/**
 * Puts an item on: the mannequin takes the item's proportions and pose where the item has bones, else the item is put where
 * its slot is worn. Undefined for an item without either, or without anything shown.
 */
export function wearItem({ item, scene, faces }: WearParts, slot: WearSlot | undefined): Worn | undefined {
  const { batches } = poseScene(scene)
  if (batches.length === 0) return undefined
  const bones = bonesOf(item)
  if (bones.size > 0) {
    const { tubes, height } = mannequin(fitJoints(bones, faces))
    if (!(height > 0 && height < 1e6)) return undefined
    return { batches, patches: patchesOf(tubes), height, by: 'bones', faces }
  }
  if (slot === undefined) return undefined
  const placed = placeInSlot(
    batches.map(({ positions }) => positions),
    slot,
  )
  if (placed === undefined) return undefined
  const { scale, move } = placed
  const moved = batches.map((batch) => ({
    ...batch,
    positions: batch.positions.map((value, i) => value * scale + move[i % 3]!),
  }))
  const { tubes, height } = mannequin(mannequinJoints('T'))
  return { batches: moved, patches: patchesOf(tubes), height, by: 'slot', faces: '+z' }
}

function bonesOf({ nodes, humanoid }: WearParts['item']): Map<Bone, Vector> {
  const found = new Map<Bone, Vector>()
  for (const [bone, index] of Object.entries(humanoid) as [Bone, number][]) {
    const { world } = nodes[index]!
    const at: Vector = [world[12]!, world[13]!, world[14]!]
    if (at.every(Number.isFinite)) found.set(bone, at)
  }
  return found
}
