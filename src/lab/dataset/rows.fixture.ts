import type { EntityRef } from '../../core/entity.ts'
import type { DatasetFacts } from './dataset.ts'
import { datasetId } from './dataset-id.ts'
import { hashRow } from './hash-row.ts'
import type { LabRow, PlacedRow } from './row.ts'

/** A row for tests, hashed; what is not said is not known. */
export function rowOf(said: Omit<Partial<LabRow>, 'text'> & { readonly text: string }): LabRow {
  const row = {
    ...{ labels: said.violates ? ['bad'] : ['fine'], violates: false, account: undefined, world: undefined },
    ...{ surface: undefined, language: undefined, accountAgeMs: undefined, atMs: undefined },
    ...{ source: 'tests.csv:1', decision: undefined, policyVersion: undefined, reviewer: undefined },
    ...{ blind: false, probability: undefined, design: undefined },
    ...said,
  }
  return { ...row, hash: hashRow(row) }
}

/** Rows in places, by turns and each a cluster of its own. */
export function placed(rows: readonly LabRow[]): PlacedRow[] {
  const splits = ['train', 'tune', 'certify'] as const
  return rows.map((row, i) => ({ ...row, split: splits[i % 3]!, cluster: i }))
}

/** What a dataset of these rows says of itself, as far as tests look. */
export function factsOf(
  task: string,
  rows: readonly PlacedRow[],
  more: Partial<DatasetFacts> = {},
): DatasetFacts {
  return {
    ...{
      id: datasetId(task, rows),
      task,
      madeMs: 1,
      by: 'tests',
      from: 'import',
      rows: rows.length,
      erased: 0,
    },
    bySplit: {
      train: { rows: 0, violating: 0 },
      tune: { rows: 0, violating: 0 },
      certify: { rows: 0, violating: 0 },
    },
    ...{ labels: {}, harm: ['bad'], fine: ['fine'], clusters: rows.length, duplicates: 0, contradictions: 0 },
    ...{ files: [], columns: [], policyVersions: {}, warnings: [] },
    ...more,
  }
}

export const accountOf = (id: string) => `account:${id}` as EntityRef
