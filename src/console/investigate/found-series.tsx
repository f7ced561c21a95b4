import { type ReactNode, useMemo } from 'react'
import { Verdict } from '../../core/verdict.ts'
import { Series } from '../kit/series.tsx'
import type { SeriesLine } from '../kit/series-props.ts'
import { Time } from '../kit/time.tsx'
import { WORDS as KIT } from '../kit/words.ts'
import { useLanguage, useWords } from '../words/words.ts'
import type { Looked } from './looked.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly looked: Looked
  readonly onBrush: (fromMs: number, toMs: number) => void
}

/** Which colour stands for which verdict, as the badges have it. */
const COLOURS: Readonly<Record<Verdict, SeriesLine['colour']>> = {
  allow: 4,
  nudge: 1,
  mask: 3,
  hold: 5,
  block: 2,
}

/** How often over time, by verdict; brushed to look at a part of it. */
export function FoundSeries({ looked, onBrush }: Given): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(KIT)
  const language = useLanguage()
  const { sums, report } = looked
  const times = useMemo(() => (sums?.series.times ?? []).map((time) => Date.parse(time)), [sums])
  const lines = useMemo(
    (): readonly SeriesLine[] =>
      Verdict.options.flatMap((verdict) => {
        const values = sums?.series.verdicts[verdict]
        return values === undefined ? [] : [{ label: say(verdict), values, colour: COLOURS[verdict] }]
      }),
    [sums, say],
  )
  if (sums === undefined) return null
  const n = (count: number) => count.toLocaleString(language)
  const asOf = report?.covered.asOf
  const missing = report?.covered.missingDays ?? []
  return (
    <>
      <p role="status">
        {t('matched', { matched: n(sums.matched), events: n(sums.events) })}
        {sums.unknown > 0 && ` ${t('unknown', { count: sums.unknown })}`}
      </p>
      {lines.length > 0 && <Series label={t('series')} times={times} lines={lines} onBrush={onBrush} />}
      {asOf === null && <p className="field-hint">{t('asOfNone')}</p>}
      {typeof asOf === 'string' && (
        <p className="field-hint">
          {t('asOf', { at: '\u0000' }).split('\u0000')[0]}
          <Time at={asOf} />
          {t('asOf', { at: '\u0000' }).split('\u0000')[1]}
        </p>
      )}
      {missing.length > 0 && missing.length < 40 && (
        <p className="field-hint">{t('missing', { days: missing.join(', ') })}</p>
      )}
    </>
  )
}
