import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeModelBytes, encodeModelReference, MODEL_LIMITS } from '../signals/models/model-file.ts'
import { checkPack } from './check-pack.ts'
import { modelFiles, rule, TINY_FILES, withModels } from './models-pack.fixture.ts'
import type { PackFiles } from './pack.ts'
import { changed } from './small-pack.fixture.ts'

const GUARD = `guard:
  kind: chat
  url: http://127.0.0.1:8000/v1/chat/completions
  model: gpt-oss-safeguard-20b
  format: gpt-oss-safeguard
  policy: harassment.insult
`
const both = `tiny: { kind: onnx, deadline: 80ms }\n${GUARD}`
const RULES = rule('chat.model', 'model.tiny.insult > 0.9 || model.guard.violation > 0.5')
const PACK = withModels(both, RULES, TINY_FILES)

const told = (files: PackFiles) =>
  checkPack(files).diagnostics.map(({ code, place, message, wayOut }) => ({
    code,
    at: `${place.file}:${place.line}`,
    says: `${message}; ${wayOut}`,
  }))
const errors = (files: PackFiles) => told(files).filter(({ code }) => !code.startsWith('unused'))

test('a model is a signal by the name of model.NAME, with a double for each label', () => {
  const { pack, diagnostics } = checkPack(PACK)
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(pack!.signals.get('model.tiny')).toMatchObject({
    ...{ kind: 'onnx', of: 'content', cost: 'dear', deadlineMs: 80, degrade: 'open' },
    type: {
      kind: 'object',
      name: 'model.tiny',
      fields: { other: { kind: 'double' }, insult: { kind: 'double' } },
    },
  })
  expect(pack!.signals.get('model.guard')).toMatchObject({
    ...{ kind: 'chat', cost: 'dear', degrade: 'hold' },
    model: { labels: ['violation'], policy: { id: 'harassment.insult@3', guideline: 'Names that hurt.' } },
  })
  expect(pack!.eventTypes.get('chat.message')!.slots.map(({ signal }) => signal)).toContain('model.guard')
})

test.each([
  ['model.tiyn.insult > 0.9', 'unknown-model', /unknown model "tiyn".*did you mean "tiny"/],
  ['model.tiny.insutl > 0.9', 'unknown-field', /model\.tiny has no field "insutl".*did you mean "insult"/],
  ['model.tiny.insult > "0.9"', 'type-mismatch', /double/],
  ['model.tiny > 0.9', 'type-mismatch', /model\.tiny/],
  ['model == 1', 'models-as-a-value', /model\.(tiny|guard)\.LABEL/],
  ['model.nothing_like_it.x > 0.1', 'unknown-model', /known here: tiny, guard/],
])('%s is told: %s', (when, code, says) => {
  const found = errors(withModels(both, rule('x', when), TINY_FILES))
  expect(found).toEqual([{ code, at: 'rules/chat.yaml:1', says: expect.stringMatching(says) }])
})

test('without models, model is a name like any other, and model.x says where to declare one', () => {
  const files = withModels('{}', rule('x', 'model.guard.violation > 0.5'))
  expect(errors(files)).toEqual([
    {
      code: 'unknown-model',
      at: 'rules/chat.yaml:1',
      says: expect.stringMatching(/declare it in models\.yaml/),
    },
  ])
  const feature = changed('haechi.yaml', '      level:', '      model: { type: string }\n      level:', files)
  expect(errors({ ...feature, 'rules/chat.yaml': rule('x', 'has(data.model) && model == "a"') })).toEqual([])
  const clash = { ...feature, ...TINY_FILES, 'models.yaml': 'tiny: { kind: onnx }\n' }
  expect(errors(clash).map(({ code }) => code)).toContain('duplicate-name')
})

test('has() asks whether a model answered; a label that is no plain name is read in backticks', () => {
  const labels = new TextEncoder().encode('{"id2label":{"0":"괜찮음","1":"여성/가족"},"vocab_size":9}')
  const files = { ...TINY_FILES, 'models/tiny/config.json': encodeModelBytes(labels) }
  const when = 'has(model.tiny) && has(model.tiny.`괜찮음`) && model.tiny.`여성/가족` > 0.5'
  expect(errors(withModels('tiny: { kind: onnx }\n', rule('x', when), files))).toEqual([])
})

