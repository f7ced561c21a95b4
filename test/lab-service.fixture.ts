import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { type LearnLimits, learnAside } from '../src/api/lab/runs/learn-aside.ts'
import type { LabAdapters } from '../src/api/lab/runs/open-runs.ts'
import type { Client } from '../src/client/client.ts'
import { SIMULATE_DEFAULTS, simulate } from '../src/demo/simulate.ts'
import {
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'

/** The built thread that learns, for a service in this process; its models go into `filesDir`. */
export async function labAdapters(
  filesDir: string,
  code = 'c'.repeat(64),
  limits: LearnLimits = {},
): Promise<LabAdapters> {
  const outfile = join(import.meta.dirname, '..', '.cache', `learn-${process.pid}`, 'learn.worker.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, '../src/lab/run/learn.worker.ts')],
    ...{ outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external' },
    logLevel: 'error',
  })
  process.on('exit', () => rmSync(join(outfile, '..'), { recursive: true, force: true }))
  return { learn: learnAside(pathToFileURL(outfile), limits), filesDir, code, lockfile: '1'.repeat(64) }
}

export interface LabRow {
  readonly text: string
  readonly label: string
}

/** Chat of the demo's players with whether it is abuse; the same ones each time. */
export function chatRows(count: number, seed = 7): LabRow[] {
  const rows: LabRow[] = []
  const world = { ...SIMULATE_DEFAULTS, seed, harmfulShare: 0.35, players: 2000, eventsPerSecond: 0.02 }
  for (const { event, truth } of simulate({ ...world, start: Date.parse('2026-10-01T00:00:00Z') })) {
    const { text } = event.data
    if (event.type !== 'chat.message' || typeof text !== 'string') continue
    rows.push({
      ...{ text, label: truth.violating ? 'abuse' : 'ordinary' },
    })
    if (rows.length === count) break
  }
  return rows
}

/** Brings rows to a service as a dataset of a task; gives its id. */
export async function importRows(client: Client, task: string, rows: readonly LabRow[]): Promise<string> {
  const sha256 = [...JSON.stringify(rows)].reduce((hash, c) => (hash * 31 + c.charCodeAt(0)) >>> 0, 7)
  const { id } = await client.datasets.beginImport({
    ...{ task, columns: [], rows: rows.length },
    files: [
      { name: 'x.csv', sha256: sha256.toString(16).padStart(64, '0'), rows: rows.length, encoding: 'utf-8' },
    ],
  })
  for (let from = 0; from < rows.length; from += 5000)
    await client.datasets.sendRows(id, {
      from,
      rows: rows.slice(from, from + 5000).map(({ text, label }, i) => ({
        ...{ text, labels: [label], source: `x.csv:${from + i + 2}` },
      })) as never,
    })
  return (await client.datasets.finishImport(id)).id
}

/** A service of its own that can learn, with folders of its own, which go with it. */
export async function startLabService(
  files: Readonly<Record<string, string>> = {},
): Promise<{ readonly haechi: TestService; readonly filesDir: string; end(): Promise<void> }> {
  const filesDir = mkdtempSync(join(tmpdir(), 'haechi-lab-'))
  const dir = testFolder()
  writePack(join(dir, 'pack'), { ...TEST_PACK, ...files })
  const haechi = await startTestService({ dir, lab: await labAdapters(filesDir) })
  return {
    ...{ haechi, filesDir },
    async end() {
      await haechi.stop()
      for (const one of [filesDir, dir]) rmSync(one, { recursive: true, force: true })
    },
  }
}
