import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

const PACK = { none: 'a policy pack: rules and words that its owner wrote' } as const

/** What the service needs to run, and what it remembers of itself. */
export const SERVICE: readonly ErasedTable[] = [
  { table: 'migrations', columns: { name: OURS, checksum: OURS } },
  { table: 'rulesets', columns: { id: OURS, files: PACK, applied_at: OURS, applied_by: STAFF } },
  {
    table: 'versions',
    columns: { ruleset: OURS, applied_at: OURS, applied_by: STAFF, why: 'words', via: OURS },
  },
  { table: 'rule_hours', columns: { rule: OURS } },
  { table: 'event_hours', columns: { type: OURS, world: OURS } },
  { table: 'event_counts', columns: { world: OURS, type: OURS } },
  { table: 'firing_counts', columns: { world: OURS, rule: OURS, policy: OURS } },
  { table: 'xid_origin', columns: { system: OURS } },
  { table: 'database', columns: {} },
  {
    table: 'api_keys',
    columns: {
      ...{ id: OURS, name: STAFF, hash: { none: 'a hash of a key' }, scopes: OURS, worlds: OURS },
      ...{ created_at: OURS, revoked_at: OURS },
    },
  },
]
