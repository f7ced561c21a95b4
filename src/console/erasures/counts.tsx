import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'
import './erasures.css'

/** What was found or erased, by kind. */
export function Counts({ counts }: { readonly counts: Readonly<Record<string, number>> }): ReactNode {
  const language = useLanguage()
  // What is kept is named by the service; a kind that is new there is called as there.
  const say = useWords(WORDS) as (key: string, values: { readonly defaultValue: string }) => string
  return (
    <dl className="erasures-counts">
      {Object.entries(counts).map(([kind, count]) => (
        <div key={kind}>
          <dt>{say(`kind_${kind}`, { defaultValue: kind })}</dt>
          <dd>{count.toLocaleString(language)}</dd>
        </div>
      ))}
    </dl>
  )
}
