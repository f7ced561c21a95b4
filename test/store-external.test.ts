import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serverAccount } from '../src/store/embedded/server-account.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { migrate } from '../src/store/migrate.ts'
import { MIGRATIONS } from '../src/store/migrations/list.ts'
import { openStore } from '../src/store/open-store.ts'
import { freshFolder, removeFolder, sql, until } from './store-tools.fixture.ts'

const BIN = '/usr/lib/postgresql/15/bin'
const VERSION = {
  ruleset: 'r-1',
  appliedAt: '2026-11-23T09:00:00.000Z',
  appliedBy: 'test',
  why: 'to see',
  via: 'apply',
  base: 0,
  restores: undefined,
} as const
const FILES = new TextEncoder().encode('{"haechi.yaml":"haechi: 1"}')
const silent = { log: () => undefined }

describe.runIf(existsSync(join(BIN, 'postgres')))('an external Postgres 15', () => {
  const folder = freshFolder()
  const cluster = join(folder, 'pg')
  const account = serverAccount()
  const url = `postgres://outside@/postgres?host=${encodeURIComponent(cluster)}`
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(BIN, program), args, { ...account, cwd: folder, stdio: 'ignore' })
  const start = () =>
    run(
      'pg_ctl',
      '-D',
      cluster,
      '-w',
      '-l',
      join(cluster, 'log'),
      '-o',
      `-k ${cluster} -c listen_addresses=`,
      'start',
    )

  beforeAll(() => {
    mkdirSync(cluster, { mode: 0o700 })
    if (account) chownSync(cluster, account.uid, account.gid)
    run(
      'initdb',
      '-D',
      cluster,
      '-U',
      'outside',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    )
    start()
  })

  afterAll(() => {
    run('pg_ctl', '-D', cluster, '-m', 'immediate', 'stop')
    removeFolder(folder)
  })

  test('serves two Haechis that start at once, by the same migrations', async () => {
    const stores = await Promise.all([
      openStore({ databaseUrl: url }, silent),
      openStore({ databaseUrl: url }, silent),
    ])
    const [a, b] = stores
    expect(a!.postgresVersion).toMatch(/^15\./)
    expect(a!.serverPid()).toBe(undefined)
    const entry = entryOf('outside', { fired: true })
    expect(await a!.decisions.append(entry)).toEqual({ kind: 'stored' })
    expect(await b!.decisions.append(entryOf('outside', { fired: true }))).toEqual({
      kind: 'repeated',
      decision: entry.decision,
    })
    for (const store of stores) await store.close()
  })

  test('its restart is survived', async () => {
    const store = await openStore({ databaseUrl: url }, silent)
    await store.decisions.append(entryOf('r-1'))
    run('pg_ctl', '-D', cluster, '-m', 'fast', 'stop')
    await until(() => !store.health().ok)
    await expect(store.decisions.append(entryOf('r-2'))).rejects.toMatchObject({
      name: 'Unavailable',
      reason: 'gone',
    })
    const gone = { name: 'Unavailable', reason: 'gone' }
    await expect(store.rulesets.get('r-1')).rejects.toMatchObject(gone)
    await expect(store.versions.record(VERSION, FILES)).rejects.toMatchObject(gone)
    await expect(store.versions.latest()).rejects.toMatchObject(gone)
    await expect(store.keys.all()).rejects.toMatchObject(gone)
    await expect(store.keys.revoke('k-1', VERSION.appliedAt)).rejects.toMatchObject(gone)
    await expect(store.counts()).rejects.toMatchObject(gone)
    start()
    await until(() => store.health().ok)
    expect(await store.versions.record(VERSION, FILES)).toEqual({ number: 1, ...VERSION })
    expect((await store.rulesets.get('r-1'))?.files).toEqual({ 'haechi.yaml': 'haechi: 1' })
    expect(await store.decisions.append(entryOf('r-2'))).toEqual({ kind: 'stored' })
    await store.close()
  })

  test('synchronous commit is on even where the database says off', async () => {
    await sql({ connectionString: url }, 'alter database postgres set synchronous_commit to off')
    const store = await openStore({ databaseUrl: url }, silent)
    const entry = entryOf('sync')
    await sql(
      { connectionString: url },
      `create table seen (setting text);
      create function note() returns trigger language plpgsql as
        $$ begin insert into public.seen values (current_setting('synchronous_commit')); return null; end $$;
      create trigger note after insert on haechi.decisions for each row execute function note()`,
    )
    await store.decisions.append(entry)
    expect(await sql({ connectionString: url }, 'select setting from seen')).toEqual([{ setting: 'on' }])
    await sql({ connectionString: url }, 'drop trigger note on haechi.decisions')
    await store.close()
  })

  test('an edited migration, and a database made by a newer Haechi, are refused', async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      const edited = MIGRATIONS.map((migration) => ({ ...migration, sql: `${migration.sql} -- edited` }))
      await expect(migrate(client, edited)).rejects.toThrow(/Migration 1 "decisions" differs/)
      await expect(migrate(client, [])).rejects.toThrow(/does not know/)
      const failing = { number: 999, name: 'bad', sql: 'create table haechi.half (a int); select 1/0' }
      await expect(migrate(client, [...MIGRATIONS, failing])).rejects.toMatchObject({ code: '22012' })
      const { rows } = await client.query(`select to_regclass('haechi.half') as half`)
      expect(rows).toEqual([{ half: null }])
      expect(await migrate(client)).toEqual([])
    } finally {
      await client.end()
    }
  })

  test('one that cannot be reached is refused in words, without the password', async () => {
    const wrong = openStore({ databaseUrl: 'postgres://u:s3cret@127.0.0.1:1/x' }, silent)
    await expect(wrong).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/)
    await expect(wrong).rejects.not.toThrow(/s3cret/)
  })
})
