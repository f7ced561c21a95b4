import { PATHS } from 'virtual:routes'
import type { ReactNode } from 'react'
import { usePeople } from '../keys/use-people.ts'
import { Button } from '../kit/button.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** As typed; empty: anything. Times are days of UTC. */
export interface AuditFields {
  readonly who: string
  readonly what: string
  readonly object: string
  readonly entity: string
  readonly from: string
  readonly to: string
}
export const NOTHING_ASKED: AuditFields = { who: '', what: '', object: '', entity: '', from: '', to: '' }

/** Routes that change something, by their names. */
const CHANGES = Object.entries(PATHS)
  .filter(([, [method]]) => method !== 'GET')
  .map(([name]) => name)
  .toSorted()
/** What the service does by itself, and notes. */
const OF_SERVICE = ['erasure.counted', 'erasure.done', 'retroact.ended', 'audit.pruned']

export function AuditForm(props: {
  readonly fields: AuditFields
  readonly onChange: (fields: AuditFields) => void
  readonly onClear: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { fields, onChange, onClear } = props
  const people = usePeople()
  const put = (change: Partial<AuditFields>) => onChange({ ...fields, ...change })
  return (
    <div className="filters">
      <TextField
        label={t('who')}
        placeholder={t('whoHint')}
        value={fields.who}
        onChange={(who) => put({ who })}
      />
      {people.size > 0 && (
        <Select
          label={t('whoPerson')}
          value={people.has(fields.who) ? fields.who : ''}
          onChange={(who) => put({ who })}
          options={[
            { value: '', label: t('whoAnybody') },
            ...[...people].map(([value, label]) => ({ value, label })),
          ]}
        />
      )}
      <Select
        label={t('what')}
        value={fields.what}
        onChange={(what) => put({ what })}
        options={[
          { value: '', label: t('whatAny') },
          ...[...CHANGES, ...OF_SERVICE].map((value) => ({ value, label: value })),
        ]}
      />
      <TextField
        label={t('object')}
        placeholder={t('objectHint')}
        value={fields.object}
        onChange={(object) => put({ object })}
      />
      <TextField
        label={t('entity')}
        placeholder={t('entityHint')}
        value={fields.entity}
        onChange={(entity) => put({ entity })}
        autoComplete="off"
      />
      <TextField label={t('from')} type="date" value={fields.from} onChange={(from) => put({ from })} />
      <TextField label={t('to')} type="date" value={fields.to} onChange={(to) => put({ to })} />
      <div className="page-acts">
        <Button type="submit" primary>
          {t('find')}
        </Button>
        <Button onPress={onClear}>{t('clear')}</Button>
      </div>
    </div>
  )
}
