import { createHash } from 'node:crypto'
import type pg from 'pg'
import { CannotOpen } from './cannot-open.ts'
import { MIGRATION_LOCK } from './locks.ts'
import { MIGRATIONS, type Migration } from './migrations/list.ts'

/**
 * Brings the schema `haechi` up to date, each migration in a transaction of its own; processes take turns.
 * Throws `CannotOpen` when the database was made by a newer Haechi, or an applied migration was edited since.
 */
export async function migrate(
  client: pg.ClientBase,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<number[]> {
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
  try {
    await client.query(`create schema if not exists haechi;
      create table if not exists haechi.migrations (
        number int primary key, name text not null, checksum text not null,
        applied_at timestamptz not null default now()
      )`)
    const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
      'select number, name, checksum from haechi.migrations order by number',
    )
    const applied = new Map(rows.map((row) => [row.number, row]))
    const known = new Set(migrations.map(({ number }) => number))
    const newer = rows.find(({ number }) => !known.has(number))
    if (newer)
      throw new CannotOpen(
        `The database has migration ${newer.number} "${newer.name}", which this Haechi does not know: it was made by a newer one. Start that version, or restore a backup.`,
      )
    const done: number[] = []
    for (const migration of migrations) {
      const checksum = checksumOf(migration)
      const before = applied.get(migration.number)
      if (before && before.checksum !== checksum)
        throw new CannotOpen(
          `Migration ${migration.number} "${migration.name}" differs from the one applied to this database. Put the released file back and write a new migration instead.`,
        )
      if (before) continue
      await apply(client, migration, checksum)
      done.push(migration.number)
    }
    return done
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined)
  }
}

async function apply(client: pg.ClientBase, migration: Migration, checksum: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into haechi.migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      checksum,
    ])
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback').catch(() => undefined)
    throw fault
  }
}

function checksumOf({ sql }: Migration): string {
  return createHash('sha256').update(sql).digest('hex')
}
