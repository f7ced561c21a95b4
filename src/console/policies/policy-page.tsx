import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useParam } from '../kit/use-param.ts'
import { PolicyEditor } from './policy-editor.tsx'

/** One policy: read and changed in all of its languages. */
export function PolicyPage(): ReactNode {
  const id = useParam('id')
  const { data, error } = useAsk('policy', { params: { id } })
  if (data === undefined)
    return (
      <Page title={id}>
        <ProblemBox error={error} />
      </Page>
    )
  return <PolicyEditor key={`${id} ${data.live}`} policy={data} />
}