const tiny = (files: PackFiles, models = 'tiny: { kind: onnx }\n') =>
  withModels(models, rule('x', 'links.count > 3'), files)
const text = (value: string) => encodeModelBytes(new TextEncoder().encode(value))
const without = (path: string) =>
  Object.fromEntries(Object.entries(TINY_FILES).filter(([one]) => one !== path))

test.each<[string, PackFiles, string, string, RegExp]>([
  ['no files', tiny({}), 'missing-model', 'models.yaml:1', /put them into models\/tiny/],
  [
    'no tokenizer',
    tiny(without('models/tiny/tokenizer.json')),
    'missing-model',
    'models.yaml:1',
    /lacks tokenizer\.json/,
  ],
  [
    'labels with a gap',
    tiny({ ...TINY_FILES, 'models/tiny/config.json': text('{"id2label":{"0":"a","2":"b"}}') }),
    ...(['broken-model', 'models.yaml:1', /none of them is number 1/] as const),
  ],
  [
    'config.json of something else',
    tiny({ ...TINY_FILES, 'models/tiny/config.json': text('<html>') }),
    ...(['broken-model', 'models.yaml:1', /no JSON with the labels/] as const),
  ],
  [
    'a label that objects have',
    tiny({ ...TINY_FILES, 'models/tiny/config.json': text('{"id2label":{"0":"constructor","1":"b"}}') }),
    ...(['bad-labels', 'models.yaml:1', /cannot read/] as const),
  ],
  [
    'the same label twice',
    tiny({ ...TINY_FILES, 'models/tiny/config.json': text('{"id2label":{"0":"b","1":"b"}}') }),
    ...(['bad-labels', 'models.yaml:1', /same label twice/] as const),
  ],
  [
    'bytes that lost some on the way',
    tiny({ ...TINY_FILES, 'models/tiny/model.onnx': 'base64:AAA' }),
    ...(['bad-model-file', 'models/tiny/model.onnx:1', /did not come through whole/] as const),
  ],
  [
    'a huge file',
    tiny({ ...TINY_FILES, 'models/tiny/model.onnx': encodeModelReference('0'.repeat(64), 3e9) }),
    ...(['model-too-large', 'models/tiny/model.onnx:1', /may have 2048 MiB/] as const),
  ],
  [
    'a linear model of a huge file',
    tiny({ 'models/tiny/model.bin': encodeModelReference('0'.repeat(64), 5e6) }, 'tiny: { kind: linear }\n'),
    ...(['model-too-large', 'models.yaml:1', /more than 4 MiB/] as const),
  ],
  [
    'a foreign folder for a linear model',
    tiny(TINY_FILES, 'tiny: { kind: linear }\n'),
    ...(['broken-model', 'models.yaml:1', /models\/tiny.*haechi text fit/] as const),
  ],
  [
    'a file in a folder below',
    tiny({ ...TINY_FILES, 'models/tiny/deep/x.bin': 'base64:' }),
    ...(['bad-model-path', 'models/tiny/deep/x.bin:1', /no folder below/] as const),
  ],
  [
    'an unknown kind',
    tiny(TINY_FILES, 'tiny: { kind: onxn }\n'),
    'unknown-model-kind',
    'models.yaml:1',
    /did you mean "onnx"/,
  ],
  [
    'an unknown option',
    tiny(TINY_FILES, 'tiny: { kind: onnx, max_tokns: 8 }\n'),
    ...(['unknown-key', 'models.yaml:1', /did you mean "max_tokens"/] as const),
  ],
  [
    'an unknown event type',
    tiny(TINY_FILES, 'tiny: { kind: onnx, on: chat.mesage }\n'),
    ...(['unknown-event-type', 'models.yaml:1', /did you mean "chat\.message"/] as const),
  ],
  [
    'a bad name',
    tiny(TINY_FILES, 'Ti-ny: { kind: onnx }\n'),
    ...(['bad-name', 'models.yaml:1', /small letter/] as const),
  ],
  ['a list', tiny({}, '- tiny\n'), 'wrong-type', 'models.yaml:1', /map by name/],
  [
    'an unknown policy',
    tiny({}, GUARD.replace('harassment.insult', 'harassment.inslt')),
    'unknown-policy',
    'models.yaml:6',
    /did you mean "harassment\.insult"/,
  ],
  [
    'no policy',
    tiny({}, GUARD.replace('  policy: harassment.insult\n', '')),
    'missing-key',
    'models.yaml:1',
    /add policy/,
  ],
  ['a secret', tiny({}, `${GUARD}  key: sk-abc123\n`), 'bad-value', 'models.yaml:7', /holds no secrets/],
  [
    'a password in the address',
    tiny({}, GUARD.replace('http://', 'http://me:secret@')),
    'bad-value',
    'models.yaml:3',
    /leave it out/,
  ],
  [
    'an address of a file',
    tiny({}, GUARD.replace('http://127.0.0.1:8000', 'file://')),
    'bad-value',
    'models.yaml:3',
    /./,
  ],
  [
    'a key of another format',
    tiny({}, `${GUARD.replace('gpt-oss-safeguard\n', 'shieldgemma\n')}  answer: json\n`),
    'stray-key',
    'models.yaml:7',
    /shieldgemma/,
  ],
])('%s is told at its place', (_, files, code, at, says) => {
  const found = errors(files).filter((one) => one.code !== 'undeclared-model')
  expect(found.map((one) => ({ ...one, says: '' }))).toContainEqual({ code, at, says: '' })
  expect(found.find((one) => one.code === code)!.says).toMatch(says)
})

