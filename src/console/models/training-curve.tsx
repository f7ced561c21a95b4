import { type ReactNode, useMemo } from 'react'
import { Curve } from '../kit/curve.tsx'
import type { CurveLine } from '../kit/curve-props.ts'
import { useWords } from '../words/words.ts'
import { type CurvePoint, curveLines } from './curve-lines.ts'
import { EVALUATION_WORDS } from './evaluation-words.ts'

/** How the loss fell and the average precision rose while a model was trained, or is. */
export function TrainingCurve({ points }: { readonly points: readonly CurvePoint[] }): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const lines = useMemo(() => {
    const colour = (i: number) => ((i % 5) + 1) as CurveLine['colour']
    const loss = curveLines(points, 'loss').map(
      ({ phase, at }, i): CurveLine => ({
        ...{ label: t('phaseLoss', { phase }), points: at, colour: colour(i) },
      }),
    )
    const precision = curveLines(points, 'averagePrecision').map(
      ({ phase, at }, i): CurveLine => ({
        ...{ label: t('phaseAp', { phase }), points: at, colour: colour(i), isBound: true },
      }),
    )
    return [...loss, ...precision]
  }, [points, t])
  if (lines.length === 0) return null
  return (
    <Curve
      label={t('learningPicture')}
      x={{ label: t('epochs'), unit: 'number' }}
      y={{ label: t('value'), unit: 'number', least: 0 }}
      lines={lines}
    />
  )
}
