import { expect, test } from 'vitest'
import type { Event } from '../core/event.ts'
import { decisionIds } from '../core/id.ts'
import { checkPack } from '../pack/check-pack.ts'
import type { PackFiles } from '../pack/pack.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { compileSamples } from './compile-samples.ts'
import { drawSamples } from './draw-samples.ts'
import { createEngine } from './engine.ts'
import { replay } from './replay.ts'

const withReview = (samples: string): PackFiles => ({
  ...SMALL_PACK,
  'queues.yaml': 'default: { description: All }\naudit: { description: By chance }\n',
  'review.yaml': `samples:\n${samples}`,
})
const packOf = (files: PackFiles) => checkPack(files).pack!
const FILES = withReview(`  - { name: some, share: 10%, queue: audit }
  - { name: allowed, share: 10%, queue: audit, verdicts: allow, worlds: [plaza] }
  - { name: insults, share: 100%, queue: audit, policies: harassment.insult }
  - { name: other, share: 100%, queue: audit, on: direct.message, asks: spam.links }
`)
const PACK = packOf(FILES)
const samples = compileSamples(PACK, PACK.eventTypes.get('chat.message')!)!
const NOTHING = { verdict: 'allow', reasons: [] } as const
const ids = decisionIds()
const SOME = Array.from({ length: 100_000 }, () => ids(1_800_000_000_000))
const names = (id: (typeof SOME)[number], world = 'plaza') =>
  (drawSamples(samples, id, world, NOTHING) ?? []).map((one) => one.kind === 'job' && one.sample!.name)

test('a sample draws its share, each apart from the others, and the same decisions each time', () => {
  let [some, allowed, both] = [0, 0, 0]
  for (const id of SOME) {
    const drawn = names(id)
    expect(names(id)).toEqual(drawn)
    if (drawn.includes('some')) some++
    if (drawn.includes('allowed')) allowed++
    if (drawn.length === 2) both++
  }
  // Six standard deviations of a binomial count.
  expect(Math.abs(some - 10_000)).toBeLessThan(6 * 95)
  expect(Math.abs(allowed - 10_000)).toBeLessThan(6 * 95)
  expect(Math.abs(both - 1_000)).toBeLessThan(6 * 32)
})

test('event types, worlds, verdicts and policies bound what is drawn', () => {
  const elsewhere = new Set(SOME.slice(0, 2000).flatMap((id) => names(id, 'school')))
  expect([...elsewhere]).toEqual(['some'])
  const direct = compileSamples(PACK, PACK.eventTypes.get('direct.message')!)!
  const drawn = drawSamples(direct, SOME[0]!, 'plaza', {
    verdict: 'mask',
    reasons: [{ rule: 'r', policy: 'harassment.insult@3', severity: 'S3', spans: [], saw: {} }],
  })!
  expect(drawn.map((one) => [one.policy, one.kind === 'job' && one.sample])).toEqual(
    expect.arrayContaining([
      ['harassment.insult@3', { name: 'insults', probability: 1 }],
      ['spam.links@1', { name: 'other', probability: 1 }],
    ]),
  )
})

test('what was drawn is recorded with the decision, is no effect of a rule, and no difference of a replay', async () => {
  const ruleset = compileRuleset(packOf(withReview('  - { name: all, share: 100%, queue: audit }\n')))
  const engine = createEngine({ ruleset, clock: { now: () => 1_800_000_000_000 }, ids })
  const event = { type: 'chat.message', actor: 'account:u1', data: { text: 'nice hat' } } as unknown as Event
  const judged = engine.judge(event)
  if (judged instanceof Promise || !judged.ok) throw new Error('expected a decision at once')
  expect(judged.decision).toMatchObject({ verdict: 'allow', reasons: [] })
  expect(judged.entry.decision.effects).toEqual([
    { kind: 'job', rule: 'sample.all', policy: '', queue: 'audit', sample: { name: 'all', probability: 1 } },
  ])
  const again = await replay(compileRuleset(packOf(SMALL_PACK)), { decision: judged.decision, event })
  expect(again).toMatchObject({ ok: true, same: true })
})
