import type { Dataset } from './dataset.ts'
import { datasetId } from './dataset-id.ts'
import { hashRow } from './hash-row.ts'

/**
 * Why a dataset is not what its id says, or undefined. Of erased rows nothing but the hash is left to hold it to.
 * Names rows by their number from 1.
 */
export function verifyDataset({ facts, rows }: Dataset): string | undefined {
  const at = rows.findIndex((row) => row.text !== undefined && hashRow(row) !== row.hash)
  if (at >= 0) return `row ${at + 1} of ${facts.id} was changed since it was hashed`
  const found = datasetId(facts.task, rows)
  return found === facts.id
    ? undefined
    : `the rows of ${facts.id} make ${found}: rows were added, taken away, moved or placed anew`
}
