import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useWords } from '../words/words.ts'
import { EMPTY_DRAFT } from './draft.ts'
import { LANGUAGE_FRESH_MS } from './edit-rule-page.tsx'
import { WORDS } from './editor-words.ts'
import { RuleEditor } from './rule-editor.tsx'

/** A rule that is new. */
export function NewRulePage(): ReactNode {
  const t = useWords(WORDS)
  const language = useAsk('language', {}, { freshMs: LANGUAGE_FRESH_MS })
  if (language.data === undefined)
    return (
      <Page title={t('newTitle')}>
        <ProblemBox error={language.error} />
      </Page>
    )
  return <RuleEditor name="new" start={EMPTY_DRAFT} facts={language.data} />
}
