import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { useWords } from '../words/words.ts'
import { IntervalChart } from './interval-chart.tsx'
import type { IntervalLine } from './interval-line.ts'
import { Part } from './part.tsx'
import type { QualityAsked } from './quality-asked.ts'
import { useFigures } from './use-figures.ts'
import { WORDS } from './words.ts'

const WHOLE = { low: 0, high: 1 }

/** How much of what violates is flagged. */
export function RecallPart({ asked }: { readonly asked: QualityAsked }): ReactNode {
  const t = useWords(WORDS)
  const { percent, interval } = useFigures()
  const { data, error } = useAsk('recall', { body: { ...asked } }, { keep: true })
  const lines = (data?.recall ?? []).map((line, index): IntervalLine => {
    const estimate = line.share ?? line.asJudged
    return {
      id: String(index),
      label:
        line.rule === null
          ? (line.policy ?? t('anyPolicy'))
          : `${line.rule}${line.shadow ? ` ${t('shadow')}` : ''}`,
      isNested: line.rule !== null,
      estimate,
      text:
        estimate === null
          ? t('notKnown')
          : `${interval(estimate, percent)}${line.share === null ? `, ${t('asJudged')}` : ''}`,
    }
  })
  return (
    <Part
      title={t('recall')}
      hint={t('recallHint')}
      error={error}
      isWaiting={data === undefined}
      notes={data?.notes ?? []}
      whys={data?.recall.map(({ why }) => why) ?? []}
    >
      <IntervalChart title={t('recall')} lines={lines} scale={WHOLE} format={percent} />
    </Part>
  )
}
