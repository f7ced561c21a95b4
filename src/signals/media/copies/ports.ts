import type { EntityRef } from '../../../core/entity.ts'

/** What of an item others are held against. Nothing in it shows the item. */
export interface CopyMarks {
  /** Of its shape; undefined where there is none. */
  readonly signature: readonly number[] | undefined
  /** PDQ of the views around it, in their order, 64 hex digits each; empty where there are none. */
  readonly views: readonly string[]
  /** PDQ of what is painted on it: textures, their islands, a picture; each with the picture's name. */
  readonly textures: readonly { readonly name: string; readonly hash: string }[]
}

/** An item that was listed. */
export interface CatalogueItem extends CopyMarks {
  /** The item, as `item:ID`. */
  readonly item: EntityRef
  /** `sha256:` of its file. */
  readonly media: string
  /** Whose item it is. */
  readonly maker: EntityRef | undefined
  readonly world: string | undefined
  /** When it was first listed, in ms. */
  readonly seenMs: number
}

/** An item as it is kept, under a number that is never used again. */
export interface KeptItem extends CatalogueItem {
  readonly number: number
}

/** How far the changes of the catalogue were read; opaque. */
export type CatalogueCursor = string

export interface CatalogueChanges {
  readonly items: readonly KeptItem[]
  /** Numbers of items that went. */
  readonly gone: readonly number[]
  readonly cursor: CatalogueCursor
  /** Whether there is more to read at once. */
  readonly more: boolean
}

/** The catalogue as it is kept. All reject with `Unavailable` when the database is away. */
export interface CatalogueStore {
  /** Keeps items; of an item with the same file that is kept already, the first listing stays. Gives how many were new. */
  add(items: readonly CatalogueItem[]): Promise<number>
  /** Takes an item out, whatever its files; gives how many rows went. */
  remove(item: EntityRef): Promise<number>
  /** Changes since a cursor, in order; undefined: everything that is kept. */
  changes(since: CatalogueCursor | undefined, most: number): Promise<CatalogueChanges>
  /** How many items are kept. */
  count(): Promise<number>
}
