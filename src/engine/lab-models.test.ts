import { expect, test } from 'vitest'
import type { Decision } from '../core/decision.ts'
import type { DecisionId, RulesetId } from '../core/id.ts'
import { checkPack } from '../pack/check-pack.ts'
import { rule, withModels } from '../pack/models-pack.fixture.ts'
import type { ServedModel } from '../signals/models/lab/served-task.ts'
import { ModelFault } from '../signals/models/model-fault.ts'
import { testHost } from '../signals/models/test-host.fixture.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { decide } from './decide.ts'
import { decodeEvent } from './decode-event.ts'
import { explainDecision } from './explain-decision.ts'
import { toDecision } from './record.ts'
import { replay } from './replay.ts'

const RULES =
  rule('lab.rank', 'model.abuse.rank', '{ job: default }') +
  rule('lab.act', 'model.abuse.act') +
  rule('lab.watch', 'model.abuse.violates > 0.5', '{ job: default }', ', mode: shadow')
const QUEUE = { 'queues.yaml': 'default: { description: All., default: true }\n' }
const { pack } = checkPack(withModels('abuse: { kind: lab, task: chat_abuse }\n', RULES, QUEUE))

/** Scores by the length of the text; `waits`: in another thread. */
const model = (id: string, act: number | undefined, waits = false): ServedModel => {
  const now = (text: string) => Float32Array.of(text.length / 100)
  return {
    ...{ id, labels: ['violates'], thresholds: { rank: 0.2, act, act_for_good: undefined } },
    now: waits ? undefined : now,
    score: async (text) => now(text),
  }
}

const host = testHost()
const ruleset = compileRuleset(pack!, undefined, host)

async function judge(text: string, actor = 'account:a'): Promise<Decision> {
  const decoded = decodeEvent(ruleset, { type: 'chat.message', actor, data: { text } } as never, 1000)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems))
  const outcome = await decide(ruleset, decoded.event)
  const id = `d-${'0'.repeat(32)}` as DecisionId
  return toDecision(outcome, decoded.event, { id, latencyMs: 1, ruleset: ruleset.id as RulesetId })
}
const stored = (decision: Decision, text: string) => ({
  decision,
  event: { type: 'chat.message', actor: 'account:a', data: { text } } as never,
})

test('while no model serves nothing fires, nothing is unknown by its authority, and no model is recorded', async () => {
  host.serving.clear()
  const decision = await judge('x'.repeat(90))
  expect(decision).toMatchObject({ verdict: 'allow', reasons: [], shadow: [] })
  expect(decision.unknown.map(({ rule: id, took }) => [id, took])).toEqual([['lab.watch', 'skip']])
  expect(decision.models).toBeUndefined()
  expect(await replay(ruleset, stored(decision, 'x'.repeat(90)))).toMatchObject({ same: true })
})

test.each([false, true])(
  'a decision records which model served, its scores and what they led to (in a thread: %s)',
  async (waits) => {
    host.serving.set('chat_abuse', { live: model('mdl-a', 0.8, waits), canary: undefined })
    const decision = await judge('x'.repeat(90))
    expect(decision.verdict).toBe('hold')
    expect(decision.models).toEqual({
      abuse: { version: 'mdl-a', scores: { violates: 0.9 }, reached: ['rank', 'act'] },
    })
    expect((await judge('x'.repeat(40))).models).toEqual({
      abuse: { version: 'mdl-a', scores: { violates: 0.4 }, reached: ['rank'] },
    })
    // Also of what nothing came of.
    expect((await judge('x')).models).toEqual({ abuse: { version: 'mdl-a', scores: { violates: 0.01 } } })
  },
)

test('a replay takes what was recorded, whatever serves now', async () => {
  host.serving.set('chat_abuse', { live: model('mdl-a', 0.8), canary: undefined })
  const text = 'x'.repeat(90)
  const decision = await judge(text)
  host.serving.set('chat_abuse', { live: model('mdl-b', undefined), canary: undefined })
  expect((await judge(text)).verdict).toBe('allow')
  const again = await replay(ruleset, stored(decision, text))
  expect(again).toMatchObject({ same: true, after: { models: { abuse: { version: 'mdl-a' } } } })
  const told = await explainDecision(stored(decision, text), ruleset, 'en')
  expect(told.sentences.join()).toMatch(
    /abuse \(mdl-a\) was asked and gave violates 0\.9.*enough to rank and to act/,
  )
})

test('a canary serves its share of accounts, the same ones each time, and each decision names its model', async () => {
  const served = { live: model('mdl-a', undefined), canary: { model: model('mdl-b', 0.8), share: 0.25 } }
  host.serving.set('chat_abuse', served)
  const accounts = Array.from({ length: 400 }, (_, i) => `account:${i}`)
  const text = 'x'.repeat(90)
  const drawn: string[] = []
  for (const actor of accounts) {
    const { models, verdict } = await judge(text, actor)
    const { version } = models!.abuse!
    expect(verdict).toBe(version === 'mdl-b' ? 'hold' : 'allow')
    if (version === 'mdl-b') drawn.push(actor)
  }
  expect(drawn.length).toBeGreaterThan(60)
  expect(drawn.length).toBeLessThan(145)
  // A larger share keeps those it had.
  host.serving.set('chat_abuse', { ...served, canary: { ...served.canary, share: 0.5 } })
  for (const actor of drawn) expect((await judge(text, actor)).models!.abuse!.version).toBe('mdl-b')
})

test('a model that fails is named with its failure, and means what the pack says of it', async () => {
  const broken: ServedModel = {
    ...model('mdl-c', 0.8, true),
    score: () => Promise.reject(new ModelFault('busy', 'too many')),
  }
  host.serving.set('chat_abuse', { live: broken, canary: undefined })
  const decision = await judge('x'.repeat(90))
  expect(decision).toMatchObject({
    verdict: 'allow',
    models: { abuse: { version: 'mdl-c', failed: 'busy' } },
  })
  expect(await replay(ruleset, stored(decision, 'x'.repeat(90)))).toMatchObject({ same: true })
})

test('a score that is no number reaches nothing', async () => {
  const wrong: ServedModel = { ...model('mdl-d', 0), now: () => Float32Array.of(Number.NaN) }
  host.serving.set('chat_abuse', { live: wrong, canary: undefined })
  const decision = await judge('x')
  expect(decision).toMatchObject({ verdict: 'allow', models: { abuse: { version: 'mdl-d', scores: {} } } })
})
