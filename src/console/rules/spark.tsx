import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const WIDTH = 84
const HEIGHT = 20

/** Firings by day as a small line; the numbers are told to whoever does not see it. */
export function Spark({ values }: { readonly values: readonly number[] }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const most = Math.max(1, ...values)
  const step = WIDTH / Math.max(1, values.length - 1)
  const points = values
    .map((value, i) => `${(i * step).toFixed(1)},${(HEIGHT - 1 - (value / most) * (HEIGHT - 2)).toFixed(1)}`)
    .join(' ')
  const told = values.map((value) => value.toLocaleString(language)).join(', ')
  return (
    <svg
      className="rules-spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={t('spark', { n: values.length, values: told })}
    >
      <polyline points={points} />
    </svg>
  )
}
