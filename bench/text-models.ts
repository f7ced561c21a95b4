import { compileRuleset } from '../src/engine/compile-ruleset.ts'
import { decide } from '../src/engine/decide.ts'
import { decodeEvent } from '../src/engine/decode-event.ts'
import { fitTextModel } from '../src/lab/text/fit-text-model.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import { modelFiles, rule, withModels } from '../src/pack/models-pack.fixture.ts'
import { completion } from '../src/signals/models/chat/chat-server.fixture.ts'
import { createModelHost } from '../src/signals/models/create-model-host.ts'
import { linearSignal } from '../src/signals/models/linear/linear-signal.ts'
import { onnxFile, tokenizerFile } from '../src/signals/models/onnx/onnx-file.fixture.ts'
import { openSession } from '../src/signals/models/onnx/open-session.ts'
import type { TextModel } from '../src/signals/text-model/served-model.ts'
import { writeModel } from '../src/signals/text-model/write-model.ts'
import type { Bench, Emit } from './emit.ts'
import { makeTextWorld, type TextWorld } from './text-world.ts'

export const bench: Bench = {
  name: 'models',
  summary:
    'models as signals: linear in a decision, ONNX by batch and run time, a chat service from its cache',
  async run(emit, { quick }) {
    const seconds = quick ? 0.3 : 1.5
    const world = makeTextWorld(7, 1000, 2000)
    const { messages } = world
    await linear(emit, messages, seconds)
    await decided(emit, world, seconds)
    await onnx(emit, messages, seconds)
    await chat(emit, messages, seconds)
  },
}

function lineOf(emit: Emit) {
  return (figure: string, value: number, unit: string, reach: number | null, isMost = false) =>
    emit({
      ...{ bench: 'models', figure, value, unit, reach, peer: null },
      holds: reach === null ? null : isMost ? value <= reach : value >= reach,
    })
}

/** What the signal costs beside the scoring: the object of scores and its place among the values. */
async function linear(emit: Emit, messages: readonly string[], seconds: number): Promise<void> {
  const line = lineOf(emit)
  const labels = Array.from({ length: 10 }, (_, i) => `label${i}`)
  const idle: TextModel = {
    ...{ name: 'idle', labels, version: 'v', multiLabel: true },
    score: (text, into) => void into.fill(text.length / 1e6),
    decide: () => [],
    explain: () => [],
  }
  const signal = linearSignal({ name: 'idle', of: 'text', version: 'v' }, idle)
  if (signal.cost !== 'cheap') throw new Error('a linear model is cheap')
  const event = { data: {} } as Parameters<typeof signal.evaluate>[1]
  const rate = await perCpuSecond(seconds, () => {
    for (const raw of messages) signal.evaluate({ raw, shared: new Map() }, event)
  })
  line(
    'linear: the signal beside its scoring, 10 labels',
    1e6 / (rate * messages.length),
    'CPU-µs/event',
    1,
    true,
  )
}

/** A whole decision whose rule reads a learnt model, beside the same decision without. */
async function decided(emit: Emit, { terms, messages }: TextWorld, seconds: number): Promise<void> {
  const line = lineOf(emit)
  const rude = new Set(terms.slice(0, terms.length / 2))
  const texts = messages.map((text) => text.slice(0, 200))
  const rows = texts.map((text, i) => ({
    text: i % 2 === 0 ? text : `${text} ${terms[i % terms.length]}`,
    labels: [i % 2 === 1 && rude.has(terms[i % terms.length]!) ? 'rude' : 'fine'],
  }))
  const { json, weights } = writeModel(fitTextModel({ name: 'rude', rows, multiLabel: false }).parts)
  const files = modelFiles('rude', { 'model.json': new TextEncoder().encode(json), 'weights.bin': weights })
  const costs: number[] = []
  for (const when of ['model.rude.rude > 1.0', 'text.startsWith("zzzz")']) {
    const { pack, diagnostics } = checkPack(withModels('rude: { kind: linear }\n', rule('r', when), files))
    if (pack === undefined) throw new Error(diagnostics[0]?.message)
    const ruleset = compileRuleset(pack)
    const cost = await perCpuSecond(seconds, () => {
      for (const text of texts) {
        const decoded = decodeEvent(ruleset, { type: 'chat.message', data: { text } }, 0)
        if (decoded.ok) void decide(ruleset, decoded.event)
      }
    })
    costs.push(cost)
  }
  const [withModel, without] = costs
  const length = Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length)
  line(
    `linear: added to a decision, ${length} characters, ${Math.round(weights.length / 1000)} kB`,
    1e6 / (withModel! * texts.length) - 1e6 / (without! * texts.length),
    ...(['CPU-µs/event', 40, true] as const),
  )
}