test('a folder that nothing declares, and a model that no rule reads, are warned of', () => {
  const codes = (files: PackFiles) => told(files).map(({ code }) => code)
  expect(codes(tiny(TINY_FILES, '{}'))).toContain('undeclared-model')
  expect(codes(tiny(TINY_FILES))).toContain('unused-signal')
})

test('the version changes with what the scores hang on, and the pack with any byte', () => {
  const versionOf = (files: PackFiles, name: string) =>
    checkPack(files).pack!.signals.get(`model.${name}`)!.model!.version
  const files = { ...PACK, ...modelFiles('tiny', { 'vocab.txt': Uint8Array.of(1, 2, 3) }) }
  expect(versionOf(files, 'tiny')).not.toBe(versionOf(PACK, 'tiny'))
  expect(checkPack(files).pack!.id).not.toBe(checkPack(PACK).pack!.id)
  const deadline = { ...PACK, 'models.yaml': both.replace('80ms', '90ms') }
  expect(versionOf(deadline, 'tiny')).toBe(versionOf(PACK, 'tiny'))
  const guideline = changed('policies/all.yaml', 'Names that hurt.', 'Names that hurt a lot.', PACK)
  expect(versionOf(guideline, 'guard')).not.toBe(versionOf(PACK, 'guard'))
  const key = { ...PACK, 'models.yaml': `${both}  key: GUARD_KEY\n  concurrency: 2\n` }
  expect(versionOf(key, 'guard')).toBe(versionOf(PACK, 'guard'))
})

test('models that together are too large to travel are told', () => {
  const bytes = encodeModelBytes(new Uint8Array(MODEL_LIMITS.travelsBytes))
  const many = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`models/tiny/part${i}`, bytes]))
  expect(errors(tiny({ ...TINY_FILES, ...many })).map(({ code }) => code)).toContain('models-too-large')
})

test('models.yaml with random pieces put in or cut out gives diagnostics, never a throw', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    ':',
    '\n',
    ' ',
    '- ',
    'kind',
    'chat',
    'onnx',
    'url: ',
    '"',
    '~',
    '9',
    '&a',
    '__proto__',
  )
  const edit = fc.record({
    at: fc.nat(both.length),
    cut: fc.nat(12),
    put: fc.oneof(pieces, fc.string({ maxLength: 6 })),
  })
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let models = both
      for (const { at, cut, put } of edits) models = models.slice(0, at) + put + models.slice(at + cut)
      const { diagnostics } = checkPack(withModels(models, RULES, TINY_FILES))
      expect(diagnostics.map(({ code }) => code)).not.toContain('checker-fault')
    }),
    { numRuns: 300 },
  )
})

test('config.json of any kind gives a model or a diagnostic, never a throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.dictionary(fc.string(), fc.json()).map((labels) => JSON.stringify({ id2label: labels })),
      ),
      (config) => {
        const files = tiny({ ...TINY_FILES, 'models/tiny/config.json': text(config) })
        expect(checkPack(files).diagnostics.map(({ code }) => code)).not.toContain('checker-fault')
      },
    ),
    { numRuns: 200 },
  )
})
