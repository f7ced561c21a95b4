import type { ReactNode } from 'react'
import { Verdict } from '../../core/verdict.ts'
import type { Reply } from '../api/ask.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { WORDS as KIT } from '../kit/words.ts'
import { useWords } from '../words/words.ts'
import { type Draft, type DraftEffect, effectsOf, withEffects, withKey } from './draft.ts'
import { WORDS } from './editor-words.ts'

interface Given {
  readonly facts: Reply<'language'>
  readonly then: Draft['then']
  readonly onChange: (then: Draft['then']) => void
}

const SHOWN = ['verdict', 'strike', 'notice', 'job', 'label', 'enforcement']

/** What a rule asks for when it fires. */
export function EffectsField({ facts, then, onChange }: Given): ReactNode {
  const t = useWords(WORDS)
  const kit = useWords(KIT)
  const kept = Object.keys(then).filter((key) => !SHOWN.includes(key))
  const set = (key: string, value: unknown) => onChange(withKey(then, key, value))
  return (
    <div className="rules-stack">
      <div className="rules-form">
        <Select
          label={t('verdict')}
          value={String(then.verdict ?? '')}
          options={[
            { value: '', label: t('noVerdict') },
            ...Verdict.options.map((value) => ({
              value,
              label: kit(value) === value ? value : `${kit(value)} (${value})`,
            })),
          ]}
          onChange={(value) => set('verdict', value === '' ? undefined : value)}
        />
        <Select
          label={t('job')}
          value={String(then.job ?? '')}
          options={[
            { value: '', label: t('noJob') },
            ...facts.queues.map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(value) => set('job', value === '' ? undefined : value)}
        />
        <Checkbox
          label={t('strike')}
          isChosen={then.strike !== undefined}
          onChange={(isChosen) => set('strike', isChosen ? true : undefined)}
        />
        <Checkbox
          label={t('notice')}
          isChosen={then.notice !== undefined}
          onChange={(isChosen) => set('notice', isChosen ? true : undefined)}
        />
      </div>
      <EffectList
        title={t('labels')}
        add={t('addLabel')}
        name={t('label')}
        names={facts.labels.map(({ name }) => name)}
        effects={effectsOf(then, 'label')}
        onChange={(effects) => onChange(withEffects(then, 'label', effects))}
      />
      <EffectList
        title={t('enforcements')}
        add={t('addEnforcement')}
        name={t('enforcement')}
        names={facts.enforcements.map(({ name }) => name)}
        effects={effectsOf(then, 'enforcement')}
        onChange={(effects) => onChange(withEffects(then, 'enforcement', effects))}
      />
      {kept.length > 0 && <p className="rules-meta">{t('kept', { keys: kept.join(', ') })}</p>}
    </div>
  )
}

function EffectList(given: {
  readonly title: string
  readonly add: string
  readonly name: string
  readonly names: readonly string[]
  readonly effects: readonly DraftEffect[]
  readonly onChange: (effects: readonly DraftEffect[]) => void
}): ReactNode {
  const t = useWords(WORDS)
  const { title, add, name, names, effects, onChange } = given
  const put = (at: number, effect: DraftEffect) =>
    onChange(effects.map((one, i) => (i === at ? effect : one)))
  const [first] = names
  return (
    <fieldset className="rules-checks">
      <legend>{title}</legend>
      <div className="rules-stack rules-form-wide">
        {effects.map((effect, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same label may stand twice, on actor and target
          <div key={i} className="rules-effect">
            <Select
              label={name}
              value={effect.name}
              options={names.map((value) => ({ value, label: value }))}
              onChange={(value) => put(i, { ...effect, name: value })}
            />
            <Select
              label={t('on')}
              value={effect.on ?? 'actor'}
              options={(['actor', 'target', 'session'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(on) => put(i, { ...effect, on })}
            />
            <TextField
              label={t('for')}
              hint={t('forHint')}
              value={effect.for ?? ''}
              onChange={(value) =>
                put(i, withKey(effect, 'for', value === '' ? undefined : value) as DraftEffect)
              }
            />
            <Button
              quiet
              aria-label={t('remove', { what: effect.name })}
              onPress={() => onChange(effects.filter((_, k) => k !== i))}
            >
              ✕
            </Button>
          </div>
        ))}
        {first !== undefined && (
          <Button onPress={() => onChange([...effects, { name: first }])}>{add}</Button>
        )}
      </div>
    </fieldset>
  )
}
