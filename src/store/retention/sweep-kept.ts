import type pg from 'pg'
import { activeHolds } from '../holds/active-holds.ts'
import { dayMs, KEPT_FOR, type KeptFor, type SaidLengths } from './kept-for.ts'

const SLICE = 5000

/** Lets go of what is as old as the list says. Gives how many rows went or were emptied, by table. */
export async function sweepKept(
  client: pg.ClientBase,
  nowMs: number,
  said: SaidLengths = {},
): Promise<Record<string, number>> {
  const held = (await activeHolds(client, nowMs)).map(({ entity }) => entity)
  const swept: Record<string, number> = {}
  for (const kept of KEPT_FOR) {
    const { rows } = await client.query('select to_regclass($1) as oid', [`haechi.${kept.table}`])
    if (rows[0]!.oid === null) continue
    const keptMs = (kept.said && said[kept.said]) ?? dayMs(kept.days)
    const count = await sweep(client, kept, Math.max(0, nowMs - keptMs), held)
    if (count > 0) swept[kept.table] = (swept[kept.table] ?? 0) + count
  }
  return swept
}

/** In slices, so that no transaction grows long. */
async function sweep(
  client: pg.ClientBase,
  { table, over, emptied, refs }: KeptFor,
  beforeMs: number,
  held: readonly string[],
): Promise<number> {
  const isHeld =
    refs.map((column) => `coalesce(t.${column} = any($2::text[]), false)`).join(' or ') || 'false'
  // The parameters are named in every statement, whatever it needs of them.
  const found = `select ctid from haechi.${table} t
    where (${over.replaceAll(':before', '$1::int8')}) and not (${isHeld}) and $1::int8 is not null and $2::text[] is not null
    limit ${SLICE}`
  const statement =
    emptied === undefined
      ? `delete from haechi.${table} where ctid = any(array(${found}))`
      : `update haechi.${table} set ${emptied.map((column) => `${column} = null`).join(', ')} where ctid = any(array(${found}))`
  for (let swept = 0; ; ) {
    await client.query('begin')
    let count: number
    try {
      // Annotations are only added to, but for this and for erasure.
      await client.query(`set local haechi.erasing = 'on'`)
      count = (await client.query(statement, [beforeMs, held])).rowCount ?? 0
      await client.query('commit')
    } catch (fault) {
      await client.query('rollback').catch(() => undefined)
      throw fault
    }
    swept += count
    if (count < SLICE) return swept
  }
}
