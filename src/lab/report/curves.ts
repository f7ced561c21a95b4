import { type Html, html } from '../../page/html.ts'
import { xyChart } from '../../page/xy-chart.ts'
import type { ModelEvaluation } from '../evaluate/evaluation.ts'
import { USES } from './words.ts'

const SHARE = { low: 0, high: 1 } as const

/** Precision and recall, ROC, reliability, and how it was learnt. */
export function curvesSection(evaluation: ModelEvaluation): Html {
  return html`<h2>Curves</h2><div class="xys">${precisionRecall(evaluation)}${roc(evaluation)}${reliability(evaluation)}${learning(evaluation)}</div>`
}

function precisionRecall({ curve, operating, violating, rows }: ModelEvaluation): Html {
  const even = rows === 0 ? 0 : violating / rows
  return xyChart({
    label: 'Precision by recall on tune rows',
    x: { name: 'recall', ...SHARE },
    y: { name: 'precision', ...SHARE },
    series: [
      {
        name: 'model',
        kind: 'line',
        points: curve.map(({ recall, precision }) => ({ x: recall, y: precision })),
      },
      {
        name: 'thresholds',
        kind: 'dots',
        points: operating.flatMap(({ use, threshold, precision, recall }) =>
          precision === undefined || recall === undefined
            ? []
            : [
                {
                  ...{ x: recall.value, y: precision.value, low: precision.low, high: precision.high },
                  says: `${USES[use]} from ${threshold.toFixed(4)}`,
                },
              ],
        ),
      },
      {
        name: 'by chance',
        kind: 'dashed',
        points: [
          { x: 0, y: even },
          { x: 1, y: even },
        ],
      },
    ],
  })
}

function roc({ curve }: ModelEvaluation): Html {
  return xyChart({
    label: 'Share of violating rows found by share of fine rows taken',
    x: { name: 'fine rows taken', ...SHARE },
    y: { name: 'violating rows found', ...SHARE },
    series: [
      {
        name: 'model',
        kind: 'line',
        points: [
          { x: 0, y: 0 },
          ...curve.map(({ falsePositiveRate, recall }) => ({ x: falsePositiveRate, y: recall })),
          { x: 1, y: 1 },
        ],
      },
      {
        name: 'by chance',
        kind: 'dashed',
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
      },
    ],
  })
}

function reliability({ calibration: { bins } }: ModelEvaluation): Html {
  return xyChart({
    label: 'How many violate by how likely they were said to',
    x: { name: 'said', ...SHARE },
    y: { name: 'there', ...SHARE },
    series: [
      {
        name: 'tenths of the rows',
        kind: 'dots',
        points: bins.map(({ said, there, rows }) => ({
          ...{ x: said, y: there.value, low: there.low, high: there.high },
          says: `${rows} rows: said ${said.toFixed(3)}, there ${there.value.toFixed(3)}`,
        })),
      },
      {
        name: 'calibrated',
        kind: 'dashed',
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
      },
    ],
  })
}

function learning({ learning: points }: ModelEvaluation): Html | null {
  const phases = [...new Set(points.map(({ phase }) => phase))]
  const known = points.flatMap(({ averagePrecision }) =>
    averagePrecision === undefined ? [] : [averagePrecision],
  )
  if (known.length < 2) return null
  const most = Math.max(2, ...points.map(({ at }) => at))
  const low = Math.max(0, Math.floor((Math.min(...known) - 0.02) * 20) / 20)
  return xyChart({
    label: 'Average precision on held-out rows by epoch',
    x: { name: 'epochs', low: 1, high: most },
    y: { name: 'average precision', low, high: 1 },
    write: { x: (value) => String(Math.round(value * 10) / 10), y: (value) => value.toFixed(2) },
    series: phases.map((phase) => ({
      name: phase === 'all' ? 'all train rows' : phase,
      kind: 'line',
      points: points.flatMap((one) =>
        one.phase === phase && one.averagePrecision !== undefined
          ? [{ x: one.at, y: one.averagePrecision }]
          : [],
      ),
    })),
  })
}
