import type { ErasureRecord, Erasures, Holds } from '../../access/ports.ts'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'

/** Erasures beside a running service. */
export interface KeptErasures {
  readonly log: Erasures
  readonly holds: Holds
  begin(asked: { entity: EntityRef; reason: string; by: string; dry: boolean }): Promise<ErasureRecord>
  /** A new id, made like a decision's. */
  id(nowMs: number): DecisionId
  /** Goes on with what is under way; never rejects. */
  look(): Promise<void>
  stop(): Promise<void>
}
