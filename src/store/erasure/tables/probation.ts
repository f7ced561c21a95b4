import { type ErasedTable, OURS } from '../erased-table.ts'

/** What models would have done, and what was drawn to be judged. */
export const PROBATION: readonly ErasedTable[] = [
  { table: 'lab_cursor', columns: { system: OURS } },
  { table: 'lab_counts', columns: { model: OURS, cell: OURS, type: OURS } },
  { table: 'lab_would_be', columns: { model: OURS, score: { none: 'a number' }, zone: OURS } },
  {
    table: 'lab_samples',
    kind: 'samples of the lab',
    own: 't.account = :ref',
    columns: {
      ...{ model: OURS, design: OURS, stratum: OURS, type: OURS, score: { none: 'a number' } },
      account: 'ref',
    },
  },
  { table: 'lab_states', columns: { model: OURS, design: OURS, state: { none: 'numbers of ours' } } },
]
