import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const KNOWN = [
  ...(['delivered', 'gone', 'busy', 'error', 'refused', 'redirect', 'timeout', 'unreachable'] as const),
  ...(['forbidden-address', 'stopped', 'waited-too-long'] as const),
] as const
type Known = (typeof KNOWN)[number]

/** What came of a try, in words; as it is when the service knows more words than we do. */
export function ResultWords({ result }: { readonly result: string }): ReactNode {
  const t = useWords(WORDS)
  return KNOWN.includes(result as Known) ? t(`result_${result as Known}`) : result
}
