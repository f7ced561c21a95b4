import { expect, test } from 'vitest'
import { rulesetOf } from '../engine/memory.fixture.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { explainPlan, planBacktest } from './plan-backtest.ts'

test('a signal that reads earlier messages is not asked again, and the plan says so', () => {
  const ruleset = rulesetOf({
    'haechi.yaml': SMALL_PACK['haechi.yaml']!.replace(
      'signals:\n',
      'signals:\n  split: { kind: split_terms, of: content, banks: [insults_en], context: { of: room } }\n',
    ),
    'rules/split.yaml': `- id: split
  policy: harassment.insult
  on: chat.message
  when: split.count > 0
  then: { verdict: mask }
`,
  })
  const plan = planBacktest({ ruleset, pack: ruleset.pack, rules: ruleset.pack.rules, added: false })
  expect(plan.notAsked).toEqual(['split'])
  expect(explainPlan(plan).join(' ')).toContain('split (a signal that is dear or reads earlier messages)')
})
