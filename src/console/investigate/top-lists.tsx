import { type ReactNode, useMemo } from 'react'
import type { TopList } from '../../api/contract/investigation.ts'
import type { Reply } from '../api/ask.ts'
import { Button } from '../kit/button.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { Select } from '../kit/select.tsx'
import { TopBars } from '../kit/top-bars.tsx'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { narrow } from './narrow.ts'
import type { Question } from './query-state.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly facts: Reply<'language'>
  readonly question: Question
  readonly lists: readonly TopList[]
  readonly onChange: (question: Question) => void
}

const ALWAYS = ['actor', 'target', 'session', 'event.world'] as const
const DECIDED = ['decision.verdict', 'decision.fired', 'decision.shadow', 'decision.unknown'] as const
const MOST_LISTS = 8

/** The most frequent values of whatever one likes; each row narrows the question. */
export function TopLists({ facts, question, lists, onChange }: Given): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { may } = useSession()
  const names = useMemo(
    () => facts.eventTypes.find(({ name }) => name === question.on)?.names ?? [],
    [facts, question.on],
  )
  const types = useMemo(() => new Map(names.map(({ name, type }) => [name, type])), [names])
  const seesContent = may('content.bulk')
  const options = useMemo(() => {
    const shown = names.filter(
      ({ name, type, secret, kind }) =>
        (seesContent || !secret) &&
        !/^(list|map)/.test(type) &&
        kind !== 'event' &&
        !ALWAYS.includes(name as never),
    )
    return [...ALWAYS, ...DECIDED, ...shown.map(({ name }) => name)].map((value) => ({ value, label: value }))
  }, [names, seesContent])
  const change = (next: readonly string[]) => onChange({ ...question, lists: next })
  return (
    <div className="investigate-lists">
      {question.lists.map((of, at) => {
        const list = lists.find((one) => one.of === of)
        const rows = list?.rows ?? []
        return (
          <section key={of} className="investigate-list" aria-label={of}>
            <div className="investigate-list-head">
              <Select
                label={t('listOf', { n: at + 1 })}
                value={of}
                options={
                  options.some(({ value }) => value === of) ? options : [{ value: of, label: of }, ...options]
                }
                onChange={(next) =>
                  !question.lists.includes(next) &&
                  change(question.lists.map((one) => (one === of ? next : one)))
                }
              />
              <Button
                quiet
                aria-label={t('removeList', { of })}
                onPress={() => change(question.lists.filter((one) => one !== of))}
              >
                ×
              </Button>
            </div>
            <TopBars
              label={of}
              openLabel={t('narrowTo')}
              bars={rows.map(({ value, matched }, index) => ({
                id: String(index),
                count: matched,
                label: value === null ? t('none') : <PlayerText inline most={60} text={textOf(value)} />,
              }))}
              onOpen={(index) => {
                const next = narrow(question, of, rows[Number(index)]!.value, types.get(of))
                if (next !== undefined) onChange(next)
              }}
            />
            {list !== undefined && list.others > 0 && (
              <p className="field-hint">
                {t('others', {
                  n: list.others.toLocaleString(language),
                  distinct: Math.max(0, list.distinct - rows.length).toLocaleString(language),
                })}
              </p>
            )}
            {list !== undefined && list.within > 0 && (
              <p className="field-hint">{t('within', { n: list.within })}</p>
            )}
          </section>
        )
      })}
      {question.lists.length < MOST_LISTS && (
        <section className="investigate-list">
          <Select
            label={t('addList')}
            value=""
            options={[
              { value: '', label: '–' },
              ...options.filter(({ value }) => !question.lists.includes(value)),
            ]}
            onChange={(next) => next !== '' && change([...question.lists, next])}
          />
        </section>
      )}
    </div>
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
