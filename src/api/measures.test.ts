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
  expect(text).toContain('haechi_rule_fired_total{rule="chat.insult"} 2')
  expect(text).toContain('haechi_rule_shadow_total{rule="chat.new"} 2')
  expect(text).toContain('haechi_rule_unknown_total{rule="chat.age"} 2')
  expect(text).toContain('haechi_unavailable_total{reason="full"} 1')
  expect(text).toContain('haechi_screen_seconds_bucket{le="0.005"} 2')
  expect(text).toContain('haechi_screen_seconds_bucket{le="0.0025"} 0')
  expect(text).toContain('haechi_judge_seconds_count 2')
  expect(text).toContain('haechi_store_queue 1')
  expect(text).not.toContain('private')
  for (const line of text.split('\n')) expect(line).toMatch(/^(# .*|haechi_\w+(\{.*\})? -?[\d.e+]+|)$/)
})
