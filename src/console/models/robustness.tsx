import type { ReactNode } from 'react'
import { DEFAULT_BARS } from '../../lab/bars.ts'
import type { TransformFigures } from '../../lab/evaluate/evaluation.ts'
import { Panel } from '../kit/page.tsx'
import { IntervalChart } from '../quality/interval-chart.tsx'
import { type IntervalLine, shareScale } from '../quality/interval-line.ts'
import { useFigures } from '../quality/use-figures.ts'
import { useWords } from '../words/words.ts'
import { EVALUATION_WORDS } from './evaluation-words.ts'

/** How often each disguise hides what is found without it. */
export function Robustness(props: {
  readonly transforms: readonly TransformFigures[]
  /** What a task asks for; the usual bar when not known. */
  readonly bar?: number
}): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const { percent } = useFigures()
  const { transforms, bar = DEFAULT_BARS.evasion } = props
  if (transforms.length === 0) return null
  const lines = transforms.map(
    ({ transform, found, hidden, evasion, canBeRead }): IntervalLine => ({
      id: transform,
      label: transform,
      estimate: found === 0 ? null : evasion,
      text: `${t('hidden', { hidden, found })}${canBeRead ? '' : `; ${t('unreadable')}`}`,
      isAlarm: canBeRead && evasion.high > bar,
    }),
  )
  const scale = shareScale(lines)
  return (
    <Panel title={t('robustness')}>
      <p className="model-soft">{t('robustnessHint')}</p>
      <IntervalChart
        title={t('robustness')}
        lines={lines}
        scale={{ ...scale, marks: [{ at: bar, name: t('bar', { value: percent(bar) }) }] }}
        format={percent}
      />
    </Panel>
  )
}
