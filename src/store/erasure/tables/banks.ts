import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

const DIGEST = { none: 'a hash of content, from which nothing of it can be told' } as const
const FEED = { none: 'how a feed or a file calls it' } as const

/** Banks of known hashes: hashes and words of feeds, never content and never an account. */
export const BANKS: readonly ErasedTable[] = [
  { table: 'hash_banks', columns: { name: OURS, by: STAFF } },
  { table: 'hash_head', columns: {} },
  {
    table: 'hash_members',
    columns: {
      ...{ hash: DIGEST, value: DIGEST, source: FEED, tags: FEED, by: STAFF, decided_by: STAFF },
      ...{ questioned_by: STAFF, why: 'words' },
    },
  },
  { table: 'hash_origins', columns: { id: FEED } },
  { table: 'hash_imports', columns: { name: FEED, by: STAFF } },
  { table: 'hash_matches', columns: { media: DIGEST } },
]
