/** What becomes of a column when an entity is erased. */
export type ErasedColumn =
  /** Exactly one entity: the tombstone takes its place where it is the one. */
  | 'ref'
  /** JSON: every text in it that is the entity, or names it, wherever it stands. */
  | 'json'
  /** Somebody else's words: where they name the entity, the tombstone stands. */
  | 'words'
  /** Emptied (null) in rows by or about the entity; in others as `words`. */
  | 'own'
  /** As `own`, for what is no text and can name nobody. */
  | 'cleared'
  /** As `own`, with the text that stands there then, for columns that may not be null. */
  | { readonly own: string }
  /** JSON as `json`; in rows by or about the entity these keys of it are emptied. */
  | { readonly json: readonly string[] }
  /** It can hold nothing of the entity, and why. */
  | { readonly none: string }

/** One table of the schema: which rows are by or about an entity, and what becomes of each column. */
export interface ErasedTable {
  readonly table: string
  /** What its rows are, in the counts of an erasure; undefined for tables that hold nothing of an entity. */
  readonly kind?: string
  /**
   * SQL over a row `t`: whether it is by or about the entity. `:ref`, `:tombstone` and `:erasure` stand for what is
   * erased; `:decisions` for the decisions by it. Without: only columns are looked at.
   */
  readonly own?: string
  /** Rows by the entity go as a whole. */
  readonly goes?: true
  /** Models learn from its rows, and those that did are flagged: it is `lab_rows`. */
  readonly learnt?: true
  /** SQL over a row `t`: it has still to be sent to somebody, and is looked at again when it was. */
  readonly waits?: string
  /** Its own rows are the decisions by the entity, on which other tables hang. */
  readonly decisions?: true
  /** Entities in `ref` columns beside, or in this JSON column's fields, by which a hold may keep a row. */
  readonly heldBy?: { readonly json: string; readonly fields: readonly string[] }
  /** Every column whose type can hold text; numbers, times and our own ids need no word. */
  readonly columns: Readonly<Record<string, ErasedColumn>>
}

/** The reason most columns need. */
export const OURS: ErasedColumn = { none: 'a word of ours or of the pack' }
export const STAFF: ErasedColumn = { none: 'who worked here, not an account of a world' }
