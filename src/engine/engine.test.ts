import { expect, test } from 'vitest'
import { Decision } from '../core/decision.ts'
import type { Event } from '../core/event.ts'
import { decisionIds } from '../core/id.ts'
import { checkPack } from '../pack/check-pack.ts'
import { changed, SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { createEngine, type Judged } from './engine.ts'
import { explainDecision, renderExplanation } from './explain-decision.ts'
import { replay } from './replay.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const RULESET = compileRuleset(checkPack(SMALL_PACK).pack!)
const STRICTER = compileRuleset(
  checkPack(changed('rules/chat.yaml', 'verdict: mask', 'verdict: block')).pack!,
)
const EVENT: Event = {
  id: 'e-1',
  type: 'chat.message',
  actor: 'account:u1' as never,
  data: { text: 'you dunderhead', account_created: '2026-11-23T08:00:00Z' },
}

function engineOf(ruleset = RULESET) {
  let ticks = 0
  return createEngine({
    ruleset,
    clock: { now: () => NOW },
    ids: decisionIds(),
    stopwatch: () => (ticks += 0.25),
  })
}

function judged(result: Judged | Promise<Judged>) {
  if (result instanceof Promise || !result.ok) throw new Error('expected a decision at once')
  return result
}

test('a decision is a whole record, and its entry says how long to keep what', () => {
  const { decision, entry } = judged(engineOf().judge(EVENT))
  expect(Decision.parse(JSON.parse(JSON.stringify(decision)))).toEqual(decision)
  expect(decision).toMatchObject({
    eventId: 'e-1',
    time: '2026-11-23T09:00:00.000Z',
    world: 'plaza',
    verdict: 'mask',
    masked: 'you **********',
    ruleset: RULESET.id,
    latencyMs: 0.25,
  })
  expect(entry).toMatchObject({
    decision,
    event: EVENT,
    keep: { contentMs: 30 * 86_400_000, decisionMs: 365 * 86_400_000 },
    labels: [{ entity: EVENT.actor, label: 'insulter', op: 'set', rule: 'chat.insult' }],
  })
})

test('an event that does not fit is refused, and nothing is decided', () => {
  expect(engineOf().judge({ type: 'chat.message', data: {} })).toEqual({
    ok: false,
    problems: [{ field: 'data.text', problem: 'is required', wayOut: 'add text of type string' }],
  })
})

test('a swapped ruleset judges the next event', () => {
  const engine = engineOf()
  expect(judged(engine.judge(EVENT)).decision.verdict).toBe('mask')
  engine.swap(STRICTER)
  const { decision } = judged(engine.judge(EVENT))
  expect([decision.verdict, decision.ruleset]).toEqual(['block', STRICTER.id])
})

test('a replay under the same ruleset is the same; under another it says what differs', async () => {
  const { decision } = judged(engineOf().judge(EVENT))
  const stored = { decision: JSON.parse(JSON.stringify(decision)), event: EVENT }
  expect(await replay(RULESET, stored)).toMatchObject({ ok: true, same: true, differences: [] })
  const other = await replay(STRICTER, stored)
  expect(other).toMatchObject({ ok: true, same: false })
  expect(other.ok && other.differences).toEqual([
    'The verdict was mask and is now block.',
    'The rule chat.insult fired both times, with other verdict.',
    'The content is masked in other places.',
  ])
  expect(await replay(RULESET, { ...stored, event: undefined })).toMatchObject({
    ok: false,
    why: expect.stringContaining('erased'),
  })
})

test.each([
  ['en', ['Names that hurt.', 'It was shown with the matched places masked.', 'insults.count > 0']],
  ['ko', ['상처를 주는 말.', '걸린 부분을 가린 채 표시되었습니다.', 'insults.count > 0']],
] as const)(
  'an explanation in %s tells verdict, guideline and the value of each part, and no content',
  async (language, parts) => {
    const { decision } = judged(engineOf().judge(EVENT))
    const text = renderExplanation(await explainDecision({ decision, event: EVENT }, RULESET, language))
    for (const part of parts) expect(text).toContain(part)
    expect(text).toMatch(/insults\.count +1/)
    expect(text).not.toContain('dunderhead')
  },
)

test('an explanation tells where a term stands and in what disguise; what stands there only to whoever asks for data', async () => {
  const event = { ...EVENT, data: { ...EVENT.data, text: 'you dund3rhe4d' } }
  const { decision } = judged(engineOf().judge(event))
  const explanation = await explainDecision({ decision, event }, RULESET, 'en')
  expect(explanation.rules[0]!.finds).toMatchObject([
    { span: [4, 14], form: 'dund3rhe4d', term: 'dunderhead', disguise: 'leetspeak' },
  ])
  const text = renderExplanation(explanation)
  expect(text).toMatch(/at 4 to 14 there is a term of the bank \w+, in disguise \(leetspeak\)/)
  expect(text).not.toMatch(/dund/)
})

test('an explanation without content and ruleset tells what the record holds', async () => {
  const { decision } = judged(engineOf().judge(EVENT))
  const explanation = await explainDecision({ decision, event: undefined }, undefined, 'en')
  expect(explanation.rules.map(({ rule, saw, steps }) => [rule, saw, steps])).toEqual([
    ['chat.insult', { 'insults.count': 1 }, []],
  ])
  expect(explanation.sentences.join(' ')).toMatch(/erased.*not at hand/)
})
