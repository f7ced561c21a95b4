import type { Pack } from '../../pack/pack.ts'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { HashBanks } from '../../signals/media/media-host.ts'

/** A sealed bank that a file matches. `doubted`: only by members that somebody doubts, for which nothing is deleted. */
export interface SealedMatch {
  readonly bank: string
  readonly doubted: boolean
}

/** Whether a file is in a sealed bank of the pack, whatever its rules ask. */
export function sealedMatch(
  { hashBanks }: Pick<Pack, 'hashBanks'>,
  banks: HashBanks,
  facts: MediaFacts,
): SealedMatch | undefined {
  let doubted: SealedMatch | undefined
  for (const { name, sealed, distance, quality } of hashBanks.values()) {
    if (!sealed) continue
    const matches = banks.match(facts, [name], { distance, quality })
    if (matches.some((match) => match.doubted !== true)) return { bank: name, doubted: false }
    if (matches.length > 0) doubted ??= { bank: name, doubted: true }
  }
  return doubted
}
