import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

const DIGEST = { none: 'a hash over everything that the row said' } as const

/**
 * A row that names somebody becomes a tombstone as a whole, which the table itself sees to: datasets stay what their
 * ids say, and whoever learnt from it is known.
 */
export const LAB: readonly ErasedTable[] = [
  { table: 'lab_tasks', columns: { name: OURS, body: OURS, by: STAFF } },
  { table: 'lab_imports', columns: { task: OURS, by: STAFF, body: { none: 'names of files and columns' } } },
  {
    table: 'lab_import_rows',
    kind: 'labelled texts',
    own: 't.account = :ref',
    goes: true,
    columns: { account: 'ref', text: 'words', body: 'json' },
  },
  {
    table: 'lab_rows',
    kind: 'labelled texts',
    own: 't.account = :ref or t.decision in :decisions',
    learnt: true,
    columns: {
      ...{ hash: DIGEST, text: 'own', labels: { none: 'labels that were given' }, account: 'ref' },
      ...{ world: OURS, surface: OURS, language: OURS, source: 'words' },
      ...{ policy_version: OURS, reviewer: STAFF, design: OURS },
    },
  },
  {
    table: 'datasets',
    columns: { id: DIGEST, task: OURS, facts: { none: 'counts, names of files and columns' } },
  },
  { table: 'dataset_rows', columns: {} },
  { table: 'lab_suspects', columns: { why: OURS } },
]
