import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { useWords } from '../words/words.ts'
import { IntervalChart } from './interval-chart.tsx'
import { type IntervalLine, shareScale } from './interval-line.ts'
import { Part } from './part.tsx'
import type { QualityAsked } from './quality-asked.ts'
import { useFigures } from './use-figures.ts'
import { WORDS } from './words.ts'

/** How much violates, by policy, world and verdict. */
export function PrevalencePart(props: {
  readonly asked: QualityAsked
  readonly by: 'decisions' | 'exposure'
}): ReactNode {
  const t = useWords(WORDS)
  const { percent, interval } = useFigures()
  const { data, error } = useAsk('prevalence', { body: { ...props.asked, by: props.by } }, { keep: true })
  const lines = (data?.prevalence ?? []).map((line, index): IntervalLine => {
    const part = line.world ?? (line.verdict === null ? null : t('verdictIs', { verdict: line.verdict }))
    const estimate = line.share ?? line.asJudged
    return {
      id: String(index),
      label: part ?? line.policy ?? t('anyPolicy'),
      isNested: part !== null,
      estimate,
      text:
        estimate === null
          ? t('nothingJudged')
          : `${interval(estimate, percent)}${line.share === null ? `, ${t('asJudged')}` : ''}`,
    }
  })
  return (
    <Part
      title={t('prevalence')}
      hint={t('prevalenceHint')}
      error={error}
      isWaiting={data === undefined}
      notes={data?.notes ?? []}
      whys={data?.prevalence.map(({ why }) => why) ?? []}
    >
      <IntervalChart title={t('prevalence')} lines={lines} scale={shareScale(lines)} format={percent} />
      {data !== undefined && data.unsure > 0 && <p>{t('unsure', { count: data.unsure })}</p>}
    </Part>
  )
}
