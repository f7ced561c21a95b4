import type { EntityRef } from '../../core/entity.ts'
import type { EntityRefId, QueryId } from '../../core/ids.ts'

/** A question about the past that was saved. */
export interface QueryRecord {
  readonly id: QueryId
  /** Undefined: known by its link alone. */
  readonly name: string | undefined
  /** As JSON. */
  readonly body: string
  /** Whom it was saved for; null: for all worlds. */
  readonly worlds: readonly string[] | null
  /** As people read it, and the id by which its owner is known again. */
  readonly by: string
  readonly owner: string
  readonly madeMs: number
}

/** Saved questions, and entities by ids that may stand in an address. Rejects with `Unavailable`. */
export interface QueryLog {
  save(query: QueryRecord): Promise<void>
  /** Notes that it was used. */
  get(id: QueryId, nowMs: number): Promise<QueryRecord | undefined>
  /** Those with a name, newest first. */
  list(limit: number): Promise<QueryRecord[]>
  remove(id: QueryId): Promise<boolean>
  /** The id of an entity: `fresh` when it has none yet. */
  refOf(entity: EntityRef, fresh: EntityRefId, nowMs: number): Promise<EntityRefId>
  entityOf(ref: EntityRefId, nowMs: number): Promise<EntityRef | undefined>
}
