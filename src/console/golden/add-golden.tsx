import { type FormEvent, type ReactNode, useState } from 'react'
import type { DecisionId } from '../../core/id.ts'
import type { AnnotationId } from '../../core/ids.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Adds an item whose truth is known: from a judgement that settled it, or from a decision by somebody who knows. */
export function AddGolden({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useWords(WORDS)
  const mayRead = useSession().may('read')
  const [annotation, setAnnotation] = useState('')
  const [decision, setDecision] = useState('')
  const [truth, setTruth] = useState<'violates' | 'fine'>('violates')
  const [chosen, setPolicy] = useState('')
  const [queue, setQueue] = useState('')
  const [language, setLanguage] = useState('')
  const { data: registry } = useAsk('registry', {}, { enabled: mayRead, freshMs: 60_000 })
  const named = (part: string) =>
    (registry?.parts ?? []).filter((one) => one.part === part).map(({ name }) => name)
  const policies = named('policy')
  const policy = chosen === '' ? (policies[0] ?? '') : chosen
  const { mutate, isPending, error } = useChange('addGolden', { refreshes: ['listGolden'] })
  const add = (body: NonNullable<Parameters<typeof mutate>[0]['body']>) =>
    mutate(
      { body },
      {
        onSuccess() {
          toast(t('added'))
          onClose()
        },
      },
    )
  const byJudgement = (event: FormEvent) => {
    event.preventDefault()
    add({ annotation: annotation.trim() as AnnotationId })
  }
  const byDecision = (event: FormEvent) => {
    event.preventDefault()
    add({
      ...{ decision: decision.trim() as DecisionId, truth, policy },
      ...(queue === '' ? {} : { queue }),
      ...(language.trim() === '' ? {} : { language: language.trim() }),
    })
  }
  const act = (
    <>
      <ProblemBox error={error} />
      <Button type="submit" primary isDisabled={isPending}>
        {t('add')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('addTitle')} isOpen onClose={onClose}>
      <Tabs
        label={t('addTitle')}
        tabs={[
          {
            id: 'judgement',
            label: t('fromJudgement'),
            body: (
              <form className="form" onSubmit={byJudgement}>
                <TextField
                  label={t('annotation')}
                  hint={t('annotationHint')}
                  value={annotation}
                  onChange={setAnnotation}
                  isRequired
                />
                {act}
              </form>
            ),
          },
          {
            id: 'decision',
            label: t('fromDecision'),
            body: (
              <form className="form" onSubmit={byDecision}>
                <TextField
                  label={t('decision')}
                  hint={t('decisionHint')}
                  value={decision}
                  onChange={setDecision}
                  isRequired
                />
                <Select
                  label={t('truth')}
                  value={truth}
                  onChange={(value) => setTruth(value === 'fine' ? 'fine' : 'violates')}
                  options={[
                    { value: 'violates', label: t('truth_violates') },
                    { value: 'fine', label: t('truth_fine') },
                  ]}
                />
                <Select
                  label={t('policy')}
                  hint={t('policyHint')}
                  value={policy}
                  onChange={setPolicy}
                  options={policies.map((value) => ({ value, label: value }))}
                />
                <Select
                  label={t('queue')}
                  value={queue}
                  onChange={setQueue}
                  options={[
                    { value: '', label: t('queueDefault') },
                    ...named('queue').map((value) => ({ value, label: value })),
                  ]}
                />
                <TextField
                  label={t('language')}
                  hint={t('languageHint')}
                  value={language}
                  onChange={setLanguage}
                />
                {act}
              </form>
            ),
          },
        ]}
      />
    </Dialog>
  )
}
