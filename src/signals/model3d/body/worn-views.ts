import { AROUND, AROUND_FACING_BACK, type Direction } from '../render/directions.ts'
import { HALF_FIELD, placeCamera } from '../render/place-camera.ts'
import type { Batch } from '../render/pose-scene.ts'
import type { Bounds } from '../render/robust-bounds.ts'
import { bodyBatch } from './body-batch.ts'
import type { Patch } from './patches.ts'
import { dot, minus, type Vector } from './vector.ts'
import type { Worn } from './wear-item.ts'

/** The four sides from which an item is shown on the mannequin. */
export function wornDirections({ faces }: Pick<Worn, 'faces'>): readonly Direction[] {
  const around = faces === '+z' ? AROUND : AROUND_FACING_BACK
  return [around[0]!, around[2]!, around[4]!, around[6]!]
}

/** The item and the mannequin together, some pieces of the mannequin in red; the mannequin is the mesh after the last. */
export function wornBatches(
  worn: Pick<Worn, 'batches' | 'patches'>,
  meshes: number,
  marked?: ReadonlySet<Patch>,
): Batch[] {
  return [...worn.batches, bodyBatch(worn.patches, meshes, marked)]
}

/** Where points are on the picture of a side: the smallest box around them, x, y, width, height, 0 to 1. */
export type BoxInView = (points: readonly Vector[]) => [number, number, number, number]

/** Finds places on the picture that shootPosed makes of these batches. */
export function boxInView(batches: readonly Batch[], bounds: Bounds, direction: Direction): BoxInView {
  const { target, distance } = placeCamera(batches, bounds, direction)
  const { right, up, back } = direction
  return (points) => {
    let [left, top, end, bottom] = [1, 1, 0, 0]
    for (const point of points) {
      const off = minus(point, target)
      const away = (distance - dot(off, back)) * HALF_FIELD
      const x = within((1 + dot(off, right) / away) / 2)
      const y = within((1 - dot(off, up) / away) / 2)
      left = Math.min(left, x)
      end = Math.max(end, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
    return [left, top, Math.max(0, end - left), Math.max(0, bottom - top)]
  }
}

function within(value: number): number {
  return value >= 0 ? Math.min(1, value) : 0
}
