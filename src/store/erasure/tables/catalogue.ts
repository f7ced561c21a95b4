import { type ErasedTable, OURS } from '../erased-table.ts'

const MARKS = { none: 'numbers of a shape and hashes of pictures; they go with the row' } as const

/** What an erased person listed is no longer held against what others make. */
export const CATALOGUE: readonly ErasedTable[] = [
  {
    table: 'catalogue',
    kind: 'items of the catalogue',
    own: 't.item = :ref or t.maker = :ref',
    goes: true,
    columns: {
      ...{ item: 'ref', maker: 'ref', world: OURS, marks: MARKS },
      media: { none: 'a hash of a file; it goes with the row' },
    },
  },
  { table: 'catalogue_gone', columns: {} },
]
