import { expect, test } from 'vitest'
import type { Decision } from '../core/decision.ts'
import { createMeasures } from './measures.ts'

const decision = {
  type: 'chat.message',
  verdict: 'mask',
  actor: 'account:private',
  masked: 'private',
  reasons: [{ rule: 'chat.insult' }],
  shadow: [{ rule: 'chat.new' }],
  unknown: [{ rule: 'chat.age' }],
  latencyMs: 0.4,
} as unknown as Decision

test('a scrape shows what was counted, and nothing of users', async () => {
  const measures = createMeasures()
  measures.decided(decision, 0.003)
  measures.decided(decision, 0.004)
  measures.storing(1)
  measures.unavailable('full')
  const text = await measures.text()
  expect(text).toContain('haechi_decisions_total{type="chat.message",verdict="mask"} 2')
  expect(text).toContain('haechi_rule_fired_total{rule="chat.insult",mode="live"} 2')
  expect(text).toContain('haechi_rule_shadow_total{rule="chat.new",mode="shadow"} 2')
  expect(text).toContain('haechi_rule_unknown_total{rule="chat.age"} 2')
  expect(text).toContain('haechi_unavailable_total{reason="full"} 1')
  expect(text).toContain('haechi_screen_seconds_bucket{le="0.005"} 2')
  expect(text).toContain('haechi_screen_seconds_bucket{le="0.0025"} 0')
  expect(text).toContain('haechi_judge_seconds_count 2')
  expect(text).toContain('haechi_store_queue 1')
  expect(text).not.toContain('private')
  for (const line of text.split('\n')) expect(line).toMatch(/^(# .*|haechi_\w+(\{.*\})? -?[\d.e+]+|)$/)
})

test('firings are told by the mode in which the rule judges', async () => {
  const measures = createMeasures()
  measures.judgedBy([
    { id: 'chat.insult', mode: { kind: 'live' } },
    { id: 'chat.new', mode: { kind: 'canary', percent: 5 } },
  ])
  measures.decided(decision, 0.003)
  measures.decided({ ...decision, reasons: decision.shadow, shadow: [] }, 0.003)
  measures.judgedBy([{ id: 'chat.new', mode: { kind: 'live' } }])
  measures.decided({ ...decision, reasons: decision.shadow, shadow: [] }, 0.003)
  const text = await measures.text()
  expect(text.split('\n').filter((line) => /^haechi_rule_(fired|shadow)/.test(line))).toEqual([
    'haechi_rule_fired_total{rule="chat.insult",mode="live"} 1',
    'haechi_rule_fired_total{rule="chat.new",mode="live"} 1',
    'haechi_rule_fired_total{rule="chat.new",mode="canary"} 1',
    'haechi_rule_shadow_total{rule="chat.new",mode="canary"} 1',
  ])
})
