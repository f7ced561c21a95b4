import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

const OPERATOR = { none: 'an address, a secret or a word of the operator' } as const

/** What is still on its way to the platform goes out first, and is erased then; the platform must hear of it. */
export const DELIVERY: readonly ErasedTable[] = [
  {
    table: 'endpoints',
    columns: {
      ...{ url: OPERATOR, description: OPERATOR, types: OURS, state: OURS, why: OURS },
      ...{ secret: OPERATOR, old_secret: OPERATOR, created_by: STAFF },
    },
  },
  {
    table: 'deliveries',
    kind: 'deliveries',
    own: 't.target = :ref',
    waits: `t.state in ('waiting', 'behind', 'sending')`,
    columns: {
      ...{ key: 'words', type: OURS, target: 'ref', state: OURS },
      body: { json: ['facts', 'note', 'reason', 'content', 'quote'] },
      last_result: OURS,
    },
  },
  { table: 'delivery_attempts', columns: { result: OURS } },
]
