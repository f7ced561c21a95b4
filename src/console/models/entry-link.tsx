import type { ReactNode } from 'react'
import { A } from '../kit/a.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Leads to an entry of the chain, on the page of the model's evidence. */
export function EntryLink({ model, entry }: { readonly model: string; readonly entry: number }): ReactNode {
  const t = useWords(WORDS)
  return <A to={`${paths.modelEvidence(model)}?entry=${entry}`}>{t('entryN', { n: entry })}</A>
}
