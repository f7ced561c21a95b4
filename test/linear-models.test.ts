import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { planBacktest } from '../src/backtest/plan-backtest.ts'
import { proveReplay } from '../src/backtest/prove-replay.fixture.ts'
import { openSubject } from '../src/backtest/subject.ts'
import { cli } from '../src/cli/capture.fixture.ts'
import type { EntityRef } from '../src/core/entity.ts'
import { compileRuleset } from '../src/engine/compile-ruleset.ts'
import { decide } from '../src/engine/decide.ts'
import { decodeEvent } from '../src/engine/decode-event.ts'
import type { Outcome } from '../src/engine/outcome.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import { contentOf } from '../src/pack/content-of.ts'
import { modelFiles, rule, withModels } from '../src/pack/models-pack.fixture.ts'
import type { Pack, PackFiles } from '../src/pack/pack.ts'
import { type ChatServer, chatServer, says } from '../src/signals/models/chat/chat-server.fixture.ts'
import { linear } from '../src/signals/models/linear/linear.ts'
import { testHost } from '../src/signals/models/test-host.fixture.ts'
import { writePack } from './api-service.fixture.ts'
import { linearFiles, linearPackFiles } from './linear-model.fixture.ts'

let server: ChatServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const RUDE = linearPackFiles('rude')
const packOf = (rules: string, models = 'rude: { kind: linear }\n', files: PackFiles = RUDE): Pack => {
  const { pack, diagnostics } = checkPack(withModels(models, rules, files))
  if (!pack) throw new Error(JSON.stringify(diagnostics))
  return pack
}

function judge(pack: Pack, text: string, host = testHost()): Outcome | Promise<Outcome> {
  const ruleset = compileRuleset(pack, undefined, host)
  const event = { type: 'chat.message', actor: 'account:u1' as EntityRef, data: { text } }
  const decoded = decodeEvent(ruleset, event, Date.parse('2026-11-23T09:00:00Z'))
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems))
  return decide(ruleset, decoded.event)
}

test('a learnt model is a cheap signal: its score decides at once, its places are masked, its version is on record', () => {
  const pack = packOf(rule('r', 'model.rude.insult > 0.9', '{ verdict: mask }'))
  const outcome = judge(pack, 'hey dunderhead there') as Outcome
  expect(outcome).not.toBeInstanceOf(Promise)
  const [reason] = outcome.reasons
  expect(Object.keys(reason!.saw)).toEqual(['model.rude.insult'])
  expect(reason!.saw['model.rude.insult']).toBeGreaterThan(0.9)
  expect(outcome.masked).toBe('hey ********** there')
  expect(outcome.masked).not.toContain('dunderhead')
  expect(outcome.masked).toContain(' there')
  expect(outcome.models).toEqual({ rude: { version: pack.signals.get('model.rude')!.model!.version } })
  expect(judge(pack, 'thanks friend')).toMatchObject({ verdict: 'allow', models: undefined })
})

test('a cascade asks the dear model only when the cheap one is unsure', async () => {
  server = await chatServer(says('unsafe\nS10'))
  const guard = `guard: { kind: chat, url: "${server.url}", model: m, format: llama-guard, deadline: 5s }\n`
  // In whatever order the author wrote it, and beside a rule that reads both the other way round.
  const rules =
    rule('r', '(model.guard.violation > 0.5 && model.rude.insult > 0.4) || model.rude.insult > 0.95') +
    rule('other', 'model.guard.S10 > 0.5 && model.rude.insult > 0.4 && model.rude.insult <= 0.95')
  const pack = packOf(rules, `rude: { kind: linear }\n${guard}`)
  const host = testHost()
  // Sure, both ways: no promise, no call, nothing looked for in the cache.
  expect((judge(pack, 'you are a dunderhead', host) as Outcome).verdict).toBe('hold')
  expect((judge(pack, 'thanks friend, lovely', host) as Outcome).verdict).toBe('allow')
  expect(server.asked).toHaveLength(0)
  expect(host.tally('guard')).toMatchObject({ cacheMisses: 0, cacheHits: 0 })
  const unsure = judge(pack, 'what a table', host)
  expect(unsure).toBeInstanceOf(Promise)
  expect(await unsure).toMatchObject({ verdict: 'hold', models: { guard: { scores: { violation: 1 } } } })
  expect(server.asked).toHaveLength(1)
})

test('a replay over columns says what live judging recorded, counters over scores included', async () => {
  const change = (files: PackFiles): PackFiles => ({
    ...files,
    ...RUDE,
    'models.yaml': 'rude: { kind: linear }\n',
    'counters.yaml': `${files['counters.yaml']}rude_1h: { count: true, by: actor, on: chat.message, window: 1h, where: model.rude.insult > 0.6 }\n`,
    'rules/models.yaml':
      rule('m.now', 'model.rude.insult > 0.6') + rule('m.often', 'rude_1h > 2 && model.rude.fine < 0.9'),
  })
  const dir = join(mkdtempSync(join(tmpdir(), 'haechi-models-')), 'history')
  const proof = await proveReplay({ seed: 5, events: 2000, dir, change })
  expect(proof.differences).toEqual([])
  const plain = await proveReplay({ seed: 5, events: 2000, dir })
  expect(proof.fired).toBeGreaterThan(plain.fired + 50)
})

