import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { LabRunReply } from '../src/api/contract/lab-runs.ts'
import { cli } from '../src/cli/capture.fixture.ts'
import { type Client, createClient } from '../src/client/client.ts'
import { ADMIN_KEY, startTestService, TEST_PACK, writePack } from './api-service.fixture.ts'
import { asLarge, barredCsv, givenModel, writeModel } from './given-models.fixture.ts'
import {
  freePort,
  type HaechiProcess,
  ADMIN_KEY as PROCESS_KEY,
  startHaechi,
} from './haechi-process.fixture.ts'
import { chatRows, importRows, labAdapters } from './lab-service.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

// A learner without memory, and disks without room.

const SLOW_MS = 900_000
const dir = mkdtempSync(join(tmpdir(), 'haechi-lab-luck-'))
execFileSync('chmod', ['755', dir])

/** A small disk of its own takes root; undefined where that is not to be had. */
function smallDisk(name: string, size: string): string | undefined {
  const disk = join(dir, name)
  mkdirSync(disk, { mode: 0o755 })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', disk], { stdio: 'ignore' })
    return disk
  } catch {
    return undefined
  }
}
const dataDisk = smallDisk('data-disk', '320m')
const modelsDisk = smallDisk('models-disk', '12m')

afterAll(() => {
  for (const disk of [dataDisk, modelsDisk]) if (disk !== undefined) execFileSync('umount', ['-l', disk])
  rmSync(dir, { recursive: true, force: true })
})

async function end(client: Client, id: string): Promise<LabRunReply> {
  for await (const line of client.labRuns.follow(id)) if (line.kind === 'end') return line.run
  throw new Error('the run was told no further')
}

/** Takes all room that a disk has left. */
function fill(ballast: string): void {
  try {
    for (;;) writeFileSync(ballast, Buffer.alloc(64 * 1024), { flag: 'a' })
  } catch {} // no space left
}

test(
  'a learner that runs out of memory fails its run in plain words, and the service lives',
  async () => {
    const lab = await labAdapters(join(dir, 'files'), undefined, { heapMb: 10 })
    const haechi = await startTestService({ lab })
    try {
      const dataset = await importRows(haechi.client, 'greedy', chatRows(4000))
      const { id } = await haechi.client.labRuns.begin({ task: 'greedy', dataset })
      const run = await end(haechi.client, id)
      expect(run).toMatchObject({
        ...{ state: 'failed', step: 'train' },
        fault: expect.stringMatching(/needs more than the 10 MB of memory.*HAECHI_LAB_MEMORY/),
      })
      expect(await haechi.client.models.list({ task: 'greedy' })).toEqual([])
      expect((await haechi.client.screen({ type: 'chat.message', data: { text: 'hello' } })).verdict).toBe(
        'allow',
      )
      // The next run is carried out, and comes to the same.
      const again = await haechi.client.labRuns.begin({ task: 'greedy', dataset })
      expect(await end(haechi.client, again.id)).toMatchObject({ state: 'failed', fault: run.fault })
    } finally {
      await haechi.stop()
    }
  },
  SLOW_MS,
)

test.skipIf(dataDisk === undefined)(
  'a disk that fills up while a model is trained, and kill -9 then: with room again the run goes on to the same model (needs root, for a small disk)',
  async () => {
    const port = await freePort()
    const dataDir = join(dataDisk!, 'data')
    const ballast = join(dataDisk!, 'ballast')
    writePack(join(dir, 'pack'), TEST_PACK)
    const start = () => startHaechi(port, dataDir, join(dir, 'pack'), { HAECHI_HISTORY: 'off' })
    let haechi: HaechiProcess = await start()
    try {
      const client = createClient({ url: haechi.url, key: PROCESS_KEY, timeoutMs: 60_000 })
      const dataset = await importRows(client, 'full', chatRows(6000))
      const { id } = await client.labRuns.begin({ task: 'full', dataset, until: 'train' })
      const checkpoints = () =>
        sql(connectionOf(dataDir), `select from haechi.lab_checkpoints where name = 'training'`)
      await until(async () => (await checkpoints()).length > 0)
      fill(ballast)
      // Postgres has some room of its own left; it is told once that is used up.
      await until(async () => {
        fill(ballast)
        const answer = await fetch(`${haechi.url}/readyz`).catch(() => undefined)
        return answer?.status === 503 && /disk/.test(await answer.text())
      })
      haechi.child.kill('SIGKILL')
      await haechi.ended
      unlinkSync(ballast)
      haechi = await start()
      const run = await end(client, id)
      expect(run).toMatchObject({ state: 'done', step: 'evaluate' })
      expect((await client.models.list({ task: 'full' })).map((one) => one.id)).toEqual([run.model])
      const again = await client.labRuns.begin({ task: 'full', dataset, until: 'train' })
      expect(await end(client, again.id)).toMatchObject({ state: 'done', model: run.model })
      expect(await client.models.verify()).toMatchObject({ ok: true })
    } finally {
      haechi.child.kill('SIGTERM')
      await haechi.ended
    }
  },
  SLOW_MS,
)

test.skipIf(modelsDisk === undefined)(
  'a folder of models without room: the upload is refused in words, and the same command goes on where there is room (needs root, for a small disk)',
  async () => {
    const haechi = await startTestService({ lab: await labAdapters(join(modelsDisk!, 'files')) })
    try {
      writeFileSync(join(dir, 'rows.csv'), barredCsv(600))
      const folder = writeModel(join(dir, 'large'), asLarge(givenModel('head')))
      const train = () =>
        cli(
          { cwd: dir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } },
          ...['train', 'roomy', '--data', 'rows.csv', '--model', folder, '--json'],
        )
      const refused = await train()
      expect([refused.code === 0, refused.out + refused.err]).toEqual([
        false,
        expect.stringMatching(/disk of the folder of models is full/),
      ])
      expect(await haechi.client.labRuns.list('roomy')).toEqual([])
      // Whole pieces alone, and nothing that is taken for the file.
      const left = readdirSync(join(modelsDisk!, 'files'))
      expect(left.filter((name) => !name.endsWith('.part'))).toEqual([])
      execFileSync('mount', ['-o', 'remount,size=64m', modelsDisk!])
      const { code, out, err } = await train()
      expect([code, out + err]).toEqual([0, expect.stringContaining('"state":"evaluated"')])
    } finally {
      await haechi.stop()
    }
  },
  SLOW_MS,
)
