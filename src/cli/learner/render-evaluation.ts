import type { Evaluation, Share } from '../../lab/text/evaluate.ts'
import { renderTable } from '../table.ts'

/** An evaluation as a person reads it; all figures but counts in per cent. */
export function renderEvaluation(evaluation: Evaluation): string {
  const { rows, macroF1, microF1, accuracy, lrap, calibrationError, labels, confusion } = evaluation
  const head = [
    `${rows} texts: macro-F1 ${percent(macroF1)}, micro-F1 ${percent(microF1)}, all labels right ${shareText(accuracy)}`,
    ...(lrap === null ? [] : [`label-ranking average precision ${percent(lrap)}`]),
    `calibration error of the probabilities ${percent(calibrationError)}`,
  ]
  const table = renderTable(
    [
      { heading: 'LABEL' },
      { heading: 'TEXTS', right: true },
      { heading: 'PRECISION (95 %)', right: true },
      { heading: 'RECALL (95 %)', right: true },
      { heading: 'F1', right: true },
    ],
    labels.map((one) => [
      oneLine(one.label),
      String(one.rows),
      shareText(one.precision),
      shareText(one.recall),
      percent(one.f1),
    ]),
  )
  const matrix = confusion
    ? `\nRows: the truth; columns: what was given, in the same order.\n${renderTable(
        [{ heading: '' }, ...labels.map((_, k) => ({ heading: String(k + 1), right: true as const }))],
        confusion.map((line, k) => [`${k + 1} ${oneLine(labels[k]!.label)}`, ...line.map(String)]),
      )}`
    : ''
  return `${head.join('\n')}\n\n${table}${matrix}`
}

/** A label on one line, not too long for a table. */
export function oneLine(label: string): string {
  const flat = label.replace(/\s+/g, ' ')
  return flat.length > 40 ? `${flat.slice(0, 39)}…` : flat
}

/** `81.2 (79.0–83.1)` */
export function shareText(share: Share | null): string {
  return share === null ? '–' : `${percent(share.value)} (${percent(share.low)}–${percent(share.high)})`
}

function percent(value: number): string {
  return (100 * value).toFixed(1)
}