test('a backtest computes a linear model anew, and says of the dear one that it is not asked', () => {
  const models =
    'rude: { kind: linear }\nguard: { kind: chat, url: "http://h/", model: m, format: llama-guard }\n'
  const files = withModels(models, rule('r', 'model.rude.insult > 0.9 && model.guard.S1 > 0.5'), RUDE)
  const opened = openSubject({ kind: 'rule', files, rule: 'r' })
  if (!opened.ok) throw new Error(opened.why)
  const plan = planBacktest(opened.subject)
  expect(plan.types).toMatchObject([{ type: 'chat.message', way: { kind: 'columns' } }])
  expect(plan.notAsked).toEqual(['model.guard'])
})

test('a counter over scores is counted anew when the model changes', () => {
  const counters =
    'rude_1h: { count: true, by: actor, on: chat.message, window: 1h, where: model.rude.insult > 0.6 }\n'
  const definition = (files: PackFiles) =>
    packOf(rule('r', 'rude_1h > 2'), 'rude: { kind: linear }\n', {
      ...files,
      'counters.yaml': counters,
    }).counters.get('rude_1h')!.definition
  const shifted = edited((one) => {
    one.biases = (one.biases as number[]).map((bias) => bias + 0.1)
  })
  const other = modelFiles('rude', { 'model.json': shifted })
  expect(definition({ ...RUDE, ...other })).not.toBe(definition(RUDE))
  // A remark on its card changes no score.
  const noted = modelFiles('rude', { 'card.md': new TextEncoder().encode('# a card') })
  expect(definition({ ...RUDE, ...noted })).toBe(definition(RUDE))
  expect(definition(RUDE)).toBe(definition(linearPackFiles('rude')))
})

const files = linearFiles()
const edited = (edit: (json: Record<string, unknown>) => void) => {
  const json = JSON.parse(new TextDecoder().decode(files['model.json'])) as Record<string, unknown>
  edit(json)
  return new TextEncoder().encode(JSON.stringify(json))
}

test.each<[string, Record<string, Uint8Array>, RegExp]>([
  ['truncated', { ...files, 'weights.bin': files['weights.bin'].slice(0, -7) }, /weights\.bin.*cut short/],
  [
    'changed in a byte',
    { ...files, 'weights.bin': files['weights.bin'].map((one, i) => (i === 9 ? one ^ 1 : one)) },
    /weights\.bin/,
  ],
  ['without its weights', { 'model.json': files['model.json'] }, /models\/rude\/weights\.bin is missing/],
  [
    'a foreign folder',
    { 'pytorch_model.bin': Uint8Array.of(1), 'config.json': Uint8Array.of(123, 125) },
    /model\.json is missing/,
  ],
  [
    'of another program',
    { ...files, 'model.json': new TextEncoder().encode('{"format":"other"}') },
    /not a text model of Haechi/,
  ],
  [
    'of another version',
    { ...files, 'model.json': edited((json) => (json.featuriser = 'other')) },
    /another version/,
  ],
  [
    'with labels that do not fit',
    { ...files, 'model.json': edited((json) => (json.labels = ['a', 'b', 'c'])) },
    /contradicts itself|labels/,
  ],
])('a model that is %s is told at its declaration', (_, own, says) => {
  const { pack, diagnostics } = checkPack(
    withModels('rude: { kind: linear }\n', rule('r', 'model.rude.insult > 0.9'), modelFiles('rude', own)),
  )
  expect(pack).toBeUndefined()
  const told = diagnostics.find(({ code }) => code === 'broken-model')!
  expect(told.place).toMatchObject({ file: 'models.yaml', line: 1 })
  expect(`${told.message}; ${told.wayOut}`).toMatch(says)
  expect(told.message).not.toContain(tmpdir())
})

test('model files of any bytes give a model or a problem, never a throw', () => {
  const names = fc.constantFrom('model.json' as const, 'weights.bin' as const)
  fc.assert(
    fc.property(names, fc.nat(5000), fc.uint8Array({ maxLength: 20 }), (name, at, put) => {
      const bytes = Buffer.from(files[name])
      const broken = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + put.length)])
      const own = Object.entries({ ...files, [name]: broken }).map(
        ([file, content]) => [file, { kind: 'here', bytes: content }] as const,
      )
      const looked = linear.look({ name: 'rude', options: {}, files: new Map(own), policy: undefined })
      if (!looked.ok) expect(looked.message).toMatch(/^the model "rude" cannot be loaded: models\/rude\//)
      else expect(looked.labels).toHaveLength(2)
    }),
    { numRuns: 300 },
  )
})

test('haechi models lists it, and try shows scores and the places that carried them', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'haechi-models-'))
  const all = withModels('rude: { kind: linear }\n', rule('r', 'model.rude.insult > 0.9'), RUDE)
  for (const path of Object.keys(RUDE)) expect(contentOf(path, all[path]!)).toBeInstanceOf(Uint8Array)
  writePack(join(cwd, 'pack'), all)
  const listed = await cli({ cwd }, 'models')
  expect(listed).toMatchObject({
    code: 0,
    out: expect.stringMatching(/rude +linear +fine, insult .* in process +r\n/),
  })
  const tried = await cli({ cwd, stdin: '멍청이!\nthanks friend\n' }, 'models', 'try', 'rude')
  expect(tried.code).toBe(0)
  expect(tried.out).toMatch(/^1: insult 0\.9\d\d, fine 0\.00\d; "멍청이"\n2: fine 1\.000, insult 0\.000/)
})
