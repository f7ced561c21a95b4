import { createHash } from 'node:crypto'
import type { DatasetId } from './dataset.ts'
import type { PlacedRow } from './row.ts'

/** The id of a dataset: what it is made of, in order. Erased rows count by the hash that they had. */
export function datasetId(
  task: string,
  rows: Iterable<Pick<PlacedRow, 'hash' | 'split' | 'cluster'>>,
): DatasetId {
  const digest = createHash('sha256').update(`${task}\n`)
  for (const { hash, split, cluster } of rows) digest.update(`${hash} ${split} ${cluster}\n`)
  return `ds-${digest.digest('hex').slice(0, 32)}`
}
