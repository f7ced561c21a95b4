import type { Reply } from '../api/ask.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** How a version went live, in words. */
export function useHow(): (
  version: Pick<Reply<'listVersions'>['versions'][number], 'via' | 'restores'>,
) => string {
  const t = useWords(WORDS)
  return ({ via, restores }) => t(via, { n: restores ?? '' })
}
