import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { copyBinaries, findBinaries, makeLinks } from '../src/store/embedded/binaries.ts'
import { lockDataDir } from '../src/store/embedded/data-dir-lock.ts'
import { isAlive, processIdentity } from '../src/store/embedded/process-identity.ts'
import { canReach } from '../src/store/embedded/server-account.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { connectionOf, freshFolder, removeFolder, sql, startChild, until } from './store-tools.fixture.ts'

const isRoot = process.getuid?.() === 0
const hasSetpriv = existsSync('/usr/bin/setpriv')
const silent = { log: () => undefined }
const folders: string[] = []
const stores: Store[] = []

function folder(name?: string): string {
  const made = freshFolder(name)
  folders.push(made)
  return made
}

async function open(
  dataDir: string,
  log = silent.log as Parameters<typeof openStore>[1]['log'],
): Promise<Store> {
  const store = await openStore({ dataDir }, { log })
  stores.push(store)
  return store
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  for (const made of folders.splice(0)) removeFolder(made)
})

describe('the embedded Postgres', () => {
  test('listens on a private socket only, keeps fsync on, and is gone after close', async () => {
    const dataDir = folder()
    const store = await open(dataDir)
    const pid = store.serverPid()!
    expect(store.postgresVersion).toMatch(/^18\./)
    const rows = await sql<{ name: string; setting: string }>(
      connectionOf(dataDir),
      `select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'synchronous_commit', 'full_page_writes')`,
    )
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      listen_addresses: '',
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
    })
    const { host } = connectionOf(dataDir)
    expect(statSync(host).mode & 0o077).toBe(0)
    expect(statSync(join(dataDir, 'pg-password')).mode & 0o077).toBe(0)
    await expect(sql({ ...connectionOf(dataDir), password: 'wrong' }, 'select 1')).rejects.toMatchObject({
      code: '28P01',
    })
    await store.close()
    expect(isAlive(pid)).toBe(false)
    expect(existsSync(join(dataDir, 'lock'))).toBe(false)
  })

  test('what was stored is there after a restart', async () => {
    const dataDir = folder()
    const entry = entryOf('before', { fired: true })
    const first = await open(dataDir)
    await first.decisions.append(entry)
    await first.close()
    const second = await open(dataDir)
    expect((await second.decisions.get(entry.decision.decision))?.decision).toEqual(entry.decision)
  })

  test('two data directories run side by side', async () => {
    const [a, b] = await Promise.all([open(folder()), open(folder())])
    const entry = entryOf('only-a')
    await a!.decisions.append(entry)
    expect(await b!.decisions.get(entry.decision.decision)).toBe(undefined)
    expect(a!.serverPid()).not.toBe(b!.serverPid())
  })

  test('a data directory with a very long path gets its socket elsewhere', async () => {
    const dataDir = join(folder(), 'x'.repeat(100), 'y'.repeat(60))
    mkdirSync(dataDir, { recursive: true })
    const store = await open(dataDir)
    expect((await store.decisions.append(entryOf('long'))).kind).toBe('stored')
    expect(connectionOf(dataDir).host.length).toBeLessThan(100)
    expect(statSync(connectionOf(dataDir).host).mode & 0o077).toBe(0)
    rmSync(connectionOf(dataDir).host, { recursive: true, force: true })
  })

  test('a cluster of another major version is refused in words', async () => {
    const dataDir = folder()
    mkdirSync(join(dataDir, 'pg'))
    writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '17\n')
    await expect(open(dataDir)).rejects.toThrow(/made by Postgres 17, and this Haechi brings Postgres 18/)
    expect(existsSync(join(dataDir, 'lock'))).toBe(false)
  })

  test("the server's log holds nothing that a player wrote", async () => {
    const dataDir = folder()
    const store = await open(dataDir)
    await store.decisions.append(entryOf('quiet', { text: 'zanzibar' }))
    const failing = sql(
      connectionOf(dataDir),
      `insert into haechi.rulesets values ('zanzibar', '{}', 'a', null)`,
    )
    await expect(failing).rejects.toMatchObject({ code: '23502' })
    const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
    expect(log).toContain('violates not-null')
    expect(log).not.toContain('zanzibar')
  })

  test('a package that the account cannot reach is copied, and the copy is complete', () => {
    const packed = findBinaries(undefined, '/nonexistent').postgres
    const copyTo = folder()
    const closed = join(copyTo, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    expect(canReach(closed, { uid: 4_000_000, gid: 4_000_000 })).toBe(false)
    expect(canReach(copyTo, { uid: 4_000_000, gid: 4_000_000 })).toBe(true)
    const native = join(closed, 'native')
    cpSync(join(packed, '../..'), native, { recursive: true, verbatimSymlinks: true })
    for (const name of readdirSync(join(native, 'lib')))
      if (lstatSync(join(native, 'lib', name)).isSymbolicLink()) rmSync(join(native, 'lib', name))
    const postgres = join(native, 'bin/postgres')
    expect(() => execFileSync(postgres, ['--version'], { stdio: 'pipe' })).toThrow()
    expect(makeLinks(native)).toBe(true)
    expect(execFileSync(postgres, ['--version'], { encoding: 'utf8' })).toMatch(/PostgreSQL\) 18\./)
    const copied = copyBinaries(native, join(copyTo, 'server'))
    expect(execFileSync(join(copied, 'bin/postgres'), ['--version'], { encoding: 'utf8' })).toMatch(/18\./)
  })
})

