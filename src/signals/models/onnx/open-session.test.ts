import { expect, test } from 'vitest'
import { onnxFile, SMALL_WORDS, smallOnnxFiles, tokenizerFile } from './onnx-file.fixture.ts'
import { message } from './onnx-proto.ts'
import { openSession } from './open-session.ts'

type Load = Parameters<typeof openSession>[0]
const files = smallOnnxFiles()

const load = (more: Partial<Load> = {}): Load => ({
  kind: 'load',
  model: 'tiny',
  graph: files['model.onnx'],
  sha256: undefined,
  tokenizer: files['tokenizer.json'],
  tokenizerSha256: undefined,
  tokenizerConfig: undefined,
  labels: 2,
  vocabSize: 9,
  padId: 0,
  maxTokens: 8,
  runtime: undefined,
  ...more,
})

// Both are optional packages: what is not installed here is left out, and what is has to work.
const installed = {
  native: await import('onnxruntime-node').then(
    () => true,
    () => false,
  ),
  wasm: await import('onnxruntime-web/wasm').then(
    () => true,
    () => false,
  ),
}

test('a run time is installed', () => {
  expect(installed.native || installed.wasm).toBe(true)
})

const there = (['native', 'wasm'] as const).filter((runtime) => installed[runtime])
test.each(there)('%s: scores each text of a batch as by itself', async (runtime) => {
  const session = await openSession(load({ runtime }))
  expect(session.runtime).toBe(runtime)
  const texts = ['hello there', 'you 바보', 'dunderhead dunderhead you', '']
  const together = await session.score(texts)
  // [CLS] speaks for the first label with 1; what fills up would with 9.
  expect([...together]).toEqual([2, 0, 1, 3.25, 1, 4.25, 1, 0])
  for (const [i, text] of texts.entries())
    expect([...(await session.score([text]))]).toEqual([...together.slice(2 * i, 2 * i + 2)])
})

test('a text beyond max_tokens is cut and keeps what stands around it; a huge one costs no more', async () => {
  const session = await openSession(load({ maxTokens: 4 }))
  expect([...(await session.score(['you you 바보 바보']))]).toEqual([1, 0.5])
  expect([...(await session.score(['you '.repeat(250_000)]))]).toEqual([1, 0.5])
  expect([...(await session.score(['\ud800 you 바보'.repeat(3)]))]).toHaveLength(2)
})

test('a model that also asks for token types gets zeros', async () => {
  const graph = onnxFile({ embedding: Array.from({ length: 9 }, (_, i) => [i, 0]), tokenTypes: true })
  const session = await openSession(load({ graph }))
  expect([...(await session.score(['you']))]).toEqual([2 + 8 + 3, 0])
})

const text = (value: string) => new TextEncoder().encode(value)

/** The same model with one more tensor, which says that it lies in another file: /etc/passwd, say. */
function withExternalData(graph: Uint8Array): Uint8Array {
  const entry = message([1, 'location'], [2, '../../etc/passwd'])
  return Buffer.concat([graph, message([7, message([5, message([8, 'w'], [13, entry], [14, 1])])])])
}

/** The same, with tags of five bytes: of whose upper bits a reader of protobuf takes no notice. */
function withHiddenData(graph: Uint8Array): Uint8Array {
  const tag = (field: number, wire: number) => [(field * 8 + wire) | 128, 128, 128, 128, 0x10]
  const entry = message([1, 'location'], [2, 'weights.bin'])
  const hidden = Uint8Array.from([...tag(13, 2), entry.length, ...entry, ...tag(14, 0), 1])
  const tensor = Buffer.concat([message([8, 'w']), hidden])
  return Buffer.concat([graph, message([7, message([5, tensor])])])
}

test('the mean of tokens leaves out what fills rows up', async () => {
  const embedding = Array.from({ length: 9 }, (_, i) => [i, 1])
  const session = await openSession(
    load({ graph: onnxFile({ embedding, tokens: true }), output: 'mean', labels: 0 }),
  )
  expect(session.width).toBe(2)
  const [alone] = await session.score(['you'])
  expect([...(await session.score(['you', 'you you 바보 바보']))].slice(0, 2)).toEqual([alone, 1])
})

test.each<[string, Partial<Load>, RegExp]>([
  ['a truncated model', { graph: files['model.onnx'].slice(0, 200) }, /model\.onnx is no model/],
  ['a file of something else', { graph: text('<html>not found</html>') }, /model\.onnx is no model/],
  ['an empty file', { graph: new Uint8Array() }, /model\.onnx is no model/],
  ['a message of nothing', { graph: message([1, 8]) }, /model\.onnx is no model/],
  ['a model with weights in other files', { graph: withExternalData(files['model.onnx']) }, /external data/],
  [
    'a model with weights in other files that is written so that readers see it and walkers do not',
    { graph: withHiddenData(files['model.onnx']) },
    /model\.onnx is no model that can be read/,
  ],
  ['a model in the form of ONNX Runtime', { graph: text('\n\u0010\0\0ORTM and more') }, /\(\.ort\)/],
  ['a model to put a head on that is a classifier', { output: 'mean' }, /last_hidden_state/],
  ['a tokenizer that is no JSON', { tokenizer: text('{"model":') }, /tokenizer\.json is no tokenizer/],
  ['a tokenizer of nothing', { tokenizer: text('{}') }, /tokenizer\.json is no tokenizer/],
  ['a tokenizer of a kind unheard of', { tokenizer: text('{"model":{"type":"Runes"}}') }, /is no tokenizer/],
  [
    'a tokenizer with more tokens than config.json says',
    { tokenizer: text(tokenizerFile([...SMALL_WORDS, 'more'])) },
    /disagrees with its model: it has 10 tokens, and config\.json says that the model has 9/,
  ],
  [
    'a tokenizer with far fewer tokens',
    { tokenizer: text(tokenizerFile([])), vocabSize: 9 },
    /disagrees with its model: it has 4 tokens/,
  ],
  [
    'a tokenizer with more tokens than the embedding has rows',
    { tokenizer: text(tokenizerFile([...SMALL_WORDS, 'more'])), vocabSize: undefined },
    /disagrees with model\.onnx: it gives ids up to 9/,
  ],
  ['more labels than the model puts out', { labels: 3 }, /\[1, 2\].*names 3 labels/],
  ['fewer', { labels: 1 }, /\[1, 2\].*names 1 labels/],
  ['a file that is not there', { graph: '/nowhere/model.onnx' }, /ENOENT/],
])('%s is refused with the way out', async (_, more, told) => {
  await expect(openSession(load(more))).rejects.toThrow(told)
})
