import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { Time } from '../kit/time.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly entity: string
  readonly labels: Reply<'findEntity'>['labels']
}

const REFRESHES = ['findEntity', 'entityTimeline'] as const
const TONES = { positive: 'good', neutral: 'plain', negative: 'danger' } as const

/** The labels that an entity bears; who may, sets others and takes them off. */
export function LabelPanel({ entity, labels }: Given): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const [isSetting, setSetting] = useState(false)
  const [going, setGoing] = useState<string>()
  const [why, setWhy] = useState('')
  const remove = useChange('removeLabel', { refreshes: REFRESHES })
  return (
    <Panel
      title={t('labels')}
      acts={may('label') && <Button onPress={() => setSetting(true)}>{t('setLabel')}</Button>}
    >
      {labels.length === 0 && <Empty>{t('noLabels')}</Empty>}
      <ul className="entity-labels">
        {labels.map(({ label, connotation, until, sources }) => (
          <li key={label}>
            <Badge tone={connotation === null ? 'plain' : TONES[connotation]}>{label}</Badge>
            <span className="field-hint">
              {until === null ? (
                t('forEver')
              ) : (
                <>
                  {t('until')} <Time at={until} />
                </>
              )}
              {sources.map(({ source, at }) => (
                <span key={at}>
                  {' · '}
                  <bdi>
                    {source.kind === 'rule'
                      ? t('byRule', { rule: source.rule })
                      : t('by', { who: source.by })}
                  </bdi>
                </span>
              ))}
            </span>
            {may('label') && (
              <Button quiet aria-label={`${t('takeOff')}: ${label}`} onPress={() => setGoing(label)}>
                {t('takeOff')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isSetting && <SetLabel entity={entity} onClose={() => setSetting(false)} />}
      <ConfirmDialog
        title={t('takeOffTitle')}
        act={t('takeOff')}
        isOpen={going !== undefined}
        onClose={() => setGoing(undefined)}
        isDisabled={why.trim() === ''}
        isPending={remove.isPending}
        error={remove.error}
        onAct={() =>
          remove.mutate(
            { body: { entity, label: going!, reason: why } },
            {
              onSuccess: () => {
                setGoing(undefined)
                setWhy('')
              },
            },
          )
        }
      >
        {t('takeOffText', { label: going ?? '' })}
        <TextField label={t('reason')} hint={t('reasonHint')} value={why} onChange={setWhy} />
      </ConfirmDialog>
    </Panel>
  )
}

function SetLabel({ entity, onClose }: { readonly entity: string; readonly onClose: () => void }): ReactNode {
  const t = useWords(WORDS)
  const facts = useAsk('language', {}, { freshMs: 60_000 })
  const kind = entity.slice(0, entity.indexOf(':'))
  const fitting = (facts.data?.labels ?? []).filter(({ on }) => on === null || on === kind)
  const [label, setLabel] = useState('')
  const [reason, setReason] = useState('')
  const set = useChange('setLabel', { refreshes: REFRESHES })
  const chosen = label === '' ? (fitting[0]?.name ?? '') : label
  return (
    <Dialog title={t('setLabel')} isOpen onClose={onClose}>
      <Select
        label={t('label')}
        value={chosen}
        options={fitting.map(({ name }) => ({ value: name, label: name }))}
        onChange={setLabel}
      />
      <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} />
      <ProblemBox error={set.error} />
      <div className="dialog-acts">
        <Button onPress={onClose}>{t('close')}</Button>
        <Button
          primary
          isDisabled={reason.trim() === '' || chosen === '' || set.isPending}
          onPress={() => set.mutate({ body: { entity, label: chosen, reason } }, { onSuccess: onClose })}
        >
          {t('set')}
        </Button>
      </div>
    </Dialog>
  )
}
