import { mixKey } from './mix-key.ts'
import { blockAt, freeRow, HEAD, type Shard } from './shard.ts'

/** Rows in use at most, and at least, of a table that keeps its size. */
const FULLEST = 0.8
const EMPTIEST = 0.3

export function isTableFull(shard: Shard): boolean {
  return shard.keys + 1 > shard.table.length * FULLEST
}

/** Rows for so many keys and one more; as many as there are while those are neither full nor mostly free. */
export function rowsFor(keys: number, rows: number): number {
  const load = (keys + 1) / rows
  return load > FULLEST || load < EMPTIEST ? Math.max(8, Math.ceil(keys * 1.8) + 2) : rows
}

/** Makes room for a key more; blocks stay where they are. */
export function growTable(shard: Shard, seed: number): void {
  const table = new Uint32Array(rowsFor(shard.keys, shard.table.length))
  for (let at = 0; at < shard.table.length; at++) {
    if (shard.table[at] === 0) continue
    const block = blockAt(shard, at)
    const mixed = mixKey(shard.slab[block]!, shard.slab[block + HEAD.lo]!, seed)
    table[freeRow(table, mixed)] = shard.table[at]!
  }
  shard.table = table
}
