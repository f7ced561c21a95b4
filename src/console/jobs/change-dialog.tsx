import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Change, ChangeJobsReply } from '../../api/contract/acts.ts'
import type { JobRow } from '../../api/contract/job-rows.ts'
import type { QueueView } from '../../api/contract/queues.ts'
import { ask } from '../api/ask.ts'
import type { AskError } from '../api/ask-error.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export type ChangeKind = Change['kind']
const SEVERITIES = ['S0', 'S1', 'S2', 'S3'] as const

/** Changes the chosen jobs; first how many that is, and which stay as they are. */
export function ChangeDialog({
  kind,
  jobs,
  queues,
  onClose,
}: {
  readonly kind: ChangeKind
  readonly jobs: readonly JobRow[]
  readonly queues: readonly QueueView[]
  readonly onClose: (isDone: boolean) => void
}): ReactNode {
  const t = useWords(WORDS)
  const [queue, setQueue] = useState('')
  const [severity, setSeverity] = useState('')
  const [person, setPerson] = useState('')
  const [forHow, setForHow] = useState('24h')
  const ids = jobs.map(({ job }) => job)
  const made = changeOf(kind, { queue, severity, person, forHow })
  const preview = useQuery<ChangeJobsReply, AskError>({
    queryKey: ['previewChangeJobs', ids, made],
    queryFn: ({ signal }) => ask('previewChangeJobs', { body: { jobs: ids, change: made! } }, signal),
    enabled: made !== undefined,
    retry: false,
  })
  const people = useAsk(
    'assignees',
    { params: { id: ids[0]! } },
    { enabled: kind === 'assign' && ids.length > 0 },
  )
  const change = useChange('changeJobs', { refreshes: ['searchJobs', 'listQueues', 'queue', 'job'] })
  const choose = { value: '', label: t('choose') }
  return (
    <ConfirmDialog
      title={t(`${kind}Title`)}
      act={t(kind)}
      isOpen
      onClose={() => onClose(false)}
      onAct={() =>
        change.mutate(
          { body: { jobs: ids, change: made! } },
          {
            onSuccess: ({ changed }) => {
              toast(t('done', { count: changed }))
              onClose(true)
            },
          },
        )
      }
      isPending={change.isPending}
      isDisabled={preview.data === undefined || preview.data.changed === 0}
      isHarmless={kind !== 'withdraw'}
      error={preview.error ?? people.error ?? change.error}
    >
      {kind === 'move' && (
        <Select
          label={t('toQueue')}
          value={queue}
          options={[
            choose,
            ...queues.filter(({ declared }) => declared).map(({ queue }) => ({ value: queue, label: queue })),
          ]}
          onChange={setQueue}
        />
      )}
      {kind === 'raise' && (
        <Select
          label={t('toSeverity')}
          value={severity}
          options={[{ value: '', label: t('asIs') }, ...SEVERITIES.map((value) => ({ value, label: value }))]}
          onChange={setSeverity}
        />
      )}
      {kind === 'assign' && (
        <>
          <Select
            label={t('person')}
            value={person}
            options={[
              choose,
              ...(people.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setPerson}
          />
          <TextField label={t('forHow')} hint={t('forHint')} value={forHow} onChange={setForHow} />
        </>
      )}
      {kind === 'withdraw' && <p>{t('withdrawWhat')}</p>}
      {made !== undefined && <Count preview={preview.data} />}
    </ConfirmDialog>
  )
}

function Count({ preview }: { readonly preview: ChangeJobsReply | undefined }): ReactNode {
  const t = useWords(WORDS)
  if (preview === undefined) return <p role="status">{t('counting')}</p>
  const reasons = [...new Set(preview.skipped.map(({ why }) => why))]
  return (
    <div role="status">
      <p>{t('would', { count: preview.changed })}</p>
      {preview.held > 0 && <p>{t('wouldHeld', { count: preview.held })}</p>}
      {preview.skipped.length > 0 && (
        <p>
          {t('skipped', {
            ...{ n: preview.skipped.length, why: reasons.map((why) => t(`why_${why}`)).join(', ') },
          })}
        </p>
      )}
    </div>
  )
}

function changeOf(
  kind: ChangeKind,
  said: {
    readonly queue: string
    readonly severity: string
    readonly person: string
    readonly forHow: string
  },
): Change | undefined {
  switch (kind) {
    case 'move':
      return said.queue === '' ? undefined : { kind, queue: said.queue }
    case 'raise':
      return said.severity === ''
        ? { kind }
        : { kind, severity: said.severity as (typeof SEVERITIES)[number] }
    case 'withdraw':
      return { kind }
    case 'assign':
      return said.person === ''
        ? undefined
        : ({
            kind,
            person: said.person,
            ...(said.forHow.trim() === '' ? {} : { for: said.forHow.trim() }),
          } as Change)
  }
}
