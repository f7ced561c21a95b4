import type { Finding } from '../finding.ts'
import type { Item } from '../item.ts'
import type { SlotProfile } from '../slot-profile.ts'
import type { EdgeCount } from './count-edges.ts'
import type { Posed } from './pose-item.ts'

/** What a check looks at: the item, where its vertices stand, and what its slot asks. */
export interface Checked {
  readonly item: Item
  readonly posed: readonly Posed[]
  /** How the triangles of each mesh meet. */
  readonly edges: readonly EdgeCount[]
  readonly profile: SlotProfile
}

/** One check of an item's integrity; pure. */
export type Check = (checked: Checked) => readonly Finding[]
