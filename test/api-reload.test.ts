import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestService, TEST_PACK, type TestService } from './api-service.fixture.ts'

let haechi: TestService
beforeAll(async () => {
  haechi = await startTestService()
})
afterAll(() => haechi?.stop())

async function until(what: () => Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20))
}

const verdictOf = async (text: string) =>
  (await haechi.client.screen({ type: 'chat.message', data: { text } })).verdict
const bank = TEST_PACK['banks/bad.yaml']!

test('a changed bank goes live by itself, and what it replaced can still be replayed', async () => {
  const before = await haechi.client.screen({ type: 'chat.message', data: { text: 'nincompoop' } })
  expect(before.verdict).toBe('allow')
  writeFileSync(join(haechi.packDir, 'banks/bad.yaml'), bank.replace('[blockhead', '[nincompoop, blockhead'))
  await until(async () => (await verdictOf('nincompoop')) === 'mask')
  const recorded = await haechi.client.replay(before.decision)
  expect(recorded.same).toBe(true)
  const live = await haechi.client.replay(before.decision, { ruleset: 'live' })
  expect(live).toMatchObject({ same: false, after: { verdict: 'mask' } })
  expect(live.differences.length).toBeGreaterThan(0)
})

test('a change that does not check is told and not applied, until it is mended', async () => {
  const { ruleset } = await haechi.client.ruleset()
  const rules = join(haechi.packDir, 'rules/chat.yaml')
  writeFileSync(rules, TEST_PACK['rules/chat.yaml']!.replace('bad_words.count > 0', 'bad_word.count > 0'))
  await until(async () => (await haechi.client.ready()).notes.length > 0)
  const { ready, notes } = await haechi.client.ready()
  expect(ready).toBe(true)
  expect(notes[0]).toMatch(/rules\/chat\.yaml:\d+:\d+/)
  expect(haechi.logged.some((line) => line.includes('pack not applied: rules/chat.yaml'))).toBe(true)
  expect((await haechi.client.ruleset()).ruleset).toBe(ruleset)
  expect(await verdictOf('blockhead')).toBe('mask')
  const { text } = await haechi.request('GET', '/metrics')
  expect(text).toMatch(/haechi_pack_reloads_total\{outcome="refused"\} [1-9]/)
  writeFileSync(rules, TEST_PACK['rules/chat.yaml']!.replace('Insults are masked.', 'Masks insults.'))
  await until(async () => (await haechi.client.ready()).notes.length === 0)
  expect((await haechi.client.ruleset()).ruleset).not.toBe(ruleset)
})

test('a folder that is gone for a while is told, and forgotten when it is back', async () => {
  const { ruleset } = await haechi.client.ruleset()
  renameSync(haechi.packDir, `${haechi.packDir}-away`)
  await until(async () => (await haechi.client.ready()).notes.length > 0)
  expect((await haechi.client.ready()).notes[0]).toContain(`(${ruleset}) still judges`)
  expect(await verdictOf('blockhead')).toBe('mask')
  renameSync(`${haechi.packDir}-away`, haechi.packDir)
  await until(async () => (await haechi.client.ready()).notes.length === 0)
  expect((await haechi.client.ruleset()).ruleset).toBe(ruleset)
})
