import type { Pack } from '../../pack/pack.ts'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { BankMatch, HashBanks } from '../../signals/media/media-host.ts'

/** What a file matches in the banks of the pack that may be told of: those that are neither sealed nor negative. */
export function bankMatches(
  { hashBanks }: Pick<Pack, 'hashBanks'>,
  banks: HashBanks,
  facts: MediaFacts,
): readonly BankMatch[] {
  return [...hashBanks.values()]
    .filter(({ sealed, negative }) => !sealed && !negative)
    .flatMap(({ name, distance, quality }) => banks.match(facts, [name], { distance, quality }))
}
