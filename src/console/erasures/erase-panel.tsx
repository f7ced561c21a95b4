import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import type { EntityRef } from '../../core/entity.ts'
import type { ErasureId } from '../../core/ids.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Panel } from '../kit/page.tsx'
import { plainText } from '../kit/plain-text.ts'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { Counts } from './counts.tsx'
import { WORDS } from './words.ts'

const LOOK_MS = 1000

/** Counts first; only what was counted can be erased, and only once its name is typed again. */
export function ErasePanel(): ReactNode {
  const t = useWords(WORDS)
  const [entity, setEntity] = useState('')
  const [reason, setReason] = useState('')
  const [counted, setCounted] = useState<{ readonly id: ErasureId; readonly entity: string }>()
  const [isOver, setOver] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const count = useChange('erase', { refreshes: ['listErasures'] })
  const erase = useChange('erase', { refreshes: ['listErasures'] })
  const { data: dry, error } = useAsk(
    'erasure',
    { params: { id: counted?.id ?? ('' as ErasureId) } },
    { enabled: counted !== undefined, ...(isOver ? {} : { everyMs: LOOK_MS }) },
  )
  const isCounted = dry?.state === 'done'
  useEffect(() => setOver(isCounted), [isCounted])
  const total = Object.values(dry?.counts ?? {}).reduce((sum, one) => sum + one, 0)
  const ref = entity.trim()
  // Another name was typed since: what was counted is not about it.
  const isStale = counted !== undefined && counted.entity !== ref

  function submit(event: FormEvent): void {
    event.preventDefault()
    count.mutate(
      { body: { entity: ref as EntityRef, reason: reason.trim(), dryRun: true } },
      { onSuccess: ({ id }) => setCounted({ id, entity: ref }) },
    )
  }
  return (
    <Panel title={t('begin')}>
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
        <Button type="submit" isDisabled={count.isPending || ref === '' || reason.trim() === ''}>
          {t('count')}
        </Button>
      </form>
      <ProblemBox error={count.error ?? error} />
      {dry !== undefined && !isStale && (
        <div role="status" aria-busy={!isCounted}>
          {!isCounted && <p>{t('counting', { step: dry.step })}</p>}
          {isCounted && (total === 0 ? <p>{t('countedNothing')}</p> : <p>{t('counted')}</p>)}
          <Counts counts={dry.counts} />
          {dry.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
      {isCounted && !isStale && (
        <div>
          <Button danger onPress={() => setAsking(true)}>
            {t('erase')}
          </Button>
        </div>
      )}
      {isAsking && counted !== undefined && dry !== undefined && (
        <ConfirmDialog
          title={t('eraseTitle')}
          act={t('eraseAct')}
          isOpen
          isPending={erase.isPending}
          error={erase.error}
          typed={{ label: t('typed', { entity: plainText(counted.entity) }), text: counted.entity }}
          onClose={() => setAsking(false)}
          onAct={() =>
            erase.mutate(
              { body: { entity: counted.entity as EntityRef, reason: reason.trim() } },
              {
                onSuccess() {
                  toast(t('begun'))
                  setAsking(false)
                  setCounted(undefined)
                  setEntity('')
                  setReason('')
                },
              },
            )
          }
        >
          <p>{t('eraseTotal', { count: total })}</p>
          <Counts counts={dry.counts} />
          <p>{t('eraseHint')}</p>
        </ConfirmDialog>
      )}
    </Panel>
  )
}
