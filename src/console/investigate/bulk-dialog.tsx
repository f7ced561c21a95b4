import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { BulkProgress, type BulkWhat } from './bulk-progress.tsx'
import { type Question, queryOf, rangeOf } from './query-state.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly facts: Reply<'language'>
  readonly question: Question
  readonly onClose: () => void
}

const POLL_MS = 600

/** A label on whoever acts in the events, or a job for each: first counted, then done, and taken back if need be. */
export function BulkDialog({ facts, question, onClose }: Given): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const [kind, setKind] = useState<'label' | 'job'>('label')
  const [on, setOn] = useState<'actor' | 'target'>('actor')
  const [label, setLabel] = useState(facts.labels[0]?.name ?? '')
  const [queue, setQueue] = useState(facts.queues[0]?.name ?? '')
  const [why, setWhy] = useState('')
  const plan = useChange('planBulk', { refreshes: ['listRetroacts'] })
  const id = plan.data?.id
  const run = useAsk('retroact', { params: { id: id! } }, { enabled: id !== undefined, everyMs: POLL_MS })
  const what: BulkWhat = kind === 'label' ? { kind, label } : { kind, queue }
  function begin(): void {
    const { where, when } = queryOf(question)
    const { from, to } = rangeOf(question, Date.now())
    plan.mutate({
      body: {
        query: {
          ...{ on: question.on, when, ...(where === undefined ? {} : { where }) },
          ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString() },
        },
        do: kind === 'label' ? { label, on } : { queue },
        why,
      },
    })
  }
  return (
    <Dialog title={t('bulkTitle')} isOpen onClose={onClose}>
      <p className="dialog-text">{t('bulkAbout')}</p>
      <Select
        label={t('bulkWhat')}
        value={kind}
        isDisabled={id !== undefined}
        options={[
          { value: 'label', label: t('bulkLabel') },
          ...(may('job.manage') ? [{ value: 'job', label: t('bulkJob') }] : []),
        ]}
        onChange={(next) => setKind(next as typeof kind)}
      />
      {kind === 'label' ? (
        <>
          <Select
            label={t('bulkWhichLabel')}
            value={label}
            isDisabled={id !== undefined}
            options={facts.labels.map(({ name }) => ({ value: name, label: name }))}
            onChange={setLabel}
          />
          <Select
            label={t('bulkOn')}
            value={on}
            isDisabled={id !== undefined}
            options={[
              { value: 'actor', label: t('actor') },
              { value: 'target', label: t('target') },
            ]}
            onChange={(next) => setOn(next as typeof on)}
          />
        </>
      ) : (
        <Select
          label={t('bulkQueue')}
          value={queue}
          isDisabled={id !== undefined}
          options={facts.queues.map(({ name }) => ({ value: name, label: name }))}
          onChange={setQueue}
        />
      )}
      <TextField
        label={t('bulkWhy')}
        hint={t('bulkWhyHint')}
        value={why}
        onChange={setWhy}
        isDisabled={id !== undefined}
      />
      <ProblemBox error={plan.error ?? run.error} />
      {id === undefined ? (
        <div className="dialog-acts">
          <Button onPress={onClose}>{t('close')}</Button>
          <Button primary isDisabled={why.trim() === '' || plan.isPending} onPress={begin}>
            {t('bulkPreview')}
          </Button>
        </div>
      ) : (
        run.data !== undefined && <BulkProgress run={run.data} what={what} onClose={onClose} />
      )}
    </Dialog>
  )
}
