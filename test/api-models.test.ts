import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../scripts/build.mjs'
import { cli } from '../src/cli/capture.fixture.ts'
import { modelFiles } from '../src/pack/models-pack.fixture.ts'
import type { PackFiles } from '../src/pack/pack.ts'
import { type ChatServer, chatServer, says } from '../src/signals/models/chat/chat-server.fixture.ts'
import { smallOnnxFiles } from '../src/signals/models/onnx/onnx-file.fixture.ts'
import { onnxRuntime } from '../src/signals/models/onnx/onnx-runtime.ts'
import { testHost } from '../src/signals/models/test-host.fixture.ts'
import { ADMIN_KEY, startTestService, TEST_PACK, type TestService } from './api-service.fixture.ts'

let haechi: TestService
let guard: ChatServer
let secret: string | undefined
beforeAll(async () => {
  const worker = pathToFileURL(join(await build(), '../signals/models/onnx/serve-onnx.worker.js'))
  guard = await chatServer(says('unsafe\nS10'))
  const models = testHost({ onnx: onnxRuntime(worker), secret: () => secret })
  haechi = await startTestService({ models })
})
afterAll(async () => {
  await haechi?.stop()
  await guard?.close()
})

const files = smallOnnxFiles()
const TINY = modelFiles('tiny', files)
const text = 'numbskull, you 바보'

function packOf(more: string, own: PackFiles = TINY): PackFiles {
  return {
    ...TEST_PACK,
    ...own,
    'models.yaml': `tiny: { kind: onnx, deadline: 10s, degrade: hold }
guard:
  kind: chat
  url: ${guard.url}
  model: llama-guard
  format: llama-guard
  deadline: 10s
  prices: { input: 1000, output: 1000 }
${more}`,
    'rules/chat.yaml': `- id: chat.model
  policy: harassment.insult
  on: chat.message
  when: model.tiny.insult > 0.95 || (model.tiny.insult > 0.6 && model.guard.violation > 0.5)
  then: { verdict: block }
- id: chat.words
  policy: harassment.insult
  on: chat.message
  when: bad_words.count > 0
  then: { verdict: nudge }
`,
  }
}

async function apply(pack: PackFiles) {
  const base = (await haechi.client.versions.list()).live
  return haechi.request('POST', '/v1/versions', { files: pack, why: 'models', base })
}

const screen = async (said: string) => haechi.client.screen({ type: 'chat.message', data: { text: said } })

test('a model whose key is not set is refused before anything judges by it', async () => {
  const answer = await apply(packOf('  key: GUARD_KEY\n'))
  expect(answer.status).toBe(422)
  expect(JSON.stringify(answer.json)).toMatch(/GUARD_KEY, which is not set/)
  expect((await haechi.client.versions.list()).live).toBe(1)
})

test('an applied pack judges by its models; the files come through apply, rollback and --out byte for byte', async () => {
  secret = 's3cret'
  expect((await apply(packOf('  key: GUARD_KEY\n'))).status).toBe(201)
  const unsure = await screen(text)
  expect(unsure.verdict).toBe('block')
  expect((await haechi.client.decision(unsure.decision)).decision.models).toMatchObject({
    guard: { scores: { violation: 1 } },
    tiny: { scores: { insult: 0.904651 } },
  })
  expect(guard.asked).toHaveLength(1)
  // The cheaper model is sure, both ways.
  expect((await screen('바보 바보')).verdict).toBe('block')
  expect((await screen('hello there')).verdict).toBe('allow')
  expect(guard.asked).toHaveLength(1)

  expect((await haechi.client.versions.get(2)).files).toEqual(packOf('  key: GUARD_KEY\n'))
  expect((await apply(TEST_PACK)).status).toBe(201)
  expect((await screen('바보 바보')).verdict).toBe('allow')
  await haechi.client.versions.rollback({ to: 2, why: 'the models were better', base: 3 })
  expect((await screen('바보 바보')).verdict).toBe('block')

  const out = join(tmpdir(), `haechi-out-${process.pid}`)
  const given = { cwd: '/', settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } }
  expect(await cli(given, 'versions', '4', '--out', out)).toMatchObject({ code: 0 })
  for (const [name, bytes] of Object.entries(files))
    expect(readFileSync(join(out, 'models/tiny', name))).toEqual(Buffer.from(bytes))
  const listed = await cli(given, 'models', '--live', '--json')
  expect(JSON.parse(listed.out).models).toMatchObject([
    {
      model: 'tiny',
      labels: ['other', 'insult'],
      usedBy: ['chat.model'],
      problem: expect.stringMatching(/thread/),
    },
    { model: 'guard', kind: 'chat', problem: expect.stringMatching(/GUARD_KEY/) },
  ])
  expect(listed.code).toBe(1)
  rmSync(out, { recursive: true, force: true })
})

test('a stored decision keeps what the models gave, for its explanation and its replay', async () => {
  const asked = guard.asked.length
  const { decision } = await screen(`${text} again`)
  const stored = await haechi.client.decision(decision)
  expect(stored.decision.models).toMatchObject({ guard: { scores: { violation: 1 } } })
  expect(guard.asked).toHaveLength(asked + 1)
  const explained = await haechi.request('GET', `/v1/decisions/${decision}/explanation`)
  expect(JSON.stringify(explained.json)).toMatch(/The model guard .* was asked and gave violation 1/)
  expect(guard.asked).toHaveLength(asked + 1)
})

test('/metrics counts calls, cache, tokens, money and the breaker, and holds neither content nor keys', async () => {
  await screen(text)
  const { text: scraped } = await haechi.request('GET', '/metrics')
  const value = (line: string) =>
    Number(
      scraped
        .split('\n')
        .find((one) => one.startsWith(line))
        ?.split(' ')[1],
    )
  expect(value('haechi_model_calls_total{model="guard",outcome="scored"}')).toBe(2)
  expect(value('haechi_model_cache_total{model="guard",outcome="hit"}')).toBe(1)
  expect(value('haechi_model_tokens_total{model="guard",direction="in"}')).toBe(200)
  expect(value('haechi_model_spent_total{model="guard"}')).toBeCloseTo(0.208)
  expect(value('haechi_model_breaker{model="guard"}')).toBe(0)
  expect(value('haechi_model_batched_total{model="tiny"}')).toBeGreaterThanOrEqual(3)
  expect(scraped).not.toMatch(/바보|numbskull|s3cret/)
  expect(haechi.logged.join()).not.toMatch(/바보|numbskull|s3cret/)
})
