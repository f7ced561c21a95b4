import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../src/core/clock.ts'
import { openExporter } from '../src/history/export-history.ts'
import { openHistory } from '../src/history/open-history.ts'
import { CHAT } from '../src/history/source.fixture.ts'
import { strayFiles } from '../src/history/stray-files.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openHistorySource } from '../src/store/open-history-source.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { databaseUrlOf, freshFolder, removeFolder, until } from './store-tools.fixture.ts'

const dataDir = freshFolder()
const dir = join(dataDir, 'history')
const outfile = join(import.meta.dirname, '..', '.cache', `history-child-${process.pid}`, 'child.mjs')
let store: Store

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'history-child.fixture.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  })
  store = await openStore({ dataDir }, { log: () => undefined })
})

afterAll(async () => {
  await store?.close()
  removeFolder(dataDir)
  rmSync(join(outfile, '..'), { recursive: true, force: true })
})

/** All ids in the history as its catalog has it, by SQL over the files. */
async function idsIn(): Promise<string[]> {
  const history = await openHistory(dir)
  const query = await history.query({ types: new Map([[CHAT.name, { id: 'uuid' }]]) })
  const result = await query.connection.runAndReadAll(`select id from ${query.viewOf(CHAT.name)} order by id`)
  const ids = result.getRowsJS().map(([id]) => String(id))
  query.close()
  history.close()
  return ids
}

test('killed at any moment, the export loses no row and doubles none', { timeout: 600_000 }, async () => {
  const written: string[] = []
  let writing = true
  const writer = (async () => {
    for (let i = 0; writing; i++) {
      const entries = Array.from({ length: 15 }, (_, k) => entryOf(`kill-${i}-${k}`))
      await Promise.all(
        entries.map(async (entry) => {
          await store.decisions.append(entry)
          written.push(entry.decision.decision)
        }),
      )
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })()
  const serials = new Set<number>()
  for (let kill = 0; kill < 14; kill++) {
    const child: ChildProcess = spawn(process.execPath, [outfile, databaseUrlOf(dataDir), dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    let rounds = 0
    child.stdout!.on('data', (bytes: Buffer) => {
      rounds += bytes.toString().split('round').length - 1
    })
    await until(() => rounds > kill % 4)
    await new Promise((resolve) => setTimeout(resolve, (kill * 13) % 60))
    child.kill('SIGKILL')
    await exited
    // Whatever a reader finds at this moment is whole: every file there, no row twice.
    const ids = await idsIn()
    expect(new Set(ids).size).toBe(ids.length)
    const history = await openHistory(dir)
    serials.add(history.catalog.serial)
    history.close()
  }
  writing = false
  await writer
  expect(serials.size).toBe(14)

  const source = await openHistorySource({ connectionString: databaseUrlOf(dataDir) })
  const parts = {
    dir,
    source,
    clock: systemClock,
    types: () => new Map([[CHAT.name, CHAT]]),
    typesOf: async () => new Map([[CHAT.name, CHAT]]),
    tell: (level: string, message: string) => {
      throw new Error(`${level} ${message}`)
    },
  }
  const exporter = await openExporter(parts, { graceMs: 0 })
  // What the database itself has under way may hold up the last rows for a moment.
  await until(async () => {
    await exporter.round()
    return exporter.catalog.files.reduce((sum, { rows }) => sum + rows, 0) >= written.length
  })
  while (await exporter.tidy());
  await exporter.tidy()
  await source.close()
  expect(await idsIn()).toEqual([...written].sort())
  expect(strayFiles(dir, exporter.catalog)).toEqual([])
})
