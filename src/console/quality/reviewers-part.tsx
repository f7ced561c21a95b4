import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Empty } from '../kit/empty.tsx'
import { plainText } from '../kit/plain-text.ts'
import { useWords } from '../words/words.ts'
import { IntervalChart } from './interval-chart.tsx'
import type { IntervalLine } from './interval-line.ts'
import { Part } from './part.tsx'
import type { QualityAsked } from './quality-asked.ts'
import { ReviewersTable } from './reviewers-table.tsx'
import { useFigures } from './use-figures.ts'
import { WORDS } from './words.ts'

/** What each reviewer did, and how well. */
export function ReviewersPart({ asked }: { readonly asked: QualityAsked }): ReactNode {
  const t = useWords(WORDS)
  const { percent, interval } = useFigures()
  const { data, error } = useAsk('reviewers', { body: { ...asked } }, { keep: true })
  const nameOf = ({ name, reviewer }: Reply<'reviewers'>['reviewers'][number]) =>
    (name === null ? undefined : plainText(name)) ?? t('gone', { id: reviewer.slice(-8) })
  const lines = (data?.reviewers ?? []).map(
    (one): IntervalLine => ({
      id: one.reviewer,
      label: nameOf(one),
      estimate: one.skill,
      isAlarm: one.isBelow,
      text: `${interval(one.skill, percent)}, ${t('golden', { count: one.right.of })}${one.isBelow ? `, ${t('below')}` : ''}`,
    }),
  )
  const least = Math.min(1, ...lines.map(({ estimate }) => estimate!.low))
  const low = [0.6, 0.2, 0].find((end) => end <= least) ?? 0
  return (
    <Part
      title={t('reviewers')}
      hint={t('reviewersHint')}
      error={error}
      isWaiting={data === undefined}
      notes={data?.notes ?? []}
    >
      {data === undefined || lines.length === 0 ? (
        <Empty>{t('reviewersNone')}</Empty>
      ) : (
        <>
          <IntervalChart
            title={t('reviewers')}
            lines={lines}
            scale={{
              low,
              high: 1,
              marks: [{ at: data.bar, name: t('bar', { value: percent(data.bar) }) }],
            }}
            format={percent}
          />
          <ReviewersTable reviewers={data.reviewers} nameOf={nameOf} />
        </>
      )}
    </Part>
  )
}
