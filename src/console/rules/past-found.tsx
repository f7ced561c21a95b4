import { type ReactNode, useState } from 'react'
import type { Verdict } from '../../core/verdict.ts'
import { A } from '../kit/a.tsx'
import { VerdictBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Empty } from '../kit/empty.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { Said } from '../kit/said.tsx'
import { Series } from '../kit/series.tsx'
import { Time } from '../kit/time.tsx'
import { WORDS as KIT } from '../kit/words.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import type { PastExample, PastReport } from './past-report.ts'
import { WORDS } from './past-words.ts'
import type { PastSeries } from './sum-series.ts'

const COLOURS = [1, 3, 5, 2, 4] as const

/** What a backtest found of one rule. */
export function PastFound({
  report,
  series,
  rule: id,
}: {
  readonly report: PastReport
  /** Hour by hour; undefined: not there yet. */
  readonly series: PastSeries | undefined
  readonly rule: string
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const kit = useWords(KIT)
  const { may } = useSession()
  const rule = report.rules.find((one) => one.rule === id) ?? report.rules[0]
  if (rule === undefined) return <Empty>{t('noExamples')}</Empty>
  const number = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 2 })
  const counts: readonly (readonly [string, string])[] = [
    [t('fires'), number(rule.fired)],
    [t('events'), number(report.covered.events)],
    [
      t('share'),
      report.covered.events === 0 ? '–' : `${number((rule.fired / report.covered.events) * 100)} %`,
    ],
    [t('accounts'), number(rule.accounts.count)],
    [t('raised'), number(rule.raised)],
    [t('unknown'), `${number(rule.unknown.count)} (${number(rule.unknown.share * 100)} %)`],
  ]
  const missing = rule.unknown.missing.map(({ name }) => name).join(', ')
  return (
    <div className="rules-stack">
      <dl className="rules-counts">
        {counts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {missing !== '' && <p className="rules-meta">{t('missing', { names: missing })}</p>}
      {series !== undefined && (
        <>
          <Series
            label={t('chart')}
            times={series.times}
            lines={[
              { label: t('lineEvents'), values: series.events, colour: 4 },
              { label: t('lineFires'), values: series.matched, colour: 2 },
            ]}
            height={150}
          />
          <Series
            label={t('byVerdict')}
            times={series.times}
            lines={Object.entries(series.verdicts).map(([verdict, values], i) => ({
              label: kit(verdict as Verdict),
              values,
              colour: COLOURS[i % COLOURS.length]!,
            }))}
            height={130}
          />
        </>
      )}
      <VerdictChanges verdicts={report.verdicts} />
      {report.covered.notes.length > 0 && (
        <details>
          <summary>{t('notes')}</summary>
          <ul>
            {report.covered.notes.map((note) => (
              <li key={note}>
                <Said text={note} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <h3>{t('examples')}</h3>
      {!may('content.bulk') && <p className="rules-meta">{t('noContent')}</p>}
      {may('content.bulk') && rule.examples.length === 0 && <Empty>{t('noExamples')}</Empty>}
      {rule.examples.map((example) => (
        <Example key={example.decision} example={example} />
      ))}
    </div>
  )
}

function VerdictChanges({ verdicts }: { readonly verdicts: PastReport['verdicts'] }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { order, matrix, changed } = verdicts
  return (
    <div>
      <h3>{t('changes')}</h3>
      {changed === 0 ? (
        <p className="rules-meta">{t('noChange')}</p>
      ) : (
        <ul className="rules-sentences">
          {order.flatMap((was, i) =>
            order.flatMap((is, k) => {
              const count = matrix[i]?.[k] ?? 0
              if (i === k || count === 0) return []
              return [
                <li key={`${was} ${is}`}>
                  <VerdictBadge verdict={was} /> → <VerdictBadge verdict={is} />{' '}
                  {count.toLocaleString(language)}
                </li>,
              ]
            }),
          )}
        </ul>
      )}
    </div>
  )
}

/** What was said stays blurred until somebody asks for it, one by one. */
function Example({ example }: { readonly example: PastExample }): ReactNode {
  const t = useWords(WORDS)
  const [isShown, setShown] = useState(false)
  const texts = Object.entries(example.data).filter(([, value]) => typeof value === 'string')
  return (
    <div className="rules-example">
      <p className="rules-meta">
        <Time at={example.received} /> · {example.type} · {example.world} · {t('was')} {example.verdict} ·{' '}
        <A to={paths.decision(example.decision)}>{t('decision')}</A>
      </p>
      {isShown ? (
        texts.map(([name, value]) => (
          <div key={name}>
            <code>{name}</code> <PlayerText text={String(value)} />
          </div>
        ))
      ) : (
        <p className="rules-blurred" aria-hidden>
          {'▒'.repeat(32)}
        </p>
      )}
      <Button quiet onPress={() => setShown(!isShown)}>
        {t(isShown ? 'hide' : 'reveal')}
      </Button>
    </div>
  )
}
