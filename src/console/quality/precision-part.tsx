import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Empty } from '../kit/empty.tsx'
import { useWords } from '../words/words.ts'
import { IntervalChart } from './interval-chart.tsx'
import type { IntervalLine } from './interval-line.ts'
import { Part } from './part.tsx'
import type { QualityAsked } from './quality-asked.ts'
import { useFigures } from './use-figures.ts'
import { WORDS } from './words.ts'

const WHOLE = { low: 0, high: 1 }

/** How often rules are right. */
export function PrecisionPart({ asked }: { readonly asked: QualityAsked }): ReactNode {
  const t = useWords(WORDS)
  const { percent, interval } = useFigures()
  const { data, error } = useAsk('precision', { body: { ...asked } }, { keep: true })
  const lines = (data?.precision ?? []).map((line, index): IntervalLine => {
    const estimate = line.share ?? line.asJudged
    return {
      id: String(index),
      label: line.rule === null ? line.family : `${line.rule}${line.shadow ? ` ${t('shadow')}` : ''}`,
      isNested: line.rule !== null,
      estimate,
      text:
        estimate === null
          ? t('nothingJudged')
          : `${interval(estimate, percent)}${line.share === null ? `, ${t('asJudged')}` : ''}`,
    }
  })
  return (
    <Part
      title={t('precision')}
      hint={t('precisionHint')}
      error={error}
      isWaiting={data === undefined}
      notes={data?.notes ?? []}
      whys={data?.precision.map(({ why }) => why) ?? []}
    >
      {lines.length === 0 ? (
        <Empty>{t('precisionNone')}</Empty>
      ) : (
        <IntervalChart title={t('precision')} lines={lines} scale={WHOLE} format={percent} />
      )}
    </Part>
  )
}
