import type { Garment } from './mesh/garments.ts'

/** What is wrong with a made item or picture; `good`: nothing. */
export const ITEM_KINDS = [
  ...(['good', 'too-many-triangles', 'texture-memory', 'hidden-writing', 'insult-written'] as const),
  ...(['contact-written', 'code-painted', 'not-a-number', 'trailing-payload', 'invisible'] as const),
  ...(['too-bare', 'copied', 'known-texture', 'known-decal', 'glowing-only', 'outside-address'] as const),
] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/** What is wrong with a made profile picture. */
export const PICTURE_KINDS = ['good', 'known-picture', 'known-turned', 'known-smaller'] as const
export type PictureKind = (typeof PICTURE_KINDS)[number]

/** Where a garment is worn, as worlds sell it. */
export const SLOT_OF = {
  ...{ hoodie: 'top', shirt: 'top', band: 'top', trousers: 'bottom', skirt: 'bottom', hat: 'hat' },
  ...{ mask: 'face', glasses: 'face', shoes: 'shoes', sword: 'back', backpack: 'back' },
} as const satisfies Readonly<Record<Garment, string>>
export type Slot = (typeof SLOT_OF)[Garment]

/** An item to be listed, with what is hidden from the service: what is wrong with it. */
export interface DemoItem {
  /** Unique in its world: `hoodie-3`. */
  readonly name: string
  readonly garment: Garment
  readonly slot: Slot
  readonly kind: ItemKind
  /** Of a copy: the name of what was copied. */
  readonly copyOf?: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface DemoPicture {
  readonly name: string
  readonly kind: PictureKind
  readonly bytes: Uint8Array<ArrayBuffer>
}
