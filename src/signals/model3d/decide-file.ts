import { decideRead, type ItemDecision } from './decide-item.ts'
import { validateItem } from './khronos/validate-item.ts'
import { type ReadParts, readItem } from './read-item.ts'
import type { SlotProfile } from './slot-profile.ts'

/**
 * What decideItem does, and what the validator of Khronos says beside it: only in a thread that may die of the file. Never
 * rejects for content.
 */
export async function decideFile(
  bytes: Uint8Array,
  profile: SlotProfile,
  parts: ReadParts,
): Promise<ItemDecision> {
  const item = readItem(bytes, parts)
  return decideRead(item, profile, await validateItem(bytes, item))
}
