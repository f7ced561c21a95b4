import type { Picture } from '../../image/picture.ts'

/** What a picture shows. */
export type ShotOf =
  | { readonly kind: 'view'; readonly view: string; readonly morph: 'rest' | 'all' }
  /** As it is worn by the mannequin. */
  | { readonly kind: 'worn'; readonly view: string }
  | { readonly kind: 'mesh'; readonly mesh: number; readonly view: string; readonly sides: 'both' | 'inner' }
  /** What stands too far from the rest to be seen in the views; of the whole item, or of one mesh. */
  | { readonly kind: 'far'; readonly mesh: number | undefined; readonly group: number; readonly view: string }
  | { readonly kind: 'morph'; readonly mesh: number; readonly target: number; readonly view: string }
  | { readonly kind: 'texture'; readonly texture: number; readonly alpha: 'ignored' | 'on-grey' }
  | {
      readonly kind: 'island'
      readonly texture: number
      /** Its place among the islands of the texture, the largest first. */
      readonly island: number
      readonly mesh: number
      readonly box: readonly [number, number, number, number]
    }

/** One picture of an item. */
export interface Shot {
  readonly of: ShotOf
  /** Unique in the item. */
  readonly name: string
  readonly picture: Picture
  /** False where a budget was spent before the picture was whole. */
  readonly complete: boolean
  /** For views and meshes: which mesh is seen at each pixel, +1; 0 is background. */
  readonly meshAt: Uint16Array | undefined
}
