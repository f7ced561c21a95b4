import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LabRunReply } from '../src/api/contract/lab-runs.ts'
import { type Client, createClient } from '../src/client/client.ts'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { TEST_PACK, writePack } from './api-service.fixture.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi } from './haechi-process.fixture.ts'
import { chatRows, importRows } from './lab-service.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

let dir: string
let port: number
let haechi: HaechiProcess
let client: Client
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-lab-kill-'))
  writePack(join(dir, 'pack'), TEST_PACK)
  port = await freePort()
  haechi = await start()
  client = createClient({ url: haechi.url, key: ADMIN_KEY, timeoutMs: 60_000 })
}, 600_000)
afterAll(async () => {
  haechi?.child.kill('SIGKILL')
  await haechi?.ended
  const server = await startEmbedded(join(dir, 'data'), () => {})
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})

const start = () => startHaechi(port, join(dir, 'data'), join(dir, 'pack'), { HAECHI_HISTORY: 'off' })

async function end(id: string): Promise<LabRunReply> {
  for await (const line of client.labRuns.follow(id)) if (line.kind === 'end') return line.run
  throw new Error('the run was told no further')
}

const checkpoints = () =>
  sql<{ bytes: number }>(
    connectionOf(join(dir, 'data')),
    `select length(body) as bytes from haechi.lab_checkpoints where name = 'training'`,
  )

test('a run whose service is killed in the midst of training goes on from its checkpoint, to the same model', async () => {
  const dataset = await importRows(client, 'killed', chatRows(6000))
  const { id } = await client.labRuns.begin({ task: 'killed', dataset, until: 'train' })
  await until(async () => (await checkpoints()).length > 0)
  haechi.child.kill('SIGKILL')
  await haechi.ended
  haechi = await start()
  const run = await end(id)
  expect(run.steps.map(({ step }) => step)).toEqual(['snapshot', 'train', 'calibrate', 'evaluate'])
  expect(run.state).toBe('done')
  expect(await checkpoints()).toEqual([])
  // Trained once more without a break, in one go.
  const again = await client.labRuns.begin({ task: 'killed', dataset, until: 'train' })
  expect(await end(again.id)).toMatchObject({ state: 'done', model: run.model })
}, 600_000)

test('a model that was killed on its way into the registry is there once, and whole', async () => {
  const dataset = await importRows(client, 'killed_late', chatRows(2600, 9))
  const { id } = await client.labRuns.begin({ task: 'killed_late', dataset })
  const registered = () =>
    sql<{ state: string }>(
      connectionOf(join(dir, 'data')),
      `select state from haechi.models where task = 'killed_late'`,
    )
  await until(async () => (await registered()).length > 0)
  haechi.child.kill('SIGKILL')
  await haechi.ended
  haechi = await start()
  const run = await end(id)
  expect(run).toMatchObject({ state: 'done', step: 'shadow' })
  expect(await registered()).toEqual([{ state: 'shadow' }])
  const kinds = await sql<{ kind: string }>(
    connectionOf(join(dir, 'data')),
    'select kind from haechi.model_log where model = $1 order by number',
    [run.model!],
  )
  expect(kinds.map(({ kind }) => kind)).toEqual(['trained', 'evaluation', 'move', 'checks', 'gates', 'move'])
}, 600_000)
