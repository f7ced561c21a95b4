import type { DatasetFacts } from '../dataset/dataset.ts'

/** A dataset in one line: how many rows of which kind, how they were split, and what was found and named. */
export function snapshotSays({
  id,
  rows,
  erased,
  bySplit,
  duplicates,
  harm,
  fine,
  columns,
  warnings,
}: DatasetFacts): string {
  const violating = bySplit.train.violating + bySplit.tune.violating + bySplit.certify.violating
  const named = columns
    .filter(({ role }) => role !== 'other')
    .map(({ name, role }) => (name === role ? name : `${name} as ${role}`))
  const parts = [
    `${rows - erased} rows, ${violating} violating`,
    `train ${bySplit.train.rows}, tune ${bySplit.tune.rows}, certify ${bySplit.certify.rows}`,
    ...(duplicates > 0 ? [`${duplicates} near-duplicates kept together`] : []),
    ...(named.length > 0 ? [`columns ${named.join(', ')}`] : []),
    ...(harm.length > 0 ? [`violating ${few(harm)}; fine ${few(fine)}`] : []),
    ...(warnings.length > 0 ? [`${warnings.length} warning${warnings.length === 1 ? '' : 's'}`] : []),
  ]
  return `${parts.join('; ')} (${id})`
}

function few(labels: readonly string[]): string {
  const shown = labels.slice(0, 6).join(', ')
  return labels.length > 6 ? `${shown} and ${labels.length - 6} more` : shown || 'none'
}
