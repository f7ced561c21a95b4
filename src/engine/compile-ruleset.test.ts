import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../core/event.ts'
import { checkPack } from '../pack/check-pack.ts'
import type { PackFiles } from '../pack/pack.ts'
import { changed, SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { decide } from './decide.ts'
import { decodeEvent } from './decode-event.ts'
import type { Ruleset } from './ruleset.ts'

/** The small pack with one more rule for each condition: from 200 on they are filtered. */
function packOf(tests: readonly string[]): PackFiles {
  const rules = tests.map(
    (when, i) =>
      `- { id: r${i}, policy: spam.links, on: [chat.message], when: '${when}', then: { verdict: nudge } }\n`,
  )
  return { ...SMALL_PACK, 'rules/many.yaml': rules.join('') }
}

function rulesetOf(files: PackFiles, previous?: Ruleset): Ruleset {
  const { pack, diagnostics } = checkPack(files, previous?.pack)
  if (pack === undefined) throw new Error(JSON.stringify(diagnostics))
  return compileRuleset(pack, previous)
}

function judge(ruleset: Ruleset, data: Event['data']) {
  const decoded = decodeEvent(ruleset, { type: 'chat.message', data, actor: 'account:u1' as never }, 1e12)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems))
  return decide(ruleset, decoded.event)
}

const condition = fc
  .tuple(fc.constantFrom('==', '<', '>'), fc.integer({ min: 1, max: 99 }), fc.boolean())
  .map(([sign, level, insult]) => `level ${sign} ${level}${insult ? ' && insults.count > 0' : ''}`)
const event = fc.record(
  {
    text: fc.constantFrom('hello', 'you dunderhead', 'you clodpole', 'see http://a.example'),
    level: fc.integer({ min: 0, max: 100 }),
  },
  { requiredKeys: ['text'] },
)

test('a ruleset compiled from the one before a change judges like one compiled anew', () => {
  fc.assert(
    fc.property(
      fc.array(condition, { minLength: 210, maxLength: 240 }),
      fc.array(fc.tuple(fc.nat(), condition), { minLength: 1, maxLength: 40 }),
      fc.array(event, { minLength: 4, maxLength: 8 }),
      (first, changes, events) => {
        let tests = first
        let ruleset = rulesetOf(packOf(tests))
        for (const [at, when] of changes) {
          for (const data of events.slice(0, 2)) judge(ruleset, data)
          tests = tests.with(at % tests.length, when)
          ruleset = rulesetOf(packOf(tests), ruleset)
        }
        const anew = rulesetOf(packOf(tests))
        expect(ruleset.id).toBe(anew.id)
        for (const data of events) expect(judge(ruleset, data)).toEqual(judge(anew, data))
      },
    ),
    { numRuns: 6 },
  )
})

test('a change to a bank or a policy is felt by rules that did not change', () => {
  const before = rulesetOf(SMALL_PACK)
  expect(judge(before, { text: 'you blatherskite' })).toMatchObject({ verdict: 'allow' })
  const bank = rulesetOf(changed('banks/insults_en.yaml', 'terms: [', 'terms: [blatherskite, '), before)
  expect(judge(bank, { text: 'you blatherskite' })).toMatchObject({ verdict: 'mask' })
  const policy = rulesetOf(changed('policies/all.yaml', 'version: 3', 'version: 4'), before)
  expect(judge(policy, { text: 'you dunderhead' })).toMatchObject({
    reasons: [{ policy: 'harassment.insult@4' }],
  })
})

test.each([true, false])(
  'a rule changed in verdict, policy, id or place is felt; had it fired before: %s',
  (hasFired) => {
    const data = { text: 'you dunderhead' }
    const after = (files: PackFiles) => {
      const before = rulesetOf(SMALL_PACK)
      if (hasFired) judge(before, data)
      return judge(rulesetOf(files, before), data)
    }
    const of = (from: string, to: string) => after(changed('rules/chat.yaml', from, to))
    expect(of('verdict: mask', 'verdict: hold')).toMatchObject({
      verdict: 'hold',
      reasons: [{ verdict: 'hold' }],
    })
    expect(of('policy: harassment.insult', 'policy: spam.links')).toMatchObject({
      reasons: [{ policy: expect.stringMatching(/^spam\.links@/) }],
    })
    expect(of('- id: chat.insult', '- id: chat.insulting')).toMatchObject({
      reasons: [{ rule: 'chat.insulting' }],
    })
    const first = `- id: first
  policy: spam.links
  on: [chat.message]
  when: insults.count > 1000
  then: { verdict: nudge }
`
    expect(after({ ...SMALL_PACK, 'rules/aaa.yaml': first })).toMatchObject({
      verdict: 'mask',
      reasons: [{ rule: 'chat.insult' }],
    })
  },
)
