import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { useWords } from '../words/words.ts'
import { IntervalChart } from './interval-chart.tsx'
import type { IntervalLine } from './interval-line.ts'
import { Part } from './part.tsx'
import type { QualityAsked } from './quality-asked.ts'
import { useFigures } from './use-figures.ts'
import { WORDS } from './words.ts'

const MARKS = [0.667, 0.8].map((at) => ({ at, name: String(at) }))

/** How far reviewers agree. */
export function AgreementPart({ asked }: { readonly asked: QualityAsked }): ReactNode {
  const t = useWords(WORDS)
  const { alpha, interval } = useFigures()
  const { data, error } = useAsk('agreement', { body: { ...asked } }, { keep: true })
  const lines = (data?.agreement ?? []).map(
    (line, index): IntervalLine => ({
      id: String(index),
      label: line.language ?? line.family ?? t('allPolicies'),
      isNested: line.language !== null,
      estimate: line.alpha,
      text: `${line.alpha === null ? '–' : interval(line.alpha, alpha)}, ${t('jobs', { count: line.jobs })}`,
    }),
  )
  const lows = lines.flatMap(({ estimate }) => estimate?.low ?? [])
  const low = Math.min(0, ...lows.map((one) => Math.floor(one * 4) / 4))
  return (
    <Part
      title={t('agreement')}
      hint={t('agreementHint')}
      error={error}
      isWaiting={data === undefined}
      notes={data?.notes ?? []}
      whys={data?.agreement.map(({ why }) => why) ?? []}
    >
      <IntervalChart
        title={t('agreement')}
        lines={lines}
        scale={{ low, high: 1, marks: MARKS }}
        format={alpha}
      />
    </Part>
  )
}
