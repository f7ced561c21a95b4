import { type ReactNode, useRef } from 'react'
import type { AllowedEnforcement, JobView } from '../../api/contract/jobs.ts'
import type { Preset } from '../../review/enforcement-presets.ts'
import type { Reply } from '../api/ask.ts'
import { Badge, SeverityBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { KeyCap } from '../kit/key-cap.tsx'
import { type KeyBinding, useKeys } from '../kit/keys.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import type { Said } from './desk.ts'
import type { Draft } from './draft.ts'
import { Fold } from './fold.tsx'
import { inLanguage, lengthWords } from './length-words.ts'
import { WORDS } from './words.ts'

type Policies = Reply<'reviewPolicies'>['policies']

interface Given {
  readonly job: JobView
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly presets: readonly Preset<AllowedEnforcement>[]
  readonly policies: Policies
  readonly onSay: (choice: Said['choice']) => void
  readonly onPass: () => void
}

const CHOICES = [
  ['violates', 'v'],
  ['fine', 'f'],
  ['unsure', 'u'],
] as const

/** The choices, one key each, and what goes with a violation. */
export function Choices(given: Given): ReactNode {
  const t = useWords(WORDS)
  const { job, draft, onDraft, presets, onSay, onPass } = given
  const note = useRef<HTMLDivElement>(null)
  const toggle = (name: string) =>
    onDraft({
      ...draft,
      enforcements: draft.enforcements.includes(name)
        ? draft.enforcements.filter((one) => one !== name)
        : [...draft.enforcements, name],
    })
  const bindings: readonly KeyBinding[] = [
    ...CHOICES.map(([choice, key]) => ({ key, label: t(choice), run: () => onSay(choice) })),
    ...presets.slice(0, 9).map(({ enforcement }, i) => ({
      ...{ key: String(i + 1), label: `${t('enforcements')}: ${enforcement.name}` },
      run: () => toggle(enforcement.name),
    })),
    { key: 'x', label: t('strikeKey'), run: () => onDraft({ ...draft, strike: !draft.strike }) },
    { key: 'n', label: t('noteKey'), run: () => note.current?.querySelector('textarea')?.focus() },
    { key: 'p', label: t('pass'), run: onPass },
  ]
  useKeys(bindings)
  const count = 1 + draft.also.length
  return (
    <div className="review-choices">
      <fieldset className="review-with">
        <legend>{t('enforcements')}</legend>
        {presets.length === 0 && <p className="field-hint">{t('noEnforcements')}</p>}
        <div className="review-presets">
          {presets.map((preset, i) => (
            <PresetChoice
              key={preset.enforcement.name}
              preset={preset}
              keyName={i < 9 ? String(i + 1) : undefined}
              {...{ draft, onDraft }}
              onToggle={() => toggle(preset.enforcement.name)}
            />
          ))}
          {job.policy.strike > 0 && (
            <Button
              keyName="x"
              aria-pressed={draft.strike}
              className="review-toggle"
              onPress={() => onDraft({ ...draft, strike: !draft.strike })}
            >
              {t('strike', { weight: job.policy.strike })}
            </Button>
          )}
        </div>
      </fieldset>
      <PolicyChoice {...{ job, draft, onDraft }} policies={given.policies} />
      <div ref={note} className="review-note">
        <TextField
          label={t('note')}
          hint={t('noteHint')}
          lines={1}
          maxLength={2000}
          value={draft.note}
          onChange={(value) => onDraft({ ...draft, note: value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') (event.target as HTMLElement).blur()
            else event.continuePropagation()
          }}
        />
        <KeyCap name="n" />
      </div>
      <div className="review-say">
        {CHOICES.map(([choice, key]) => (
          <Button
            key={choice}
            keyName={key}
            className={`review-${choice}`}
            {...(choice === 'violates' ? { danger: true } : choice === 'fine' ? { primary: true } : {})}
            onPress={() => onSay(choice)}
          >
            {count > 1 ? t('withAlso', { choice: t(choice), n: count }) : t(choice)}
          </Button>
        ))}
        <Button quiet keyName="p" onPress={onPass}>
          {t('pass')}
        </Button>
      </div>
    </div>
  )
}

function PresetChoice(props: {
  readonly preset: Preset<AllowedEnforcement>
  readonly keyName: string | undefined
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly onToggle: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { preset, keyName, draft, onDraft, onToggle } = props
  const { name, title, description, forMs, reversible, params } = preset.enforcement
  const isChosen = draft.enforcements.includes(name)
  const set = (param: string, value: string | number | boolean) =>
    onDraft({
      ...draft,
      params: { ...draft.params, [name]: { ...draft.params[name], [param]: value } },
    })
  return (
    <div className="review-preset">
      <Button keyName={keyName} aria-pressed={isChosen} className="review-toggle" onPress={onToggle}>
        {inLanguage(title, language) || name}
      </Button>
      {isChosen && (
        <div className="review-preset-more">
          <p>
            {description} · <EntityLink entity={preset.target} /> ·{' '}
            {forMs === null ? t('forever') : lengthWords(t, forMs)}{' '}
            <Badge tone={reversible ? 'plain' : 'danger'}>
              {t(reversible ? 'reversible' : 'irreversible')}
            </Badge>
          </p>
          {Object.entries(params).map(([param, { type, oneOf }]) => {
            const value = draft.params[name]?.[param]
            if (type === 'boolean')
              return (
                <Checkbox
                  key={param}
                  label={param}
                  isChosen={value === true}
                  onChange={(on) => set(param, on)}
                />
              )
            if (oneOf !== null)
              return (
                <Select
                  key={param}
                  label={param}
                  value={value === undefined ? '' : String(value)}
                  options={[
                    { value: '', label: '–' },
                    ...oneOf.map((one) => ({ value: String(one), label: String(one) })),
                  ]}
                  onChange={(text) => {
                    const found = oneOf.find((one) => String(one) === text)
                    if (found !== undefined) set(param, found)
                  }}
                />
              )
            return (
              <TextField
                key={param}
                label={param}
                value={value === undefined ? '' : String(value)}
                onChange={(text) => set(param, type === 'number' ? Number(text) : text)}
              />
            )
          })}
        </div>
      )}
    </div>
  )
}

function PolicyChoice(props: {
  readonly job: JobView
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly policies: Policies
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { job, draft, onDraft, policies } = props
  const idOf = (id: string) => id.split('@', 1)[0]!
  const asked = idOf(job.policy.id)
  const family = asked.split('.', 1)[0]!
  // Of the family that was asked about first: the others are seldom meant.
  const ordered = [...policies].sort(
    (a, b) => Number(b.id.startsWith(`${family}.`)) - Number(a.id.startsWith(`${family}.`)),
  )
  const chosen = draft.policies.length === 0 ? [asked] : draft.policies
  const toggle = (id: string, on: boolean) =>
    onDraft({ ...draft, policies: on ? [...chosen, id] : chosen.filter((one) => one !== id) })
  return (
    <Fold
      title={
        draft.policies.length === 0
          ? `${t('policies')}: ${t('policiesAsked')}`
          : `${t('policies')}: ${chosen.join(', ')}`
      }
      keyName="o"
      keyLabel={t('policiesKey')}
      isOpen={false}
    >
      <ul className="review-policies">
        {ordered.map(({ id, severity, title }) => (
          <li key={id}>
            <Checkbox
              label={`${inLanguage(title, language)} (${idOf(id)})`}
              isChosen={chosen.includes(idOf(id))}
              onChange={(on) => toggle(idOf(id), on)}
            />
            <SeverityBadge severity={severity} />
          </li>
        ))}
      </ul>
    </Fold>
  )
}