describe('one Haechi to a data directory', () => {
  test('a second one is refused with a sentence that names the first process', async () => {
    const dataDir = folder()
    const child = await startChild(dataDir, 'hold')
    await child.line('open')
    await expect(open(dataDir)).rejects.toThrow(
      new RegExp(`Another Haechi, process ${child.process.pid}, uses the data directory`),
    )
    child.process.kill('SIGTERM')
    await child.exited
    expect((await open(dataDir)).health()).toEqual({ ok: true })
  })

  test('a lock whose process id has gone to another process is taken over', async () => {
    const dataDir = folder()
    // Process 1 is alive, but it did not start when this lock says.
    writeFileSync(join(dataDir, 'lock'), JSON.stringify({ pid: 1, identity: 'another-boot/1', nonce: 'a' }))
    const unlock = await lockDataDir(dataDir)
    expect(JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
      identity: processIdentity(process.pid),
    })
    unlock()
    expect(existsSync(join(dataDir, 'lock'))).toBe(false)
  })

  test('of many starts that find a dead lock, one gets it and the others are refused', async () => {
    for (let round = 0; round < 20; round++) {
      const dataDir = folder()
      writeFileSync(
        join(dataDir, 'lock'),
        JSON.stringify({ pid: 1, identity: 'dead/0', nonce: String(round) }),
      )
      const settled = await Promise.allSettled(Array.from({ length: 5 }, () => lockDataDir(dataDir)))
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  test('an orphan left by kill -9 is dealt with, and nothing acknowledged is lost', async () => {
    const dataDir = folder()
    const child = await startChild(dataDir, 'load')
    const orphan = (await child.line('open')).server as number
    await until(() => child.lines.length > 500)
    child.process.kill('SIGKILL')
    await child.exited
    expect(isAlive(orphan)).toBe(true)
    const store = await open(dataDir)
    // Where nobody reaps orphans it stays as a zombie, which has no identity.
    expect(processIdentity(orphan)).toBe(undefined)
    const acknowledged = child.lines.filter((line) => 'stored' in line)
    const rows = await sql<{ event_id: string; id: string }>(
      connectionOf(dataDir),
      'select event_id, id from haechi.decisions',
    )
    const idOf = new Map(rows.map(({ event_id, id }) => [event_id, `d-${id.replaceAll('-', '')}`]))
    expect(idOf.size).toBe(rows.length)
    for (const line of acknowledged) expect(idOf.get(line.event as string)).toBe(line.stored)
    expect((await store.decisions.append(entryOf('after'))).kind).toBe('stored')
  })

  test('an orphan is found also when its data directory was moved meanwhile', async () => {
    const above = folder()
    const child = await startChild(join(above, 'old'), 'hold')
    const orphan = (await child.line('open')).server as number
    child.process.kill('SIGKILL')
    await child.exited
    renameSync(join(above, 'old'), join(above, 'new'))
    const said: string[] = []
    const store = await open(join(above, 'new'), ({ message }) => said.push(message))
    // Two servers on one cluster would destroy it.
    expect(processIdentity(orphan)).toBe(undefined)
    expect(said).toContain(`Stopped Postgres ${orphan}, which a killed Haechi had left behind.`)
    expect((await store.decisions.append(entryOf('moved'))).kind).toBe('stored')
  })

  test("a socket's lock that names another program's process is not believed", async () => {
    const dataDir = folder()
    await (await open(dataDir)).close()
    writeFileSync(join(connectionOf(dataDir).host, '.s.PGSQL.5432.lock'), `${process.pid}\n`)
    expect((await open(dataDir)).health()).toEqual({ ok: true })
  })

  test('a server that only its socket shows, as one in another container, is not doubled', async () => {
    const dataDir = folder()
    await (await open(dataDir)).close()
    const unseen = createServer().listen(join(connectionOf(dataDir).host, '.s.PGSQL.5432'))
    await once(unseen, 'listening')
    await expect(open(dataDir)).rejects.toThrow(/perhaps of a Haechi in another container/)
    expect(existsSync(join(dataDir, 'lock'))).toBe(false)
    unseen.close()
    await once(unseen, 'close')
    expect((await open(dataDir)).health()).toEqual({ ok: true })
  })

  test("a server file that names another program's process is not believed", async () => {
    const dataDir = folder()
    const other = spawn('sleep', ['60'], { cwd: dataDir })
    try {
      await (await open(dataDir)).close()
      writeFileSync(join(dataDir, 'pg', 'postmaster.pid'), `${other.pid}\n${join(dataDir, 'pg')}\n`)
      expect((await open(dataDir)).health()).toEqual({ ok: true })
      expect(isAlive(other.pid!)).toBe(true)
    } finally {
      other.kill()
    }
  })
})

describe('who runs what', () => {
  test.runIf(isRoot && hasSetpriv)('a user without a line in /etc/passwd is told so', async () => {
    const dataDir = folder()
    chownSync(dataDir, 54_321, 54_321)
    const child = await startChild(dataDir, 'hold', [
      'setpriv',
      '--reuid=54321',
      '--regid=54321',
      '--clear-groups',
    ])
    expect(await child.line('failed')).toEqual({
      failed: 'CannotOpen',
      message: expect.stringMatching(/^User id 54321 has no line in \/etc\/passwd/),
    })
    await child.exited
  })

  test.runIf(isRoot && hasSetpriv)('an ordinary user runs it as himself', async () => {
    const dataDir = folder()
    chownSync(dataDir, 65_534, 65_534)
    const child = await startChild(dataDir, 'hold', [
      'setpriv',
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
    ])
    expect(await child.line('open')).toMatchObject({ uid: 65_534 })
    child.process.kill('SIGTERM')
    await child.exited
  })

  test.runIf(isRoot)('root runs it as another user', async () => {
    const store = await open(folder())
    expect(statSync(`/proc/${store.serverPid()}`).uid).not.toBe(0)
  })

  test.runIf(isRoot)(
    'as root, below a folder that nobody else can enter, the cluster moves to /var/lib/haechi',
    async () => {
      const closed = folder()
      chmodSync(closed, 0o700)
      const dataDir = join(closed, 'data')
      const store = await open(dataDir)
      const home = readFileSync(join(dataDir, 'pg-location'), 'utf8').trim()
      expect(home).toMatch(/^\/var\/lib\/haechi\/[0-9a-f]{16}$/)
      expect((await store.decisions.append(entryOf('moved'))).kind).toBe('stored')
      await store.close()
      rmSync(home, { recursive: true, force: true })
    },
  )
})
