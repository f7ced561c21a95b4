import type { ItemDecision } from './decide-item.ts'
import type { ReadLimits } from './read-limits.ts'
import type { SlotProfile } from './slot-profile.ts'

/** What the thread that reads items is asked, and answers. */
export interface ItemQuestion {
  readonly bytes: Uint8Array
  readonly profile: SlotProfile
  readonly limits: ReadLimits
}

export type ItemAnswer =
  | { readonly kind: 'decided'; readonly decision: ItemDecision }
  /** A fault of the program, by its name only: a message could quote the file. */
  | { readonly kind: 'failed'; readonly fault: string }
