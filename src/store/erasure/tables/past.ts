import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

/** Rules applied to the past, saved questions about it, and effects that could not be carried out. */
export const PAST: readonly ErasedTable[] = [
  {
    table: 'retroacts',
    columns: {
      rule: OURS,
      ruleset: OURS,
      state: OURS,
      why: 'words',
      by: STAFF,
      created_at: OURS,
      bulk: 'json',
    },
  },
  {
    table: 'queries',
    columns: { name: 'words', body: 'json', worlds: OURS, by: STAFF, owner: STAFF },
  },
  {
    table: 'entity_refs',
    kind: 'links to entities',
    own: 't.entity = :ref',
    goes: true,
    columns: { entity: 'ref' },
  },
  {
    table: 'retroact_effects',
    kind: 'effects',
    own: 't.decision in :decisions',
    heldBy: { json: 'body', fields: ['target'] },
    columns: { body: { json: ['note', 'why'] } },
  },
  {
    table: 'effects_aside',
    kind: 'effects',
    own: 't.id in :decisions',
    heldBy: { json: 'body', fields: ['target'] },
    columns: { body: { json: ['note', 'why'] }, fault: OURS },
  },
]
