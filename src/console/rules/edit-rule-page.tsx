import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useParam } from '../kit/use-param.ts'
import { draftOf } from './draft.ts'
import { RuleEditor } from './rule-editor.tsx'

/** How long the names of the language count as fresh, in ms. */
export const LANGUAGE_FRESH_MS = 60_000

/** A rule that is there, to be changed. */
export function EditRulePage(): ReactNode {
  const id = useParam('id')
  const rule = useAsk('rule', { params: { id } })
  const language = useAsk('language', {}, { freshMs: LANGUAGE_FRESH_MS })
  if (rule.data === undefined || language.data === undefined)
    return (
      <Page title={id}>
        <ProblemBox error={rule.error ?? language.error} />
      </Page>
    )
  return (
    <RuleEditor
      key={`${id} ${rule.data.version}`}
      name={id}
      start={draftOf(rule.data.spec)}
      rule={rule.data}
      facts={language.data}
    />
  )
}
