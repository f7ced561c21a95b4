import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { AllowedEnforcement, JobView } from '../../api/contract/jobs.ts'
import type { Preset } from '../../review/enforcement-presets.ts'
import type { Reply } from '../api/ask.ts'
import { Badge, SeverityBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { type KeyBinding, useKeys } from '../kit/keys.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import type { Said } from './desk.ts'
import { chosen, type Draft } from './draft.ts'
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
  /** What stands at the end of the line. */
  readonly foot: ReactNode
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
  const language = useLanguage()
  const note = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<'policies' | 'note'>()
  const wantsNote = useRef(false)
  const togglePolicies = () => setOpen(open === 'policies' ? undefined : 'policies')
  const writeNote = () => {
    wantsNote.current = true
    setOpen('note')
    note.current?.querySelector('textarea')?.focus()
  }
  useEffect(() => {
    if (open === 'note' && wantsNote.current) note.current?.querySelector('textarea')?.focus()
    wantsNote.current = false
  }, [open])
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
    { key: 'o', label: t('policiesKey'), run: togglePolicies },
    { key: 'n', label: t('noteKey'), run: writeNote },
    { key: 'p', label: t('pass'), run: onPass },
  ]
  useKeys(bindings)
  const count = 1 + draft.also.length
  const { policies } = given
  return (
    <div className="review-choices">
      <fieldset className="review-with">
        <legend>{t('enforcements')}</legend>
        {presets.length === 0 && <p className="field-hint">{t('noEnforcements')}</p>}
        <div className="review-presets">
          {presets.map(({ enforcement: { name, title } }, i) => (
            <Button
              key={name}
              keyName={i < 9 ? String(i + 1) : undefined}
              aria-pressed={draft.enforcements.includes(name)}
              className="review-toggle"
              onPress={() => toggle(name)}
            >
              {inLanguage(title, language) || name}
            </Button>
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
        {chosen(draft, presets).map((preset) => (
          <PresetMore key={preset.enforcement.name} {...{ preset, draft, onDraft }} />
        ))}
      </fieldset>
      {open === 'policies' && <PolicyChoice {...{ job, draft, onDraft, policies }} />}
      {(open === 'note' || draft.note !== '') && (
        <div ref={note}>
          <TextField
            label={t('note')}
            hint={t('noteHint')}
            lines={2}
            maxLength={2000}
            value={draft.note}
            onChange={(value) => onDraft({ ...draft, note: value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') (event.target as HTMLElement).blur()
              else event.continuePropagation()
            }}
          />
        </div>
      )}
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
        <Button quiet keyName="o" aria-expanded={open === 'policies'} onPress={togglePolicies}>
          {draft.policies.length === 0 ? t('policies') : `${t('policies')}: ${draft.policies.join(', ')}`}
        </Button>
        <Button quiet keyName="n" aria-expanded={open === 'note'} onPress={writeNote}>
          {t('note')}
        </Button>
        <Button quiet keyName="p" onPress={onPass}>
          {t('pass')}
        </Button>
        {given.foot}
      </div>
    </div>
  )
}

/** What a chosen enforcement does, to whom, how long, and what is still to be said of it. */
function PresetMore(props: {
  readonly preset: Preset<AllowedEnforcement>
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
}): ReactNode {
  const t = useWords(WORDS)
  const { preset, draft, onDraft } = props
  const { name, description, forMs, reversible, params } = preset.enforcement
  const set = (param: string, value: string | number | boolean) =>
    onDraft({
      ...draft,
      params: { ...draft.params, [name]: { ...draft.params[name], [param]: value } },
    })
  return (
    <div className="review-preset-more">
      <p>
        <b>{name}</b> {description} · <EntityLink entity={preset.target} /> ·{' '}
        {forMs === null ? t('forever') : lengthWords(t, forMs)}{' '}
        <Badge tone={reversible ? 'plain' : 'danger'}>{t(reversible ? 'reversible' : 'irreversible')}</Badge>
      </p>
      {Object.entries(params).map(([param, { type, oneOf }]) => {
        const value = draft.params[name]?.[param]
        if (type === 'boolean')
          return (
            <Checkbox key={param} label={param} isChosen={value === true} onChange={(on) => set(param, on)} />
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
  const found = draft.policies.length === 0 ? [asked] : draft.policies
  const toggle = (id: string, on: boolean) =>
    onDraft({ ...draft, policies: on ? [...found, id] : found.filter((one) => one !== id) })
  return (
    <ul className="review-policies" aria-label={t('policies')}>
      {ordered.map(({ id, severity, title }) => (
        <li key={id}>
          <Checkbox
            label={`${inLanguage(title, language)} (${idOf(id)})`}
            isChosen={found.includes(idOf(id))}
            onChange={(on) => toggle(idOf(id), on)}
          />
          <SeverityBadge severity={severity} />
        </li>
      ))}
    </ul>
  )
}
