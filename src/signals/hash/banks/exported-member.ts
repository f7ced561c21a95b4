import type { BankSignal } from './bank-entry.ts'
import type { MemberState } from './member-state.ts'

/** A member with its hash, as it goes to another platform. */
export interface ExportedMember extends BankSignal {
  readonly member: number
  /** The ids under which feeds know it. */
  readonly ids: readonly string[]
  readonly state: MemberState
  readonly tags: readonly string[]
  readonly changedMs: number
}
