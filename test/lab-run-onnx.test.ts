import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli, type Ran } from '../src/cli/capture.fixture.ts'
import { onnxFile, smallOnnxFiles } from '../src/signals/models/onnx/onnx-file.fixture.ts'
import { ADMIN_KEY, startTestService, type TestService } from './api-service.fixture.ts'
import { labAdapters } from './lab-service.fixture.ts'

// A classifier that was given, through a real service.

let haechi: TestService
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-lab-onnx-'))
  haechi = await startTestService({ lab: await labAdapters(join(dir, 'files')) })
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const PLACES = [
  'river',
  'castle',
  'market',
  'bridge',
  'island',
  'forest',
  'harbor',
  'tunnel',
  'meadow',
  'garden',
]
const place = (i: number, by: number) => PLACES[Math.floor(i / by) % PLACES.length]!
/** Three in ten hold the word that the model knows. */
const csv = `text,label\n${Array.from({ length: 1000 }, (_, i) => {
  const words = [place(i, 1), place(i, 10), place(i, 100), place(i * 7, 3)]
  words.splice(1 + (i % 3), 0, i % 10 < 3 ? 'dunderhead' : 'hello')
  return `${words.join(' ')},${i % 10 < 3 ? 'insult' : 'ordinary'}`
}).join('\n')}\n`

function labRun(task: string, files: Record<string, Uint8Array>): Promise<Ran> {
  const [data, model] = [join(dir, `${task}.csv`), join(dir, task)]
  mkdirSync(model)
  writeFileSync(data, csv)
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(model, name), bytes)
  const given = { cwd: dir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } }
  return cli(
    given,
    'lab',
    'run',
    task,
    '--data',
    data,
    '--harm',
    'insult',
    '--learner',
    'onnx',
    '--model',
    model,
    '--json',
  )
}

test('a given classifier goes to shadow, or stops at gates that are named', async () => {
  const { code, out, err } = await labRun('given', smallOnnxFiles())
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const last = lines.at(-1)
  expect(`${code} ${JSON.stringify(last)} ${out} ${err}`).toMatch(
    /"state":"shadow"|not passed for shadow: [a-z]/,
  )
  const [model] = await haechi.client.models.list({ task: 'given' })
  expect(model).toMatchObject({ learner: 'onnx', state: expect.stringMatching(/^(shadow|refused)$/) })
  const { entries } = await haechi.client.models.get(model!.id)
  const { results } = entries.find(({ kind }) => kind === 'checks')!.body as {
    results: { check: string; verdict: string }[]
  }
  expect(results.find(({ check }) => check === 'explain')).toMatchObject({ verdict: 'pass' })
})

test('files that are no model are told plainly, and make none', async () => {
  const good = smallOnnxFiles()
  const wrongShape = new TextEncoder().encode(
    JSON.stringify({ id2label: { 0: 'other', 1: 'insult', 2: 'third' }, vocab_size: 9, pad_token_id: 0 }),
  )
  const nan = onnxFile({ embedding: Array.from({ length: 9 }, () => [0, Number.NaN]) })
  for (const [task, files, says] of [
    ['nan', { ...good, 'model.onnx': nan }, /no number|NaN/i],
    [
      'cut',
      { ...good, 'model.onnx': good['model.onnx'].slice(0, 60) },
      /model\.onnx|cannot be (read|loaded)|protobuf/i,
    ],
    ['shape', { ...good, 'config.json': wrongShape }, /label|value|shape/i],
  ] as const) {
    const { code, out, err } = await labRun(task, files)
    expect([task, code === 0, out + err]).toEqual([task, false, expect.stringMatching(says)])
    expect(out + err).not.toMatch(/dunderhead| {4}at /)
    expect(await haechi.client.models.list({ task })).toEqual([])
  }
})
