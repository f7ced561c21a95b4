import { type FormEvent, type ReactNode, useState } from 'react'
import type { Blur, Breaks, Care, OwnProtection, Protection } from '../../review/protection/protection.ts'
import { overlay } from '../../review/protection/protection.ts'
import { SEVERITIES } from '../../review/protection/severities.ts'
import { laxerThan } from '../../review/protection/strictest.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Select } from '../kit/select.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  /** What stands where nothing is said. */
  readonly base: Protection
  readonly said: OwnProtection
  /** Nothing may be laxer than the base. */
  readonly isOwn: boolean
  readonly isPending: boolean
  readonly onSave: (said: OwnProtection) => void
}

const BLURS: readonly Blur[] = ['none', 'light', 'strong']
const LIMITS = ['perHour', 'perDay'] as const
const LENGTHS = ['afterMinutes', 'afterJobs', 'forMinutes'] as const

/** Settings of protection; whether one may be saved is decided by what the server decides by, too. */
export function ProtectionForm({ base, said: first, isOwn, isPending, onSave }: Given): ReactNode {
  const t = useWords(WORDS)
  const [said, setSaid] = useState<OwnProtection>(first)
  const shown = overlay(base, said)
  const laxer = isOwn ? laxerThan(base, said) : []
  const care = (severity: keyof Protection['severities'], change: Partial<Care>) =>
    setSaid({
      ...said,
      severities: { ...said.severities, [severity]: { ...said.severities?.[severity], ...change } },
    })
  const breaks = (change: Partial<Breaks>) => setSaid({ ...said, breaks: { ...said.breaks, ...change } })
  function save(event: FormEvent): void {
    event.preventDefault()
    if (laxer.length === 0) onSave(said)
  }
  return (
    <form className="form" onSubmit={save}>
      <div className="protection-scroll">
        <table className="protection-table">
          <thead>
            <tr>
              {(['severity', 'blur', 'grey', 'summary', 'perHour', 'perDay'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {SEVERITIES.map((severity) => {
              const one = shown.severities[severity]
              const label = (field: 'blur' | 'grey' | 'summary' | 'perHour' | 'perDay') =>
                t('field', { field: t(field), severity })
              return (
                <tr key={severity}>
                  <th scope="row">{severity}</th>
                  <td>
                    <select
                      className="field-input"
                      aria-label={label('blur')}
                      value={one.blur}
                      onChange={(event) => care(severity, { blur: event.target.value as Blur })}
                    >
                      {BLURS.map((blur) => (
                        <option key={blur} value={blur}>
                          {t(`blur_${blur}`)}
                        </option>
                      ))}
                    </select>
                  </td>
                  {(['grey', 'summary'] as const).map((name) => (
                    <td key={name}>
                      <input
                        type="checkbox"
                        aria-label={label(name)}
                        checked={one[name]}
                        onChange={(event) => care(severity, { [name]: event.target.checked })}
                      />
                    </td>
                  ))}
                  {LIMITS.map((name) => (
                    <td key={name}>
                      <Limit
                        label={label(name)}
                        value={one[name]}
                        onChange={(value) => care(severity, { [name]: value })}
                      />
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <div className="filters">
        <Select
          label={t('reveal')}
          value={shown.reveal}
          hint={t('revealHint')}
          options={(['hold', 'toggle'] as const).map((value) => ({ value, label: t(`reveal_${value}`) }))}
          onChange={(value) => setSaid({ ...said, reveal: value as Protection['reveal'] })}
        />
        {LENGTHS.map((name) => (
          <div key={name} className="field">
            <span className="field-label">{t(name)}</span>
            <Limit
              label={t(name)}
              value={shown.breaks[name]}
              least={name === 'afterJobs' ? 1 : 5}
              isNeeded={name === 'forMinutes'}
              onChange={(value) => breaks({ [name]: value })}
            />
          </div>
        ))}
        <Checkbox
          label={t('sound')}
          isChosen={shown.soundOff}
          onChange={(soundOff) => setSaid({ ...said, soundOff })}
        />
      </div>
      {laxer.length > 0 && (
        <p className="problem" role="alert">
          {t('laxer', { fields: laxer.join(', ') })}
        </p>
      )}
      <Button type="submit" primary isDisabled={isPending || laxer.length > 0}>
        {t('save')}
      </Button>
    </form>
  )
}

function Limit(props: {
  readonly label: string
  readonly value: number | null
  readonly least?: number
  readonly isNeeded?: boolean
  readonly onChange: (value: number | null) => void
}): ReactNode {
  const t = useWords(WORDS)
  const { label, value, least = 0, isNeeded = false, onChange } = props
  return (
    <input
      className="field-input protection-limit"
      type="number"
      min={least}
      step={1}
      required={isNeeded}
      aria-label={label}
      placeholder={t('noLimit')}
      value={value ?? ''}
      onChange={(event) => {
        const { valueAsNumber } = event.target
        if (!Number.isNaN(valueAsNumber)) onChange(Math.round(valueAsNumber))
        else if (!isNeeded) onChange(null)
      }}
    />
  )
}
