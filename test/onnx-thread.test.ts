import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../scripts/build.mjs'
import type { EntityRef } from '../src/core/entity.ts'
import { compileRuleset } from '../src/engine/compile-ruleset.ts'
import { decide } from '../src/engine/decide.ts'
import { decodeEvent } from '../src/engine/decode-event.ts'
import { prepareModels } from '../src/engine/prepare-models.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import { rule, TINY_FILES, withModels } from '../src/pack/models-pack.fixture.ts'
import type { PackFiles } from '../src/pack/pack.ts'
import type { HostParts } from '../src/signals/models/create-model-host.ts'
import { encodeModelBytes, encodeModelReference } from '../src/signals/models/model-file.ts'
import { smallOnnxFiles } from '../src/signals/models/onnx/onnx-file.fixture.ts'
import { onnxRuntime } from '../src/signals/models/onnx/onnx-runtime.ts'
import { testHost } from '../src/signals/models/test-host.fixture.ts'

let worker: URL
let dir: string
beforeAll(async () => {
  worker = pathToFileURL(join(await build(), '../signals/models/onnx/serve-onnx.worker.js'))
  dir = await mkdtemp(join(tmpdir(), 'haechi-onnx-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const RULES = rule('r', 'model.tiny.insult > 0.5')

async function opened(models: string, files: PackFiles, parts: Partial<HostParts> = {}, idleMs = 60_000) {
  const { pack, diagnostics } = checkPack(withModels(models, RULES, files))
  if (!pack) throw new Error(JSON.stringify(diagnostics))
  const host = testHost({ onnx: onnxRuntime(worker, idleMs), ...parts })
  const problems = await prepareModels(pack, host)
  const ruleset = compileRuleset(pack, undefined, host)
  const judge = (text: string) => {
    const event = { type: 'chat.message', actor: 'account:u1' as EntityRef, data: { text } }
    const decoded = decodeEvent(ruleset, event, Date.parse('2026-11-23T09:00:00Z'))
    if (!decoded.ok) throw new Error('it does not fit')
    return decide(ruleset, decoded.event)
  }
  return { problems, judge, tally: host.tally('tiny') }
}

test('events at the same time go to the thread in batches, and each gets the scores of its own text', async () => {
  const { problems, judge, tally } = await opened(
    'tiny: { kind: onnx, max_batch: 8, max_wait_ms: 5, deadline: 10s }\n',
    TINY_FILES,
  )
  expect(problems).toEqual([])
  const texts = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? '바보 you' : 'hello there'))
  const outcomes = await Promise.all(texts.map(judge))
  expect(outcomes.map(({ verdict }) => verdict)).toEqual(
    texts.map((text) => (text[0] === '바' ? 'hold' : 'allow')),
  )
  expect(tally).toMatchObject({ batches: 5, batched: 40, calls: { scored: 40 } })
  const [first] = outcomes
  // Softmax of 1 ([CLS]) and 3.25.
  expect(first!.models!.tiny!.scores).toEqual({ other: 0.095349, insult: 0.904651 })
  expect(first!.reasons[0]!.saw).toEqual({ 'model.tiny.insult': 0.904651 })
})

test('a model that nobody asks frees its memory, and is there again when it is asked', async () => {
  const { judge } = await opened('tiny: { kind: onnx, deadline: 10s }\n', TINY_FILES, {}, 50)
  expect((await judge('바보')).verdict).toBe('hold')
  await pause(150)
  expect((await judge('바보 바보')).verdict).toBe('hold')
})

test('a large file does not travel: it is found by its hash in the store, or beside the pack', async () => {
  const graph = smallOnnxFiles()['model.onnx']
  const sha256 = createHash('sha256').update(graph).digest('hex')
  const files = { ...TINY_FILES, 'models/tiny/model.onnx': encodeModelReference(sha256, graph.length) }
  const models = 'tiny: { kind: onnx, deadline: 10s }\n'
  const missing = await opened(models, files, { storeDir: dir })
  expect(missing.problems).toMatchObject([
    { code: 'model-not-ready', place: { file: 'models.yaml', line: 1 } },
  ])
  expect(missing.problems[0]!.message).toContain(join(dir, sha256))
  for (let i = 0; i < 5; i++)
    expect((await missing.judge(`바보 ${i}`)).models).toMatchObject({ tiny: { failed: 'failed' } })
  expect((await missing.judge('바보')).models).toMatchObject({ tiny: { failed: 'resting' } })
  expect(missing.tally.breaker).toBe('open')

  await mkdir(join(dir, 'pack/models/tiny'), { recursive: true })
  await writeFile(join(dir, 'pack/models/tiny/model.onnx'), graph)
  const beside = await opened(models, files, { packDir: join(dir, 'pack') })
  expect(beside.problems).toEqual([])
  expect((await beside.judge('바보')).verdict).toBe('hold')

  // The same length with another content.
  await writeFile(join(dir, sha256), Buffer.from(graph).fill(0, 0, 8))
  const foreign = await opened(models, files, { storeDir: dir })
  expect(foreign.problems[0]!.message).toMatch(/is not the file that is named by its SHA-256/)
  await writeFile(join(dir, sha256), graph)
  expect((await opened(models, files, { storeDir: dir })).problems).toEqual([])
})

test('a model that cannot be used is told before its pack judges', async () => {
  const config = (text: string) => ({
    'models/tiny/config.json': encodeModelBytes(new TextEncoder().encode(text)),
  })
  const three = config('{"id2label":{"0":"a","1":"b","2":"c"},"vocab_size":9}')
  const { pack } = checkPack(
    withModels('tiny: { kind: onnx }\n', rule('r', 'model.tiny.a > 0.5'), { ...TINY_FILES, ...three }),
  )
  const [problem] = await prepareModels(pack!, testHost({ onnx: onnxRuntime(worker) }))
  expect(problem!.message).toMatch(/the model "tiny" cannot be used: .*config\.json names 3 labels/)
  const [nowhere] = await prepareModels(pack!, testHost())
  expect(nowhere!.message).toMatch(/thread/)
})
