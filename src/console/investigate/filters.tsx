import type { ReactNode } from 'react'
import { Verdict } from '../../core/verdict.ts'
import { VerdictBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Said } from '../kit/said.tsx'
import { useWords } from '../words/words.ts'
import { without } from './narrow.ts'
import type { Question } from './query-state.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly question: Question
  readonly onChange: (question: Question) => void
}

/** Whose values are entities, which have pages of their own. */
const ENTITIES: readonly string[] = ['actors', 'targets', 'sessions']

/** Filters beside the condition: verdicts to choose, and what the lists were narrowed to. */
export function Filters({ question, onChange }: Given): ReactNode {
  const t = useWords(WORDS)
  const { where } = question
  const chosen = new Set<Verdict>(where.verdicts)
  const others = (Object.keys(where) as (keyof typeof where)[]).filter((name) => name !== 'verdicts')
  function toggle(verdict: Verdict): void {
    const next = new Set(chosen)
    if (!next.delete(verdict)) next.add(verdict)
    const rest = without(question, 'verdicts')
    onChange(next.size === 0 ? rest : { ...rest, where: { ...rest.where, verdicts: [...next] } })
  }
  return (
    <div className="investigate-filters">
      <fieldset className="investigate-verdicts">
        <legend className="field-label">{t('verdicts')}</legend>
        {Verdict.options.map((verdict) => (
          <button
            key={verdict}
            type="button"
            className="investigate-verdict"
            aria-pressed={chosen.has(verdict)}
            onClick={() => toggle(verdict)}
          >
            <VerdictBadge verdict={verdict} />
          </button>
        ))}
      </fieldset>
      {others.length > 0 && (
        <ul className="investigate-chips" aria-label={t('filters')}>
          {others.map((name) => (
            <li key={name} className="investigate-chip">
              <span>
                {t(`filter_${name}`)}:{' '}
                {ENTITIES.includes(name) ? (
                  (where[name] ?? []).map((one) => <EntityLink key={one} entity={one} />)
                ) : (
                  <Said text={(where[name] ?? []).join(', ')} />
                )}
              </span>
              <Button
                quiet
                aria-label={t('takeOff', { what: t(`filter_${name}`) })}
                onPress={() => onChange(without(question, name))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
