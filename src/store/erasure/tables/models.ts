import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

const HASH = { none: 'hashes of files and texts' } as const

/** Models hold weights and figures, and no content; those trained on an erased row are flagged: see flag-learnt.ts. */
export const MODELS: readonly ErasedTable[] = [
  {
    table: 'models',
    columns: {
      ...{ id: OURS, task: OURS, dataset: OURS, manifest: OURS, state: OURS },
      ...{ authority: OURS, certified: OURS, cap: OURS },
    },
  },
  {
    table: 'model_log',
    columns: {
      ...{ model: OURS, kind: OURS, by: STAFF, hash: HASH },
      ...{ body: { none: 'figures of ours, in a chain' }, why: 'words' },
    },
  },
  { table: 'model_log_head', columns: { hash: HASH } },
  { table: 'lab_files', columns: { sha256: HASH, bytes: { none: 'weights and settings of models' } } },
  { table: 'model_files', columns: { model: OURS, sha256: HASH } },
  { table: 'lab_attempts', columns: { task: OURS, certify: HASH, subject: HASH, sketch: HASH } },
]
