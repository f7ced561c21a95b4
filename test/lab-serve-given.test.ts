import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import { type Client, createClient } from '../src/client/client.ts'
import type { Decision } from '../src/core/decision.ts'
import { planRaise } from '../src/lab/registry/plan-raise.ts'
import { seededRandom } from '../src/lab/text/seeded-random.ts'
import type { ModelId } from '../src/lab/train/candidate.ts'
import { tokenizerFile } from '../src/signals/models/onnx/onnx-file.fixture.ts'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { openStore } from '../src/store/open-store.ts'
import { TEST_PACK, writePack } from './api-service.fixture.ts'
import {
  asLarge,
  barredCsv,
  type GivenKind,
  givenModel,
  sentence,
  withExternalData,
  withNaN,
  writeModel,
} from './given-models.fixture.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi } from './haechi-process.fixture.ts'
import { databaseUrlOf, freshFolder, removeFolder, until } from './store-tools.fixture.ts'

// Models of given files from the command to live events, on the service as people start it.

const PACK = {
  ...TEST_PACK,
  'models.yaml': `by_head: { kind: lab, task: by_head, deadline: 10s }
by_onnx: { kind: lab, task: by_onnx, deadline: 10s }
`,
  'queues.yaml': 'default: { description: For tests, default: true, service_level: 24h }\n',
  'rules/chat.yaml': `- id: lab.head
  policy: harassment.insult
  on: chat.message
  when: model.by_head.rank
  then: { job: default }
- id: lab.onnx
  policy: harassment.insult
  on: chat.message
  when: model.by_onnx.rank
  then: { job: default }
`,
}

let dir: string
let port: number
let haechi: HaechiProcess
let client: Client
const ids = new Map<GivenKind, ModelId>()
const start = () => startHaechi(port, join(dir, 'data'), join(dir, 'pack'), { HAECHI_HISTORY: 'off' })

beforeAll(async () => {
  dir = freshFolder('haechi-lab-given-')
  writePack(join(dir, 'pack'), PACK)
  writeFileSync(join(dir, 'rows.csv'), barredCsv(2400))
  port = await freePort()
  haechi = await start()
  client = createClient({ url: haechi.url, key: ADMIN_KEY, timeoutMs: 60_000 })
}, 600_000)
afterAll(async () => {
  haechi?.child.kill('SIGKILL')
  await haechi?.ended
  const server = await startEmbedded(join(dir, 'data'), () => {})
  await server.stop()
  removeFolder(dir)
})

/** What was decided of a message, as it is recorded. */
async function say(text: string, actor: string): Promise<Decision> {
  const said = await client.screen({ type: 'chat.message', actor: `account:${actor}`, data: { text } })
  return (await client.decision(said.decision)).decision
}

/** `haechi lab run` with a model of these files. */
function labRun(kind: GivenKind, folder: string) {
  const given = { cwd: dir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } }
  return cli(
    given,
    ...['lab', 'run', `by_${kind}`, '--data', 'rows.csv', '--learner', kind, '--model', folder],
    ...['--bar', 'precision=0.8', '--bar', 'latencyMs=1000', '--json'],
  )
}

test.each(['head', 'onnx'] as const)(
  'a model by %s goes by one command to shadow',
  async (kind) => {
    const files = kind === 'onnx' ? asLarge(givenModel(kind)) : givenModel(kind)
    const { code, out, err } = await labRun(kind, writeModel(join(dir, kind), files))
    const last = out.trimEnd().split('\n').at(-1)!
    expect([code, err, last]).toEqual([0, expect.any(String), expect.stringContaining('"state":"shadow"')])
    ids.set(kind, (JSON.parse(last) as { model: ModelId }).model)
  },
  600_000,
)

test('what is decided is scored by both in shadow, and nothing comes of it', async () => {
  const draw = seededRandom(3)
  for (let i = 0; i < 40; i++) {
    const said = await say(sentence(i % 2 === 0, draw), `u${i % 8}`)
    expect([said.verdict, said.models]).toEqual(['allow', undefined])
  }
  for (const id of ids.values())
    await until(async () => {
      const { cells } = await client.probation(id)
      return (cells.act ?? 0) >= 20 && (cells.low ?? 0) >= 20
    })
})

/** Two persons have it rank a queue: the way for emergencies, by the registry's own rules. */
async function raise(id: ModelId): Promise<void> {
  const store = await openStore({ databaseUrl: databaseUrlOf(join(dir, 'data')) }, { log: () => {} })
  try {
    for (const by of ['usr-one', 'usr-two']) {
      const nowMs = Date.now()
      const asked = { to: 'rank', by, nowMs, why: 'tests' } as const
      expect(await store.models.change(id, (seen) => planRaise(seen, asked), nowMs)).toMatchObject({
        ok: true,
      })
    }
  } finally {
    await store.close()
  }
}

/** What a message with a barred word got from each model. */
async function served(): Promise<Decision['models']> {
  const { models } = await say(sentence(true, seededRandom(9)), 'u1')
  return models
}

const serving = (models: Decision['models'], kind: GivenKind) =>
  models?.[`by_${kind}`]?.version === ids.get(kind)

