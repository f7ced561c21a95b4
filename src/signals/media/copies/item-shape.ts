import type { Item } from '../../model3d/item.ts'
import { itemSurface } from './item-surface.ts'
import { isPlain } from './plain-shapes.ts'
import { shapeSignature } from './shape-signature.ts'

/** The shape of an item as the catalogue compares it; undefined where there is none, or only a plain box, ball, can or cone. */
export function itemShape(item: Item): number[] | undefined {
  const surface = itemSurface(item)
  const signature = shapeSignature(surface)
  return signature === undefined || isPlain(surface, signature) ? undefined : signature
}
