import { canonicalJson } from '../../core/canonical-json.ts'
import { hashModelEntry } from '../../core/hash-model-entry.ts'
import type { ModelEntry } from './model.ts'

export type ChainVerdict =
  | { readonly ok: true; readonly entries: number; readonly head: string }
  | { readonly ok: false; readonly number: number; readonly why: string }

/** The hash before the first entry. */
export const NO_MODEL_HASH = '0'.repeat(64)

/** Goes along a chain, or a piece of it behind `previous`, and names the first link that does not hold. */
export async function verifyChain(
  entries: AsyncIterable<ModelEntry> | Iterable<ModelEntry>,
  previous: { readonly number: number; readonly hash: string } = { number: 0, hash: NO_MODEL_HASH },
): Promise<ChainVerdict> {
  let { number, hash } = previous
  for await (const entry of entries) {
    if (entry.number !== number + 1)
      return { ok: false, number: number + 1, why: `entry ${number + 1} is not there` }
    const { body, ...rest } = entry
    if (hashModelEntry(hash, { ...rest, body: canonicalJson(body) }) !== entry.hash)
      return { ok: false, number: entry.number, why: `entry ${entry.number} was changed, or one before it` }
    ;({ number, hash } = entry)
  }
  return { ok: true, entries: number - previous.number, head: hash }
}
