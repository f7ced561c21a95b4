import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

const FIGURES = { none: 'figures and words of ours: rows are named by their hashes' } as const

/** Runs of the lab: they name datasets and models, and hold nothing of a row. */
export const LAB_RUNS: readonly ErasedTable[] = [
  {
    table: 'lab_runs',
    columns: {
      ...{ task: OURS, asked: OURS, state: OURS, step: OURS, doing: OURS, steps: FIGURES, curve: FIGURES },
      ...{ dataset: OURS, model: OURS, by: STAFF, fault: OURS },
    },
  },
  {
    table: 'lab_checkpoints',
    columns: { name: OURS, code: OURS, body: { none: 'weights and figures, gone when the run ends' } },
  },
]
