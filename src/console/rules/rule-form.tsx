import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { Panel } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { ConditionField } from './condition-field.tsx'
import type { Draft } from './draft.ts'
import { WORDS } from './editor-words.ts'
import { EffectsField } from './effects-field.tsx'
import { WORDS as RULES } from './words.ts'

interface Given {
  readonly facts: Reply<'language'>
  readonly draft: Draft
  readonly isNew: boolean
  readonly onChange: (draft: Draft) => void
}

export function isId(id: string): boolean {
  return /^[a-z][a-z0-9_.-]{0,63}$/.test(id)
}

/** All that a rule says, to be written. */
export function RuleForm({ facts, draft, isNew, onChange }: Given): ReactNode {
  const t = useWords(WORDS)
  const rules = useWords(RULES)
  const language = useLanguage()
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change })
  const toggle = (list: readonly string[], name: string, isChosen: boolean) =>
    isChosen ? [...list, name] : list.filter((one) => one !== name)
  const share = /^canary:? ([\d.]+)%$/.exec(draft.mode)?.[1]
  return (
    <>
      <Panel title={t('what')}>
        <div className="rules-form">
          <TextField
            label={t('id')}
            hint={t('idHint')}
            value={draft.id}
            isReadOnly={!isNew}
            problem={draft.id === '' || isId(draft.id) ? undefined : t('badId')}
            onChange={(id) => set({ id })}
          />
          <Select
            label={t('policy')}
            value={draft.policy}
            options={[
              ...(draft.policy === '' ? [{ value: '', label: '–' }] : []),
              ...facts.policies.map(({ id, severity, title }) => ({
                value: id,
                label: `${id} · ${severity} · ${title[language] ?? ''}`,
              })),
            ]}
            onChange={(policy) => set({ policy })}
          />
          <fieldset className="rules-checks rules-form-wide">
            <legend>{t('events')}</legend>
            {facts.eventTypes.map(({ name }) => (
              <Checkbox
                key={name}
                label={name}
                isChosen={draft.on.includes(name)}
                onChange={(isChosen) => set({ on: toggle(draft.on, name, isChosen) })}
              />
            ))}
          </fieldset>
          <fieldset className="rules-checks rules-form-wide">
            <legend>{t('worlds')}</legend>
            {facts.worlds.map((name) => (
              <Checkbox
                key={name}
                label={name}
                isChosen={draft.worlds.includes(name)}
                onChange={(isChosen) => set({ worlds: toggle(draft.worlds, name, isChosen) })}
              />
            ))}
          </fieldset>
          <Select
            label={t('mode')}
            value={share === undefined ? draft.mode : 'canary'}
            options={[
              { value: 'shadow', label: rules('shadow') },
              { value: 'canary', label: rules('toCanary') },
              { value: 'live', label: rules('live') },
            ]}
            onChange={(mode) => set({ mode: mode === 'canary' ? 'canary 5%' : mode })}
          />
          {share !== undefined ? (
            <TextField
              label={t('share')}
              value={share}
              onChange={(value) => /^\d{0,2}(\.\d{0,2})?$/.test(value) && set({ mode: `canary ${value}%` })}
            />
          ) : (
            <span />
          )}
          <Select
            label={t('unknown')}
            value={draft.unknown}
            options={[
              { value: '', label: t('unset') },
              { value: 'skip', label: t('skip') },
              { value: 'hold', label: t('holdIt') },
            ]}
            onChange={(unknown) => set({ unknown })}
          />
          <TextField label={t('owner')} value={draft.owner} onChange={(owner) => set({ owner })} />
          <div className="rules-form-wide">
            <TextField
              label={t('description')}
              value={draft.description}
              onChange={(description) => set({ description })}
              lines={2}
            />
          </div>
        </div>
      </Panel>
      <Panel title={t('when')}>
        <ConditionField facts={facts} on={draft.on} value={draft.when} onChange={(when) => set({ when })} />
      </Panel>
      <Panel title={t('then')}>
        <EffectsField facts={facts} then={draft.then} onChange={(then) => set({ then })} />
      </Panel>
    </>
  )
}
