import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { ChangeList } from '../rules/change-list.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly version: Reply<'listVersions'>['versions'][number]
  readonly live: number
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Says what going back to a version changes, and how many rules, and does it. */
export function RollbackDialog({ version, live, isOpen, onClose }: Given): ReactNode {
  const t = useWords(WORDS)
  const [why, setWhy] = useState('')
  const { number } = version
  const { data, error } = useAsk(
    'versionDifference',
    { params: { number: String(number) }, query: { from: String(live) } },
    { enabled: isOpen },
  )
  const rollback = useChange('rollback', {
    refreshes: [
      'listVersions',
      'versionDifference',
      'rules',
      'rule',
      'ruleHistory',
      'listPolicies',
      'policy',
      'language',
    ],
  })
  const changes = data?.changes ?? []
  const rules = changes.filter(({ part }) => part === 'rule').length
  async function go(): Promise<void> {
    const body = { to: number, base: live, ...(why.trim() === '' ? {} : { why: why.trim() }) }
    const done = await rollback.mutateAsync({ body }).catch(() => undefined)
    if (done === undefined) return
    toast(t('done', { n: done.version.number }))
    onClose()
  }
  return (
    <ConfirmDialog
      title={t('backTitle', { n: number })}
      act={t('backAct')}
      isOpen={isOpen}
      onClose={onClose}
      onAct={() => void go()}
      isPending={rollback.isPending}
      isDisabled={data === undefined}
      error={rollback.error}
    >
      <p>{t('backSays', { n: number, next: live + 1 })}</p>
      <ProblemBox error={error} />
      {data?.files.length === 0 && <p>{t('backSame')}</p>}
      {data !== undefined && data.files.length > 0 && (
        <>
          <p>
            <strong>{t('backRules', { count: rules })}</strong>
          </p>
          <ChangeList changes={changes} />
        </>
      )}
      <TextField label={t('why')} hint={t('whyHint')} value={why} onChange={setWhy} lines={2} />
    </ConfirmDialog>
  )
}
