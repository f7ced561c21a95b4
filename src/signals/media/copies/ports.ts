import type { EntityRef } from '../../../core/entity.ts'

/** An item that was listed, and what others are held against. Nothing in it shows the item. */
export interface CatalogueItem {
  /** The item, as `item:ID`. */
  readonly item: EntityRef
  /** `sha256:` of its file. */
  readonly media: string
  /** Whose item it is. */
  readonly maker: EntityRef | undefined
  readonly world: string | undefined
  /** When it was first listed, in ms. */
  readonly seenMs: number
  /** Its shape, views and textures, as `packMarks` writes them. */
  readonly marks: Uint8Array
}

/** An item as it is kept, under a number that is never used again. */
export interface KeptItem extends CatalogueItem {
  /** A whole number below 2^32. */
  readonly number: number
}

/** How far the changes of the catalogue were read; opaque. */
export type CatalogueCursor = string

export interface CatalogueChanges {
  readonly items: readonly KeptItem[]
  /** Numbers of items that went. */
  readonly gone: readonly number[]
  readonly cursor: CatalogueCursor
}

/** The catalogue as it is kept. All reject with `Unavailable` when the database is away. */
export interface CatalogueStore {
  /** Keeps items; of an item with the same file that is kept already, the first listing stays. Gives how many were new. */
  add(items: readonly CatalogueItem[]): Promise<number>
  /** Takes an item out, whatever its files; gives how many rows went. */
  remove(item: EntityRef): Promise<number>
  /** Gives everything that is kept to `take`, in slices, and the cursor behind which everything else comes. */
  load(take: (items: readonly KeptItem[]) => void): Promise<CatalogueCursor>
  /** What changed behind a cursor, by whatever process. A change may come twice. */
  changes(since: CatalogueCursor): Promise<CatalogueChanges>
}
