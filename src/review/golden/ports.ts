import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { UserId } from '../../core/ids.ts'
import type { Severity } from '../../core/severity.ts'
import type { ItemRef } from '../ports.ts'

/** An item whose truth is known, with all that a job made of it needs. */
export interface GoldenItem {
  readonly id: string
  readonly decision: DecisionId
  readonly policy: string
  readonly truth: 'violates' | 'fine'
  readonly policies: readonly string[]
  readonly source: 'manual' | 'annotation'
  readonly addedMs: number
  readonly addedBy: UserId | undefined
  readonly retiredMs: number | undefined
  readonly queue: string
  readonly item: ItemRef
  readonly family: string
  readonly severity: Severity
  readonly type: string | undefined
  readonly world: string
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  readonly session: EntityRef | undefined
  readonly language: string | undefined
}

/** A golden item with how it has been judged. */
export interface GoldenTally extends GoldenItem {
  readonly right: number
  readonly wrong: number
}
