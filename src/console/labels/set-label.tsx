import { type FormEvent, type ReactNode, useState } from 'react'
import type { EntityRef } from '../../core/entity.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Sets a label that may stand on this kind of entity. */
export function SetLabel({ entity }: { readonly entity: EntityRef }): ReactNode {
  const t = useWords(WORDS)
  const kind = entity.slice(0, entity.indexOf(':'))
  const { data } = useAsk('settings', {}, { freshMs: 60_000 })
  const offered = (data?.pack.labels ?? []).filter(({ on }) => on === null || on === kind)
  const [chosen, setLabel] = useState('')
  const [reason, setReason] = useState('')
  const [length, setLength] = useState('')
  const label = chosen === '' ? (offered[0]?.name ?? '') : chosen
  const { mutate, isPending, error } = useChange('setLabel', {
    refreshes: ['findLabels', 'labelHistory', 'labelTally', 'labelBearers'],
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    mutate(
      {
        body: {
          ...{ entity, label, reason: reason.trim() },
          ...(length.trim() === '' ? {} : { for: length.trim() }),
        },
      },
      {
        onSuccess() {
          toast(t('wasSet'))
          setReason('')
        },
      },
    )
  }
  return (
    <Panel title={t('set')}>
      <form className="form" onSubmit={submit}>
        <div className="filters">
          <Select
            label={t('label')}
            value={label}
            onChange={setLabel}
            options={offered.map(({ name }) => ({ value: name, label: name }))}
          />
          <TextField
            label={t('reason')}
            hint={t('reasonHint')}
            value={reason}
            onChange={setReason}
            isRequired
          />
          <TextField label={t('for')} hint={t('forHint')} value={length} onChange={setLength} />
        </div>
        <ProblemBox error={error} />
        <Button type="submit" primary isDisabled={isPending || label === '' || reason.trim() === ''}>
          {t('setAct')}
        </Button>
      </form>
    </Panel>
  )
}
