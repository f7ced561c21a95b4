import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

/** Rules applied to the past. */
export const PAST: readonly ErasedTable[] = [
  {
    table: 'retroacts',
    columns: { rule: OURS, ruleset: OURS, state: OURS, why: 'words', by: STAFF, created_at: OURS },
  },
  {
    table: 'retroact_effects',
    kind: 'effects',
    own: 't.decision in :decisions',
    heldBy: { json: 'body', fields: ['target'] },
    columns: { body: { json: ['note', 'why'] } },
  },
]
