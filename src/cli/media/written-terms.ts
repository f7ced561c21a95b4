import type { Pack } from '../../pack/pack.ts'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { TermTools } from '../adapters.ts'
import type { WrittenTerm } from './judged-file.ts'

/** Terms of the pack's banks, of those under a policy, in what was read in pictures; each term once a picture. */
export function writtenTerms(pack: Pack, terms: TermTools, { pictures }: MediaFacts): WrittenTerm[] {
  const banks = [...pack.banks.values()].filter(
    ({ negative, policy }) => negative !== true && policy !== undefined,
  )
  const found = new Map<string, WrittenTerm>()
  for (const { name: picture, texts } of pictures) {
    const text = texts.map((one) => one.text).join('\n')
    if (text === '') continue
    for (const { name: bank } of banks)
      for (const { term } of terms.findTerms(pack, bank, text))
        found.set(`${picture} ${bank} ${term}`, { picture, bank, term })
  }
  return [...found.values()]
}