/** One text a batch against many, by both run times. */
async function onnx(emit: Emit, messages: readonly string[], seconds: number): Promise<void> {
  const line = lineOf(emit)
  const words = [...new Set(messages.flatMap((text) => text.toLowerCase().match(/[\p{L}]+/gu) ?? []))].slice(
    0,
    5000,
  )
  const rows = words.length + 4
  const embedding = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: 64 }, (_, k) => Math.sin(i * 64 + k)),
  )
  const graph = onnxFile({ embedding, layers: 4, labels: 4 })
  const tokenizer = new TextEncoder().encode(tokenizerFile(words))
  for (const runtime of ['native', 'wasm'] as const) {
    let session: Awaited<ReturnType<typeof openSession>>
    try {
      session = await openSession({
        ...{ kind: 'load', model: 'small', graph, sha256: undefined, tokenizer, tokenizerSha256: undefined },
        ...{ tokenizerConfig: undefined, labels: 4, vocabSize: rows, padId: 0, maxTokens: 64, runtime },
      })
    } catch (fault) {
      console.error(`models: ${runtime} is not measured: ${(fault as Error).message}`)
      continue
    }
    for (const batch of [1, 8, 32]) {
      let at = 0
      const rate = await perCpuSecond(seconds, async () => {
        await session.score(messages.slice(at, at + batch))
        at = (at + batch) % (messages.length - batch)
      })
      line(
        `ONNX ${runtime}, batches of ${batch} (5,000 words, 4 layers of 64)`,
        rate * batch,
        'texts/CPU-s',
        null,
      )
    }
  }
}

/** What a question costs that was answered before: in the model alone, and in a whole decision. */
async function chat(emit: Emit, messages: readonly string[], seconds: number): Promise<void> {
  const line = lineOf(emit)
  const body = JSON.stringify(completion('unsafe\nS10'))
  let asked = 0
  const host = createModelHost({
    stopwatch: () => performance.now(),
    fetch: async () => {
      asked++
      return new Response(body)
    },
    ...{ secret: () => undefined, onnx: undefined, storeDir: undefined, packDir: undefined },
  })
  const guard = 'guard: { kind: chat, url: "http://guard/", model: m, format: llama-guard }\n'
  const { pack, diagnostics } = checkPack(withModels(guard, rule('r', 'model.guard.violation > 0.5')))
  if (pack === undefined) throw new Error(diagnostics[0]?.message)
  const ruleset = compileRuleset(pack, undefined, host)
  const judge = async (text: string) => {
    const decoded = decodeEvent(ruleset, { type: 'chat.message', data: { text: text.slice(0, 200) } }, 0)
    if (!decoded.ok) throw new Error('it does not fit')
    const { verdict } = await decide(ruleset, decoded.event)
    if (verdict !== 'hold') throw new Error(`the verdict was ${verdict}`)
  }
  for (const text of messages) await judge(text)
  const fresh = asked
  const rate = await perCpuSecond(seconds, async () => {
    for (const text of messages) await judge(text)
  })
  if (asked !== fresh) throw new Error('the cache did not hold')
  line(
    'chat: a whole decision with a dear model, answered from its cache',
    1e6 / (rate * messages.length),
    'CPU-µs/event',
    100,
    true,
  )
}

/** Runs of `work` a second of CPU, all threads of the process together. */
async function perCpuSecond(seconds: number, work: () => void | Promise<void>): Promise<number> {
  await work()
  const start = process.cpuUsage()
  let runs = 0
  for (;;) {
    await work()
    runs++
    const { user, system } = process.cpuUsage(start)
    const used = (user + system) / 1e6
    if (used >= seconds) return runs / used
  }
}
