import type pg from 'pg'
import { PARTITION_LOCK } from './locks.ts'
import {
  KEPT_TABLES,
  type KeptTable,
  partitionBounds,
  partitionHours,
  partitionIndex,
  partitionName,
} from './partition-plan.ts'

const HOUR_MS = 3_600_000

/** A place that must exist before a row goes there. */
export interface Need {
  readonly table: KeptTable
  readonly keep: number
  readonly timeMs: number
}

/** Knows which partitions exist and makes the missing ones. */
export interface PartitionKeeper {
  /** True when a row of this class and time has its partition, as far as is known. */
  has(table: KeptTable, keep: number, timeMs: number): boolean
  ensure(needs: readonly Need[]): Promise<void>
  /** Makes the partitions of all known classes for the coming days. */
  ensureAhead(nowMs: number): Promise<void>
  /** Forgets what is known: another process may have dropped some. */
  forget(): Promise<void>
}

export async function partitionKeeper(pool: pg.Pool): Promise<PartitionKeeper> {
  let known = await existing(pool)
  const keeper: PartitionKeeper = {
    has: (table, keep, timeMs) => known.has(partitionName(table, keep, partitionIndex(keep, timeMs))),
    async ensure(needs) {
      const missing = needs.filter(({ table, keep, timeMs }) => !keeper.has(table, keep, timeMs))
      if (missing.length === 0) return
      const client = await pool.connect()
      let broken = true
      try {
        await client.query('begin')
        await client.query('select pg_advisory_xact_lock($1)', [PARTITION_LOCK])
        known = await existing(client)
        const made = new Set<string>()
        for (const { table, keep, timeMs } of missing) {
          const index = partitionIndex(keep, timeMs)
          const name = partitionName(table, keep, index)
          if (known.has(name) || made.has(name)) continue
          if (!known.has(`${table}_k${keep}`) && !made.has(`${table}_k${keep}`)) {
            await client.query(makeClass(table, keep))
            made.add(`${table}_k${keep}`)
          }
          await client.query(makePartition(table, keep, index))
          made.add(name)
        }
        await client.query('commit')
        for (const name of made) known.add(name)
        broken = false
      } finally {
        // A transaction cut short goes with its connection.
        client.release(broken)
      }
    },
    async ensureAhead(nowMs) {
      const needs: Need[] = []
      for (const name of known) {
        const match = /^(decisions|contents|effects)_k(\d+)$/.exec(name)
        if (!match) continue
        const keep = Number(match[2])
        for (const ahead of [0, Math.max(partitionHours(keep), 24) * HOUR_MS, 48 * HOUR_MS])
          needs.push({ table: match[1] as KeptTable, keep, timeMs: nowMs + ahead })
      }
      await keeper.ensure(needs)
    },
    async forget() {
      known = await existing(pool)
    },
  }
  return keeper
}

/** Names of all attached classes and partitions. */
async function existing(client: pg.Pool | pg.ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'haechi' and not i.inhdetachpending and c.relname ~ $1`,
    [`^(${KEPT_TABLES.join('|')})_k`],
  )
  return new Set(rows.map(({ name }) => name))
}

// Made apart and attached: ATTACH lets reads and writes of the parent go on, CREATE … PARTITION OF locks them out.
function makeClass(table: KeptTable, keep: number): string {
  const name = `haechi.${table}_k${keep}`
  return `create table ${name} (like haechi.${table} including defaults) partition by range (id);
    alter table haechi.${table} attach partition ${name} for values in (${keep})`
}

// Rows are written once and go by whole partitions. Vacuuming what was merely inserted would write every page once
// more, and after a checkpoint also into the log: half of all costs from some 600,000 rows on.
const APPEND_ONLY = 'autovacuum_vacuum_insert_threshold = -1'

function makePartition(table: KeptTable, keep: number, index: number): string {
  const name = `haechi.${partitionName(table, keep, index)}`
  const { from, to } = partitionBounds(keep, index)
  const indexes =
    table === 'effects' ? `create index on ${name} (xid, seq)` : `create unique index on ${name} (id)`
  return `drop table if exists ${name};
    create table ${name} (like haechi.${table} including defaults) with (${APPEND_ONLY});
    ${indexes};
    alter table haechi.${table}_k${keep} attach partition ${name} for values from ('${from}') to ('${to}')`
}
