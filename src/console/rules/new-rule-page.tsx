import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useParam } from '../kit/use-param.ts'
import { useWords } from '../words/words.ts'
import { draftOfQuery, EMPTY_DRAFT } from './draft.ts'
import { LANGUAGE_FRESH_MS } from './edit-rule-page.tsx'
import { WORDS } from './editor-words.ts'
import { RuleEditor } from './rule-editor.tsx'

/** A rule that is new, from nothing or from a query that was saved. */
export function NewRulePage(): ReactNode {
  const t = useWords(WORDS)
  const id = useParam('query')
  const language = useAsk('language', {}, { freshMs: LANGUAGE_FRESH_MS })
  const saved = useAsk('query', { params: { id } as never }, { enabled: id !== '' })
  const isWaiting = id !== '' && saved.data === undefined && saved.error === null
  if (language.data === undefined || isWaiting)
    return (
      <Page title={t('newTitle')}>
        <ProblemBox error={language.error} />
      </Page>
    )
  const query = saved.data
  return (
    <>
      <ProblemBox error={saved.error} />
      <RuleEditor
        key={id}
        name={`new ${id}`}
        start={query === undefined ? EMPTY_DRAFT : draftOfQuery(query.query)}
        facts={language.data}
        {...(query === undefined
          ? {}
          : { from: query.name === null ? t('fromUnnamed') : t('fromQuery', { name: query.name }) })}
      />
    </>
  )
}
