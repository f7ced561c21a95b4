import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import { ADMIN_KEY, type TestService } from './api-service.fixture.ts'
import { chatRows, importRows, startLabService } from './lab-service.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

let lab: Awaited<ReturnType<typeof startLabService>>
let haechi: TestService
const rows = chatRows(5000)
beforeAll(async () => {
  lab = await startLabService({
    'queues.yaml': 'default: { description: All, default: true }\nlabels: { description: For labels }\n',
  })
  haechi = lab.haechi
  for (const [i, { text }] of chatRows(400, 11).entries())
    await haechi.client.screen({
      type: 'chat.message',
      world: 'plaza',
      actor: `account:u${i}`,
      data: { text: i % 4 === 0 ? `quoll number ${i} of the ${text}` : text },
    })
})
afterAll(() => lab?.end())

interface Job {
  decision: string
  queue: string
  kind: string
  blind: boolean
  probability: number
  sample: string
}
const jobs = (design: string) =>
  sql<Job>(
    connectionOf(haechi.dataDir),
    'select decision, queue, kind, blind, probability, sample from haechi.jobs where sample = $1',
    [design],
  )

test('without a model a batch is drawn by chance and from what is unlike the rest; each job keeps its chance, blind', async () => {
  const drawn = await haechi.client.labTasks.label({ task: 'chat_abuse', count: 40 })
  expect(drawn).toMatchObject({ pool: 400, queue: 'default', models: [] })
  expect(drawn.sent).toBeGreaterThan(30)
  expect(drawn.parts).toMatchObject({ near: 0, suspect: 0 })
  await until(async () => (await jobs(drawn.design)).length === drawn.sent)
  const opened = await jobs(drawn.design)
  for (const job of opened) expect(job).toMatchObject({ kind: 'audit', blind: true, queue: 'default' })
  const chances = opened.map(({ probability }) => probability)
  expect(Math.min(...chances)).toBeCloseTo(drawn.probability!.least, 6)
  expect(Math.max(...chances)).toBeLessThan(1)
  // What has a job is not drawn again.
  const again = await haechi.client.labTasks.label({ task: 'chat_abuse', count: 400, queue: 'labels' })
  expect(again.pool).toBe(400 - drawn.sent)
  await until(async () => (await jobs(again.design)).length === again.sent)
  const decisions = new Set(opened.map(({ decision }) => decision))
  for (const { decision, queue } of await jobs(again.design))
    expect([decisions.has(decision), queue]).toEqual([false, 'labels'])
})

test('with a model in shadow a part of the batch is what it is unsure of, and what was never labelled', async () => {
  const dataset = await importRows(haechi.client, 'unsure', rows)
  const { id } = await haechi.client.labRuns.begin({ task: 'unsure', dataset })
  let model: string | undefined
  for await (const line of haechi.client.labRuns.follow(id))
    if (line.kind === 'end') {
      expect(line.run.steps.at(-1)?.says, JSON.stringify(line.run.steps.at(-1))).toMatch(/is in shadow/)
      model = line.run.model
    }
  // The model is loaded when the registry was looked at.
  await until(
    async () => (await haechi.client.labTasks.label({ task: 'unsure', count: 1 })).models.length > 0,
  )
  for (const [i, { text }] of chatRows(300, 12).entries())
    await haechi.client.screen({
      type: 'chat.message',
      world: 'plaza',
      actor: `account:v${i}`,
      data: { text: i % 3 === 0 ? `wombat ${i} ${text} ${i * 7}` : text },
    })
  const drawn = await haechi.client.labTasks.label({ task: 'unsure', count: 60 })
  expect(drawn.models).toEqual([model])
  expect(drawn.parts.near).toBeGreaterThan(0)
  expect(drawn.parts.novel).toBeGreaterThan(0)
  const tasks = await haechi.client.labTasks.list()
  expect(tasks.find(({ name }) => name === 'unsure')).toMatchObject({ dataset, live: null, shadows: [model] })
})

test('`haechi lab label` says what was drawn and how to go on; an unknown queue is refused', async () => {
  const given = { cwd: lab.filesDir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } }
  const said = await cli(given, 'lab', 'label', 'unsure', '--count', '10')
  expect(said.out).toMatch(/jobs? to the queue default/)
  expect(said.out).toContain('haechi lab run unsure')
  expect((await cli(given, 'lab', 'label', 'unsure', '--queue', 'nowhere')).code).toBe(4)
  expect((await cli(given, 'lab', 'tasks')).out).toMatch(/chat_abuse[\s\S]*unsure/)
})
