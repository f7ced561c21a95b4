import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

const ITS_ENFORCEMENTS = `(select e.id from haechi.enforcements e where e.account in (:ref, :tombstone) or e.target in (:ref, :tombstone))`

/** What came of decisions is counted still; words about the account go. */
export const ENFORCEMENT: readonly ErasedTable[] = [
  { table: 'subjects', kind: 'enforcements', columns: { entity: 'ref' } },
  {
    table: 'enforcements',
    kind: 'enforcements',
    columns: {
      ...{ target: 'ref', account: 'ref', params: 'json', params_key: 'words' },
      ...{ world: OURS, name: OURS, state: OURS },
    },
  },
  {
    table: 'enforcement_causes',
    kind: 'enforcements',
    own: `t.decision in :decisions or t.enforcement in ${ITS_ENFORCEMENTS}`,
    columns: {
      ...{ kind: OURS, policy: OURS, rule: OURS, by: STAFF },
      ...{ reason: 'own', threshold: { none: 'numbers of the pack' } },
    },
  },
  {
    table: 'strikes',
    kind: 'strikes',
    columns: {
      ...{ account: 'ref', item: 'ref' },
      ...{ world: OURS, policy: OURS, family: OURS, rule: OURS, by: STAFF },
    },
  },
  {
    table: 'statements',
    kind: 'statements',
    own: 't.account = :ref or t.decision in :decisions',
    columns: {
      ...{ account: 'ref', kind: OURS, world: OURS, policy: OURS },
      body: { json: ['facts', 'note', 'reason', 'content', 'quote'] },
    },
  },
  {
    table: 'appeals',
    kind: 'appeals',
    own: 't.account = :ref',
    columns: {
      ...{ account: 'ref', subject: { none: 'our own id' }, text: 'own' },
      ...{ world: OURS, policy: OURS, state: OURS },
    },
  },
  { table: 'reversed_decisions', columns: { why: 'words' } },
]
