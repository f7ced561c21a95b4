import { type ReactNode, useMemo } from 'react'
import type { ModelEvaluation } from '../../lab/evaluate/evaluation.ts'
import { Curve } from '../kit/curve.tsx'
import type { CurveLine } from '../kit/curve-props.ts'
import { Panel } from '../kit/page.tsx'
import { useWords } from '../words/words.ts'
import { EVALUATION_WORDS } from './evaluation-words.ts'

const UNIT = { unit: 'percent', least: 0, most: 1 } as const

/** Precision and false alarms as the threshold falls, with where the model stands. */
export function EvaluationCurves(props: {
  readonly evaluation: Pick<ModelEvaluation, 'curve' | 'operating'>
}): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const { curve, operating } = props.evaluation
  const lines = useMemo(() => {
    const byRecall = curve.toSorted((a, b) => a.recall - b.recall)
    const stands = operating.flatMap(({ recall, precision }) =>
      recall === undefined || precision === undefined ? [] : [[recall.value, precision.value] as const],
    )
    const alarms = operating.flatMap(({ recall, falsePositiveRate }) =>
      recall === undefined || falsePositiveRate === undefined
        ? []
        : [[recall.value, falsePositiveRate.value] as const],
    )
    const line = (label: string, points: CurveLine['points']): CurveLine => ({ label, points, colour: 1 })
    const dots = (points: CurveLine['points']): CurveLine[] =>
      points.length === 0
        ? []
        : [{ label: t('threshold'), points: points.toSorted(([a], [b]) => a - b), colour: 2, isDots: true }]
    return {
      precision: [
        line(
          t('precision'),
          byRecall.map((one) => [one.recall, one.precision] as const),
        ),
        ...dots(stands),
      ],
      alarms: [
        line(
          t('falsePositiveRate'),
          byRecall.map((one) => [one.recall, one.falsePositiveRate] as const),
        ),
        ...dots(alarms),
      ],
    }
  }, [curve, operating, t])
  const recall = { ...UNIT, label: t('recall') }
  return (
    <>
      <Panel title={t('curve')}>
        <Curve
          label={t('curvePicture')}
          x={recall}
          y={{ ...UNIT, label: t('precision') }}
          lines={lines.precision}
        />
      </Panel>
      <Panel title={t('roc')}>
        <Curve
          label={t('roc')}
          x={recall}
          y={{ ...UNIT, label: t('falsePositiveRate') }}
          lines={lines.alarms}
        />
      </Panel>
    </>
  )
}
