import { type ErasedTable, OURS } from '../erased-table.ts'

const skeleton = {
  session: 'ref',
  actor: 'ref',
  target: 'ref',
  event_id: 'own',
  record: 'json',
} as const

/** The skeletons stay, with the tombstone in the place of the entity, so that counts stay right. */
export const DECISIONS: readonly ErasedTable[] = [
  { table: 'decisions', kind: 'decisions', own: 't.actor = :ref', decisions: true, columns: skeleton },
  { table: 'held_decisions', kind: 'decisions', own: 't.actor = :ref', decisions: true, columns: skeleton },
  {
    table: 'contents',
    kind: 'contents',
    own: 't.id in :decisions',
    goes: true,
    heldBy: { json: 'event', fields: ['actor', 'target', 'session'] },
    columns: { event: 'json', trace: 'json' },
  },
  {
    table: 'held_contents',
    kind: 'contents',
    own: 't.id in :decisions',
    goes: true,
    heldBy: { json: 'event', fields: ['actor', 'target', 'session'] },
    columns: { event: 'json', trace: 'json' },
  },
  {
    table: 'effects',
    kind: 'effects',
    own: 't.id in :decisions',
    heldBy: { json: 'body', fields: ['target'] },
    columns: { body: { json: ['note', 'why'] } },
  },
  { table: 'event_keys', columns: {} },
  { table: 'names', columns: { name: OURS } },
]
