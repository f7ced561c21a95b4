import type { DatasetReply } from '../../api/contract/lab-data.ts'
import { NOT_STATED, originOf } from '../../lab/dataset/origin-of.ts'
import { renderTable } from '../table.ts'

/** A dataset as a person reads it. */
export function renderDataset(dataset: DatasetReply): string {
  const { id, task, rows, clusters, duplicates, contradictions, erased, harm, fine, bySplit, labels } =
    dataset
  const { licence, source } = originOf(dataset)
  const lines = [
    `${id}  task ${task}, ${dataset.from}, ${dataset.madeAt.slice(0, 16).replace('T', ' ')}, by ${dataset.by}`,
    `${rows} rows, ${clusters} different texts${duplicates > 0 ? `, ${duplicates} near-duplicates` : ''}${contradictions > 0 ? `, ${contradictions} labelled both ways` : ''}${erased > 0 ? `, ${erased} erased` : ''}`,
    ...(dataset.files.length === 0
      ? []
      : [`licence: ${licence ?? NOT_STATED}`, `source: ${source ?? NOT_STATED}`]),
    `violates: ${named(harm, labels)}`,
    `fine: ${fine.length === 0 ? 'rows without a label' : named(fine, labels)}`,
  ]
  const splits = renderTable(
    [{ heading: 'FOR' }, { heading: 'ROWS', right: true }, { heading: 'VIOLATING', right: true }],
    (['train', 'tune', 'certify'] as const).map((split) => [
      ...[split, String(bySplit[split].rows)],
      `${bySplit[split].violating} (${percent(bySplit[split].violating, bySplit[split].rows)})`,
    ]),
  )
  const warnings = dataset.warnings.map((warning) => `warning: ${warning}\n`).join('')
  return `${lines.join('\n')}\n\n${splits}${warnings === '' ? '' : `\n${warnings}`}`
}

function named(names: readonly string[], counts: Readonly<Record<string, number>>): string {
  const shown = names.slice(0, 20).map((name) => `${name} (${counts[name] ?? 0})`)
  return shown.join(', ') + (names.length > 20 ? `, and ${names.length - 20} more` : '')
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}
