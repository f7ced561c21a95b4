import type { ReactNode } from 'react'
import type { Calibration } from '../../lab/evaluate/evaluation.ts'
import { Panel } from '../kit/page.tsx'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { EVALUATION_WORDS } from './evaluation-words.ts'
import { Table } from './table.tsx'
import { useEstimate } from './use-estimate.ts'

const SIDE = 240
const LEFT = 40
const at = (share: number) => LEFT + share * SIDE
const up = (share: number) => 10 + (1 - share) * SIDE

/** What a model says and what is there, bin by bin, as a picture and a table. */
export function Reliability({ calibration }: { readonly calibration: Calibration }): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const language = useLanguage()
  const { percent } = useFigures()
  const say = useEstimate()
  const { bins, squaredError, method } = calibration
  const small = (value: number) => value.toLocaleString(language, { maximumSignificantDigits: 2 })
  return (
    <Panel title={t('reliability')}>
      <p className="model-soft">
        {t('reliabilityHint', { value: small(squaredError.value), high: small(squaredError.high) })}{' '}
        {t('method')}: {t(`method_${method}`)}.
      </p>
      <svg
        className="reliability"
        viewBox={`0 0 ${SIDE + LEFT + 20} ${SIDE + 40}`}
        style={{ maxWidth: 380 }}
        role="img"
        aria-label={t('reliabilityPicture', { count: bins.length })}
      >
        <rect className="reliability-frame" x={LEFT} y={10} width={SIDE} height={SIDE} />
        <line className="reliability-ideal" x1={at(0)} y1={up(0)} x2={at(1)} y2={up(1)} />
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <text x={at(share)} y={SIDE + 26} textAnchor="middle">
              {percent(share)}
            </text>
            <text x={LEFT - 5} y={up(share) + 4} textAnchor="end">
              {percent(share)}
            </text>
          </g>
        ))}
        <text x={at(0.5)} y={SIDE + 39} textAnchor="middle">
          {t('said')}
        </text>
        {bins.map(({ said, there }) => (
          <g key={said}>
            <line
              className="reliability-range"
              x1={at(said)}
              x2={at(said)}
              y1={up(there.low)}
              y2={up(there.high)}
            />
            <circle className="reliability-dot" cx={at(said)} cy={up(there.value)} r={4} />
          </g>
        ))}
      </svg>
      <details className="series-table">
        <summary>
          {t('there')}
          <span className="sr-only">: {t('reliability')}</span>
        </summary>
        <Table
          label={t('reliability')}
          head={[t('said'), t('there'), t('rows')]}
          rows={bins.map((bin) => ({
            id: String(bin.said),
            cells: [percent(bin.said), say(bin.there), bin.rows.toLocaleString(language)],
          }))}
        />
      </details>
    </Panel>
  )
}
