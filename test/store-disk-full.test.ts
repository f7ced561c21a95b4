import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Unavailable } from '../src/engine/ports.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { connectionOf, freshFolder, removeFolder, sql, until } from './store-tools.fixture.ts'

const folder = freshFolder('haechi-full-')
const disk = join(folder, 'disk')
const ballast = join(disk, 'ballast')
const mounted = mount()

/** A small disk of one's own takes root; false where that is not to be had. */
function mount(): boolean {
  mkdirSync(disk, { mode: 0o755 })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=755', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Takes all room that is left. */
function fill(): void {
  const file = openSync(ballast, 'a')
  for (const size of [1_000_000, 4096])
    try {
      for (;;) writeSync(file, Buffer.alloc(size))
    } catch {} // no space left
  closeSync(file)
}

describe.runIf(mounted)('a full disk (needs root, for a small disk of its own)', () => {
  const dataDir = join(disk, 'data')
  const said: string[] = []
  const entry = entryOf('before')
  let store: Store

  beforeAll(async () => {
    store = await openStore({ dataDir }, { log: ({ message }) => said.push(message) })
    await store.decisions.append(entry)
  })

  afterAll(async () => {
    await store?.close()
    execFileSync('umount', [disk])
    removeFolder(folder)
  })

  /** Rows of 100 kB that do not compress, until one is refused. */
  async function appendUntilRefused(): Promise<Unavailable> {
    for (let i = 0; ; i++)
      try {
        await store.decisions.append(entryOf(`big-${i}`, { text: randomBytes(50_000).toString('hex') }))
      } catch (fault) {
        if (fault instanceof Unavailable) return fault
        throw fault
      }
  }

  const resumes = () =>
    until(() =>
      store.decisions.append(entryOf('after')).then(
        () => true,
        () => false,
      ),
    )

  test('is told in words, and service resumes when there is room', async () => {
    fill()
    const refused = await appendUntilRefused()
    expect(refused.reason).toBe('full')
    expect(refused.message).toContain('disk is full')
    expect(store.health()).toEqual({ ok: false, why: expect.stringContaining('disk is full') })
    unlinkSync(ballast)
    await resumes()
    await until(() => store.health().ok)
    expect((await store.decisions.append(entry)).kind).toBe('repeated')
  })

  test('a server that goes down for want of a log is started again until there is room', async () => {
    fill()
    const pid = store.serverPid()
    // Each switch needs another file of 16 MB, and a server that cannot make one panics.
    await until(() =>
      sql(connectionOf(dataDir), 'create temp table t (a int); select pg_switch_wal()').then(
        () => false,
        () => true,
      ),
    )
    await until(() => store.serverPid() !== pid)
    const refused = await appendUntilRefused()
    expect(refused.reason).toBe('full')
    expect(store.health()).toEqual({ ok: false, why: expect.stringContaining('disk is full') })
    await until(() => said.some((message) => /did not start .*disk of .* is full/.test(message)))
    expect(store.serverPid()).toBe(undefined)
    await expect(store.rulesets.get('r-1')).rejects.toMatchObject({ name: 'Unavailable', reason: 'full' })
    await expect(openStore({ dataDir: join(disk, 'other') }, { log: () => undefined })).rejects.toThrow(
      /^The disk of .* (is full|has no room)/,
    )
    unlinkSync(ballast)
    await resumes()
    await until(() => store.health().ok)
    expect((await store.decisions.append(entry)).kind).toBe('repeated')
    expect(said.filter((message) => message.includes('runs again'))).not.toEqual([])
  })
})
