import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentOf } from '../../pack/content-of.ts'
import { rule, TINY_FILES, withModels } from '../../pack/models-pack.fixture.ts'
import { type ChatServer, chatServer, says } from '../../signals/models/chat/chat-server.fixture.ts'
import { cli, newFolder } from '../capture.fixture.ts'

let guard: ChatServer
let cwd: string
beforeAll(async () => {
  guard = await chatServer((response, asked, request) =>
    says(asked.messages[0]!.content.includes('bad') ? 'unsafe\nS10' : asked.messages[0]!.content)(
      response,
      asked,
      request,
    ),
  )
  cwd = await newFolder()
  const models = `guard: { kind: chat, url: "${guard.url}", model: m, format: llama-guard, deadline: 20s }\ntiny: { kind: onnx }\n`
  const files = withModels(models, rule('r', 'model.guard.violation > 0.5'), TINY_FILES)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, 'pack', path)), { recursive: true })
    await writeFile(join(cwd, 'pack', path), contentOf(path, text)!)
  }
})
afterAll(() => guard?.close())

test('models lists what a pack has, where it is read and where it runs; one that cannot run is said', async () => {
  const { code, out } = await cli({ cwd }, 'models')
  expect(code).toBe(1)
  expect(out).toMatch(/guard +chat +violation, S1, S2, S3, … \(15\) +[0-9a-f]{16} +127\.0\.0\.1:\d+ +r\n/)
  expect(out).toMatch(/tiny +onnx +other, insult +[0-9a-f]{16} +\d+ +cannot run +nothing\n/)
  expect(out).toContain('the model "tiny" needs a thread of its own')
  const { models } = JSON.parse((await cli({ cwd }, 'models', 'list', '--json')).out)
  expect(models).toMatchObject([
    {
      model: 'guard',
      usedBy: ['r'],
      eventTypes: ['chat.message', 'direct.message'],
      problem: null,
      bytes: 0,
    },
    { model: 'tiny', labels: ['other', 'insult'], usedBy: [], runs: null },
  ])
  expect(models[1].bytes).toBeGreaterThan(1000)
})

test('models try scores lines in their order, and says which got no score', async () => {
  const stdin = `bad words\n${Array.from({ length: 40 }, (_, i) => `bad ${i}`).join('\n')}\nsafe\nnothing that is an answer\n`
  const { code, out } = await cli({ cwd, stdin }, 'models', 'try', 'guard')
  expect(code).toBe(1)
  const lines = out.trim().split('\n')
  expect(lines[0]).toMatch(/^1: violation 1\.000, S10 1\.000/)
  expect(lines.map((line) => Number(line.split(':')[0]))).toEqual(Array.from({ length: 43 }, (_, i) => i + 1))
  expect(lines[41]).toMatch(/^42: violation 0\.000/)
  expect(lines[42]).toMatch(/^43: no score \(malformed: /)
  const json = await cli({ cwd, stdin: 'bad\n' }, 'models', 'try', 'model.guard', '--json')
  expect(json.code).toBe(0)
  expect(JSON.parse(json.out)).toMatchObject({ line: 1, scores: { violation: 1, S1: 0 }, spans: [] })
})

test('an unknown model is told with a suggestion, and a pack without models says where to read', async () => {
  const cannot = await cli({ cwd, stdin: 'a\n' }, 'models', 'try', 'tiny')
  expect(cannot).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/needs a thread of its own/) })
  const local = await cli({ cwd }, 'screen', '--local', 'so bad')
  expect(local).toMatchObject({
    out: expect.stringMatching(/^hold/),
    err: expect.stringMatching(/warning: the model "tiny"/),
  })
  expect((await cli({ cwd, stdin: '' }, 'models', 'try', 'gaurd')).err).toMatch(/did you mean "guard"/)
  const empty = await newFolder()
  await mkdir(join(empty, 'pack'))
  for (const [path, text] of Object.entries(withModels('{}', '[]')))
    if (!path.includes('/')) await writeFile(join(empty, 'pack', path), text)
  const haechi = withModels('{}', '[]')['haechi.yaml']!.replace(/signals:[\s\S]*$/, '')
  await writeFile(join(empty, 'pack/haechi.yaml'), haechi)
  expect(await cli({ cwd: empty }, 'models')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/docs\/models\.md/),
  })
})
