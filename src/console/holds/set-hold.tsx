import { type FormEvent, type ReactNode, useState } from 'react'
import type { EntityRef } from '../../core/entity.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export function SetHold(): ReactNode {
  const t = useWords(WORDS)
  const [entity, setEntity] = useState('')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const { mutate, isPending, error } = useChange('setHold', { refreshes: ['listHolds'] })

  function submit(event: FormEvent): void {
    event.preventDefault()
    mutate(
      {
        body: {
          ...{ entity: entity.trim() as EntityRef, reason: reason.trim() },
          // To the end of that day, where the person is.
          ...(until === '' ? {} : { until: new Date(`${until}T23:59:59`).toISOString() }),
        },
      },
      {
        onSuccess() {
          toast(t('wasSet'))
          setEntity('')
          setReason('')
          setUntil('')
        },
      },
    )
  }
  return (
    <Panel title={t('set')}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('entity')}
          hint={t('entityHint')}
          value={entity}
          onChange={setEntity}
          autoComplete="off"
          isRequired
        />
        <TextField
          label={t('reason')}
          hint={t('reasonHint')}
          value={reason}
          onChange={setReason}
          isRequired
        />
        <TextField label={t('until')} hint={t('untilHint')} type="date" value={until} onChange={setUntil} />
        <ProblemBox error={error} />
        <Button type="submit" primary isDisabled={isPending || entity.trim() === '' || reason.trim() === ''}>
          {t('setAct')}
        </Button>
      </form>
    </Panel>
  )
}
