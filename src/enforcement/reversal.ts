import type { EntityRef } from '../core/entity.ts'
import type { AppealId } from '../core/ids.ts'

/** Why something is taken back, and on whose appeal. */
export interface Reversal {
  readonly why: string
  readonly appeal?: { readonly id: AppealId; readonly account: EntityRef } | undefined
}