test('with authority both serve events from threads of the service, and do so again after kill -9', async () => {
  for (const id of ids.values()) await raise(id)
  await until(async () => {
    const models = await served()
    return serving(models, 'head') && serving(models, 'onnx')
  })
  const before = await served()
  expect(before!.by_head!.reached).toEqual(['rank'])
  expect(before!.by_onnx!.reached).toEqual(['rank'])
  const plain = await say(sentence(false, seededRandom(9)), 'u2')
  expect(plain.models!.by_onnx).not.toHaveProperty('reached')
  // Many at once: each gets the scores of its own text.
  const draw = seededRandom(11)
  const many = await Promise.all(
    Array.from({ length: 60 }, (_, i) => say(sentence(i % 3 === 0, draw), `m${i}`)),
  )
  expect(many.map(({ models }) => models!.by_head!.reached?.length ?? 0)).toEqual(
    many.map((_, i) => Number(i % 3 === 0)),
  )
  haechi.child.kill('SIGKILL')
  await haechi.ended
  haechi = await start()
  expect(await served()).toEqual(before)
}, 600_000)

const EXTERNAL = withExternalData(givenModel('onnx')['model.onnx'])
const otherTokens = new TextEncoder().encode(tokenizerFile(['one', 'two']))
test.each<[GivenKind, string, Record<string, Uint8Array>, RegExp]>([
  ['onnx', 'cut', { 'model.onnx': givenModel('onnx')['model.onnx'].subarray(0, 300) }, /cut short/],
  ['head', 'cut', { 'model.onnx': givenModel('head')['model.onnx'].subarray(0, 300) }, /cut short/],
  ['onnx', 'data elsewhere', { 'model.onnx': EXTERNAL }, /external data/],
  ['head', 'data elsewhere', { 'model.onnx': EXTERNAL }, /external data/],
  ['onnx', 'no numbers', { 'model.onnx': withNaN('onnx') }, /no numbers/],
  ['head', 'no numbers', { 'model.onnx': withNaN('head') }, /no numbers/],
  ['onnx', 'another shape', { 'model.onnx': givenModel('head')['model.onnx'] }, /id2label/],
  ['head', 'another shape', { 'model.onnx': givenModel('onnx')['model.onnx'] }, /last_hidden_state/],
  ['onnx', 'another tokenizer', { 'tokenizer.json': otherTokens }, /disagrees/],
  ['head', 'no tokenizer', { 'tokenizer.json': new Uint8Array([1, 2]) }, /no tokenizer that can be read/],
])('of %s, %s is told plainly, makes no model, and what serves goes on', async (kind, name, bad, says) => {
  const before = await served()
  const folder = writeModel(join(dir, `${kind} ${name}`), { ...givenModel(kind), ...bad })
  const { code, out, err } = await labRun(kind, folder)
  expect([code === 0, out + err]).toEqual([false, expect.stringMatching(says)])
  expect(out + err).not.toMatch(/ {4}at |by a fault of the service/)
  expect((await client.models.list({ task: `by_${kind}` })).map(({ id }) => id)).toEqual([ids.get(kind)])
  expect(await served()).toEqual(before)
  expect(serving(before, kind)).toBe(true)
})

test('a large file that is gone takes away its own model alone, and the notes say which file belongs where', async () => {
  const { manifest } = await client.models.get(ids.get('onnx')!)
  const files = manifest.files as { name: string; sha256: string }[]
  const { sha256 } = files.find(({ name }) => name === 'model.onnx')!
  const place = join(dir, 'data', 'models', sha256)
  haechi.child.kill('SIGKILL')
  await haechi.ended
  renameSync(place, `${place}.away`)
  haechi = await start()
  const models = await served()
  expect([serving(models, 'head'), serving(models, 'onnx')]).toEqual([true, false])
  expect((await client.ready()).notes.join('\n')).toContain(place)
  renameSync(`${place}.away`, place)
  haechi.child.kill('SIGKILL')
  await haechi.ended
  haechi = await start()
  expect(serving(await served(), 'onnx')).toBe(true)
}, 600_000)

test.each(['head', 'onnx'] as const)(
  'kill -9 while a model by %s is made: the run is taken up again, and comes to one whole model',
  async (kind) => {
    const { manifest } = await client.models.get(ids.get(kind)!)
    const given = ['model.onnx', 'tokenizer.json', 'config.json'] as const
    const files = (manifest.files as { name: (typeof given)[number]; sha256: string; size: number }[]).filter(
      ({ name }) => given.includes(name),
    )
    const request = { task: `by_${kind}`, dataset: manifest.dataset as string, learner: kind, files } as const
    const { id } = await client.labRuns.begin({ ...request, files: [...files], seed: 7 })
    await until(async () => (await client.labRuns.get(id)).step !== 'snapshot')
    haechi.child.kill('SIGKILL')
    await haechi.ended
    haechi = await start()
    expect(serving(await served(), kind)).toBe(true)
    let run = await client.labRuns.get(id)
    for await (const line of client.labRuns.follow(id)) if (line.kind === 'end') run = line.run
    expect(run).toMatchObject({ state: 'done', step: 'shadow' })
    const known = await client.models.list({ task: `by_${kind}` })
    expect(new Set(known.map((one) => one.id))).toEqual(new Set([ids.get(kind), run.model]))
    expect(await client.models.verify()).toMatchObject({ ok: true })
    expect(serving(await served(), kind)).toBe(true)
  },
)
