import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rulesReport } from '../src/api/rules/rules-report.ts'
import type { Rule } from '../src/pack/pack.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import {
  aheadToNoon,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
} from './api-service.fixture.ts'
import { freshFolder, removeFolder } from './store-tools.fixture.ts'

const insult = { type: 'chat.message', data: { text: 'you blockhead' } } as const

describe('the rules of a service', () => {
  const dir = testFolder()
  const ahead = aheadToNoon()
  let haechi: TestService
  beforeAll(async () => {
    haechi = await startTestService({ dir, ahead })
  })
  afterAll(async () => {
    await haechi?.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  test('tell what they did today, also after a restart and a change of mode', async () => {
    for (let i = 0; i < 2; i++) await haechi.client.screen(insult)
    // Without the age of the account, the second rule cannot be decided.
    await haechi.client.screen({ type: 'chat.message', data: { text: 'blockhead, numbskull' } })
    await haechi.client.screen({ type: 'chat.message', data: { text: 'hello' } })
    const report = await haechi.client.rules()
    expect(report).toMatchObject({ version: 1, ruleset: (await haechi.client.ruleset()).ruleset })
    const [masking, young] = report.rules
    expect(masking).toMatchObject({
      id: 'chat.insult',
      policy: 'harassment.insult@3',
      mode: 'live',
      owner: 'tests',
      today: { fired: 3, shadow: 0, unknown: 0, events: 4 },
      yesterday: { fired: 0, events: 0 },
      perDay: null,
      unknownRate: 0,
      anomalies: [],
    })
    expect(young).toMatchObject({
      id: 'chat.young',
      today: { fired: 0, unknown: 1, events: 4 },
      unknownRate: 0.25,
    })

    await haechi.stop()
    haechi = await startTestService({ dir, ahead })
    const rules = TEST_PACK['rules/chat.yaml']!
    const files = { ...TEST_PACK, 'rules/chat.yaml': rules.replace('mode: live', 'mode: shadow') }
    await haechi.client.versions.apply({ files, why: 'Only to see', base: 1 })
    await haechi.client.screen(insult)
    expect((await haechi.client.rules()).rules[0]).toMatchObject({
      mode: 'shadow',
      today: { fired: 3, shadow: 1, events: 5 },
    })
    const { text } = await haechi.request('GET', '/metrics')
    expect(text).toContain('haechi_rule_shadow_total{rule="chat.insult",mode="shadow"} 1')
  })

  test('the registry tells which part uses which', async () => {
    const { parts } = await haechi.client.registry()
    const bank = parts.find(({ part, name }) => part === 'bank' && name === 'bad')
    expect(bank?.usedBy).toEqual([{ how: 'reads', part: 'signal', name: 'bad_words' }])
    expect(parts.filter(({ unused }) => unused).map(({ name }) => name)).toContain('chat.message/mentions')
  })

  test('both need a key that may read', async () => {
    const { secret } = await haechi.client.keys.create({ name: 'game', scopes: ['screen'] })
    for (const path of ['/v1/rules', '/v1/registry']) {
      expect((await haechi.request('GET', path, undefined, { key: secret })).status).toBe(403)
      expect((await haechi.request('GET', path, undefined, { key: null })).status).toBe(401)
    }
  })
})

describe('the report over weeks', () => {
  const HOUR_MS = 3_600_000
  const now = Date.parse('2026-11-23T09:30:00Z')
  const hour = Math.floor(now / HOUR_MS)
  const dataDir = freshFolder()
  let store: Store
  beforeAll(async () => {
    store = await openStore({ dataDir }, { log: () => undefined })
    // Four weeks of 1,000 events an hour, of which the rules fire on about 20; then an hour in which one goes wild.
    const rules = []
    const events = []
    for (let at = hour - 28 * 24; at <= hour; at++) {
      const wave = 20 + ((at * 7) % 11) - 5
      const wild = at === hour - 1
      rules.push({ hour: at, rule: 'steady', fired: wave, shadow: 0, unknown: 0 })
      rules.push({ hour: at, rule: 'wild', fired: wild ? 90 : wave, shadow: 0, unknown: 0 })
      rules.push({ hour: at, rule: 'silent', fired: at >= hour - 24 ? 0 : wave, shadow: 0, unknown: 0 })
      rules.push({ hour: at, rule: 'blind', fired: 0, shadow: wave, unknown: at >= hour - 24 ? 300 : 1 })
      events.push({ hour: at, type: 'chat.message', world: 'plaza', events: 1000 })
    }
    await store.ruleHours.add({ rules, events })
  })
  afterAll(async () => {
    await store?.close()
    removeFolder(dataDir)
  })

  const rule = (id: string) => ({ id, on: ['chat.message'], worlds: undefined }) as unknown as Rule

  test('calls what is out of line an anomaly, and nothing else', async () => {
    const names = ['steady', 'wild', 'silent', 'blind', 'new']
    const report = await rulesReport(store.ruleHours, names.map(rule), now)
    const anomalies = Object.fromEntries(
      names.map((name, i) => [
        name,
        report[i]!.anomalies.map(({ what, over, kind }) => `${kind} ${what} in the last ${over}`),
      ]),
    )
    expect(anomalies).toEqual({
      steady: [],
      wild: ['more fires in the last hour'],
      silent: ['fewer fires in the last hour', 'fewer fires in the last day'],
      blind: ['more unknown in the last hour', 'more unknown in the last day'],
      new: [],
    })
    const [wild] = report[1]!.anomalies
    expect(wild).toMatchObject({ observed: 90 })
    expect(wild!.expected).toBeCloseTo(20, 0)
    expect(wild!.p).toBeLessThan(1e-6)
  })

  test('counts whole days of UTC, with what they average', async () => {
    const [steady, , , blind, fresh] = await rulesReport(
      store.ruleHours,
      ['steady', 'wild', 'silent', 'blind', 'new'].map(rule),
      now,
    )
    expect(steady).toMatchObject({ today: { events: 10_000 }, yesterday: { events: 24_000 }, unknownRate: 0 })
    expect(steady!.perDay).toBeCloseTo(480, -1)
    expect(steady!.week.fired / 7).toBeCloseTo(steady!.perDay!, 6)
    expect(blind!.perDay).toBe(steady!.perDay)
    expect(blind!.unknownRate).toBeGreaterThan(0.04)
    expect(fresh).toMatchObject({ perDay: 0, unknownRate: 0, today: { fired: 0, events: 10_000 } })
  })

  test('rules by the thousand are one question', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => rule(`many.${i}`))
    const report = await rulesReport(store.ruleHours, [rule('steady'), ...many], now)
    expect(report).toHaveLength(1001)
    expect(report[0]!.yesterday.fired).toBeGreaterThan(400)
    expect(report[1000]!.yesterday.fired).toBe(0)
  })
})
