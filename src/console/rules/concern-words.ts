import type { ConcernKind } from '../../pack/may-promote.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Concern {
  readonly kind: ConcernKind
  readonly value?: number | null | undefined
  readonly wanted?: number | null | undefined
}

/** What speaks against giving a rule more force, in the words of the page. */
export function useConcernWords(): (concern: Concern) => string {
  const t = useWords(WORDS)
  const language = useLanguage()
  return ({ kind, value, wanted }) =>
    t(kind, {
      value: (value ?? 0).toLocaleString(language, { maximumFractionDigits: 1 }),
      wanted: (wanted ?? 0).toLocaleString(language),
      percent: `${((value ?? 0) * 100).toLocaleString(language, { maximumFractionDigits: 1 })} %`,
    })
}
