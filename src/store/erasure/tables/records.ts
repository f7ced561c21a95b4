import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

/** The audit log is a chain: it names entities by commitments only, whose openings go. */
const CHAIN = {
  none: 'never more than our own ids, and commitments that nothing opens after an erasure',
} as const

export const RECORDS: readonly ErasedTable[] = [
  {
    table: 'audit',
    columns: {
      ...{ who: STAFF, name: STAFF, what: OURS, objects: CHAIN, outcome: OURS, details: CHAIN },
      ...{ previous: { none: 'a hash' }, hash: { none: 'a hash' } },
    },
  },
  { table: 'audit_head', columns: { hash: { none: 'a hash' } } },
  {
    table: 'audit_openings',
    kind: 'openings of the audit log',
    own: 't.entity = :ref',
    goes: true,
    columns: { commitment: CHAIN, salt: { none: 'chance' }, entity: 'ref' },
  },
  {
    table: 'erasures',
    columns: {
      entity: { none: 'emptied when the erasure is done' },
      ...{
        tombstone: OURS,
        reason: 'words',
        by: STAFF,
        state: OURS,
        step: OURS,
        at: OURS,
        counts: OURS,
        notes: OURS,
      },
    },
  },
  { table: 'erasure_decisions', columns: {} },
  { table: 'history_places', columns: { name: { none: 'a machine and a folder of the operator' } } },
  { table: 'erasure_places', columns: {} },
  {
    table: 'holds',
    kind: 'holds that are over',
    own: 't.entity = :ref',
    columns: { entity: 'ref', reason: 'own', set_by: STAFF, lifted_by: STAFF },
  },
]
