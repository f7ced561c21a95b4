import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from '../src/client/client.ts'
import { type UserId, uuidOf } from '../src/core/ids.ts'
import { seededRandom } from '../src/lab/text/seeded-random.ts'
import { testHost } from '../src/signals/models/test-host.fixture.ts'
import { startTestService, type TestService, testFolder, writePack } from './api-service.fixture.ts'
import { newId } from './jobs.fixture.ts'
import { labAdapters } from './lab-service.fixture.ts'
import { builtLooker, MEDIA_PACK } from './media-service.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

// The ring for pictures: events, judgements, a snapshot, a head in shadow that scores what comes next, and is proved on it.

const dir = testFolder()
const filesDir = mkdtempSync(join(tmpdir(), 'haechi-judged-'))
let haechi: TestService
let reviewer: Client
const db = <Row extends object>(text: string, values: unknown[] = []) =>
  sql<Row & Record<string, unknown>>(connectionOf(haechi.dataDir), text, values)

const PACK = {
  'models.yaml': `shapes: { kind: lab, task: shapes, of: picture, content: image, deadline: 60s }\n`,
  'queues.yaml': 'default: { description: All, default: true }\n',
  'review.yaml': 'undo: 0s\n',
  'rules/media.yaml': `- { id: look, policy: media.known, on: post.create, when: "title == 'look'", then: { job: default } }
- { id: ranked, policy: media.known, on: post.create, when: model.shapes.rank, then: { job: default } }
`,
}

/** Discs, or stripes, in colours and places of chance. */
function drawn(label: 'discs' | 'stripes', draw: () => number): Promise<Buffer> {
  const some = (from: number, to: number) => Math.round(from + draw() * (to - from))
  const colour = () => `rgb(${some(0, 255)},${some(0, 255)},${some(0, 255)})`
  const shapes = Array.from({ length: some(2, 5) }, (_, i) =>
    label === 'discs'
      ? `<circle cx="${some(10, 90)}" cy="${some(10, 90)}" r="${some(8, 25)}" fill="${colour()}"/>`
      : `<rect x="0" y="${i * 22 + some(0, 9)}" width="100" height="${some(4, 12)}" fill="${colour()}"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="100" height="100" fill="${colour()}"/>${shapes.join('')}</svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

const draw = seededRandom(5)
/** By the id of its file, what a picture shows. */
const truth = new Map<string, 'discs' | 'stripes'>()
let sent = 0

interface Sent {
  readonly id: string
  readonly decision: string
  readonly actor: string
}

/** Sends a picture, and an event of an account of its own that names it. */
async function send(label: 'discs' | 'stripes', title: string, picture?: Buffer): Promise<Sent> {
  const body = picture ?? (await drawn(label, draw))
  const { id } = (await haechi.request('POST', '/v1/media', body, { type: 'application/octet-stream' })).json
  truth.set(id, label)
  const actor = `account:p${sent++}`
  const event = { type: 'post.create', world: 'plaza', actor, data: { title, picture: id } }
  const { status, json, text } = await haechi.request('POST', '/v1/screen', event)
  if (status !== 200) throw new Error(text)
  return { id, actor, decision: json.decision }
}

/** Some of each kind, by turns. */
async function sendMany(count: number, title: string): Promise<Sent[]> {
  const all: Sent[] = []
  for (let from = 0; from < count; from += 10)
    all.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(10, count - from) }, (_, i) =>
          send(i % 2 === 0 ? 'discs' : 'stripes', title),
        ),
      )),
    )
  return all
}

/** Judges what waits, by the picture that a job names, until `done`. */
async function judge(done: () => Promise<boolean>): Promise<void> {
  await until(async () => {
    for (const job of await reviewer.jobs.take({ count: 10 })) {
      const { picture } = job.content!.data as { picture: string }
      const isBad = truth.get(picture) === 'stripes'
      await reviewer.jobs.annotate(job.job, {
        ...{ claim: job.claim!, choice: isBad ? 'violates' : 'fine', spentMs: 1 },
        ...(isBad ? { policies: ['media.known'], strike: false } : {}),
      })
    }
    return done()
  })
}

beforeAll(async () => {
  writePack(join(dir, 'pack'), { ...MEDIA_PACK, ...PACK })
  haechi = await startTestService({
    dir,
    models: testHost({ storeDir: filesDir, packDir: join(dir, 'pack') }),
    media: { looker: await builtLooker() },
    lab: await labAdapters(filesDir),
    proving: { everyMs: 100, judgeEveryMs: 200 },
  })
  const id = newId<UserId>('usr')
  await db(
    `insert into haechi.users (id, name, role, clearance, created_ms) values ($1, 'Mina', 'reviewer', 0, 0)`,
    [uuidOf(id)],
  )
  let secret: string | undefined
  await until(async () => {
    const asked = { name: 'mina', scopes: ['person' as const], user: id }
    secret = (await haechi.client.keys.create(asked).catch(() => undefined))?.secret
    return secret !== undefined
  })
  reviewer = createClient({ url: haechi.url, key: secret! })
}, 180_000)
afterAll(async () => {
  await haechi?.stop()
  for (const one of [filesDir, dir]) rmSync(one, { recursive: true, force: true })
})

test('pictures are judged, learnt from, and the next one is scored', { timeout: 400_000 }, async () => {
  await sendMany(280, 'look')
  await judge(async () => {
    const [row] = await db<{ n: string }>(`select count(*) as n from haechi.jobs where state = 'done'`)
    return Number(row!.n) === 280
  })
  const { id } = await haechi.client.labRuns.begin({ task: 'shapes', bars: { latencyMs: 1000 } })
  let model: string | undefined
  for await (const line of haechi.client.labRuns.follow(id))
    if (line.kind === 'end') {
      expect(line.run.steps.at(-1)?.says, JSON.stringify(line.run)).toMatch(/is in shadow/)
      model = line.run.model
    }
  expect(model).toMatch(/^mdl-/)
})
