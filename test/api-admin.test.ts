import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { VerifyAuditLine } from '../src/api/contract/audit-verify.ts'
import { cli } from '../src/cli/capture.fixture.ts'
import { createClient } from '../src/client/client.ts'
import {
  ADMIN_KEY,
  PATIENT_MS,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { newPerson, tokenOf } from './people.fixture.ts'
import { connectionOf, sql } from './store-tools.fixture.ts'

const dir = testFolder()
let haechi: TestService

beforeAll(async () => {
  writePack(`${dir}/pack`, {
    ...TEST_PACK,
    'labels.yaml': `scammer: { on: account, description: For tests, connotation: negative, manual: true }
calm: { description: For tests, connotation: positive, manual: true, expires: 7d }
`,
  })
  haechi = await startTestService({ dir })
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

test('settings tell what runs and what the pack says; whoever is bound to a world sees that one', async () => {
  const { service, pack } = await haechi.client.settings()
  expect(service.postgres).toMatch(/^\d+/)
  expect(service).toMatchObject({ publicUrl: null, singleSignOn: false })
  expect(pack).toMatchObject({ tenant: 'tests', worlds: ['plaza', 'school'], rules: 2, policies: 1 })
  expect(pack.events).toEqual([
    {
      ...{ name: 'chat.message', description: 'A message said in a room', content: 'text' },
      ...{ keepContentMs: 30 * 86_400_000, keepDecisionMs: 365 * 86_400_000 },
    },
  ])
  expect(pack.labels.map(({ name, expiresMs }) => [name, expiresMs])).toEqual([
    ['scammer', null],
    ['calm', 7 * 86_400_000],
  ])
  const { secret } = await haechi.client.keys.create({ name: 'school', scopes: ['read'], worlds: ['school'] })
  const bound = await createClient({ url: haechi.url, key: secret, timeoutMs: PATIENT_MS }).settings()
  expect(bound.pack.worlds).toEqual(['school'])
})

test('the chain is walked in pieces and holds; a changed entry is found', async () => {
  for (let i = 0; i < 3; i++) {
    const hold = await haechi.client.holds.set({ entity: 'account:walked', reason: 'For a test' })
    await haechi.client.holds.lift(hold.id)
  }
  const head = await haechi.client.audit.head()
  const walked = await haechi.client.audit.verify({ since: head })
  expect(walked).toMatchObject({ done: true, fault: null, seq: walked.head.seq, entries: walked.head.seq })
  const { text, headers } = await haechi.request('POST', '/v1/audit/verify', {})
  expect(headers.get('content-type')).toMatch(/^application\/x-ndjson/)
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => VerifyAuditLine.parse(JSON.parse(line)))
  expect(lines.map(({ done }) => done)).toEqual([...lines.slice(1).map(() => false), true])
  const wrong = { seq: head.seq, hash: 'f'.repeat(64) }
  expect((await haechi.client.audit.verify({ since: wrong })).fault).toMatchObject({
    ...{ seq: head.seq, how: 'changed' },
  })
})

test('the command line lets the service walk the chain, with --there', async () => {
  const adapters = { fetch: (input: string | URL | Request, init?: RequestInit) => fetch(input, init) }
  const given = { cwd: dir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters }
  const ran = await cli(given, 'audit', 'verify', '--there')
  expect(ran.out).toMatch(/^The service says that its chain holds: \d+ entries/)
  expect(ran.code).toBe(0)
  const wrong = await cli(given, 'audit', 'verify', '--there', '--since', `1:${'f'.repeat(64)}`)
  expect(wrong.out).toMatch(/^The chain does not hold at entry 1 \(changed\)/)
  expect(wrong.code).toBe(1)
})

test('a long chain is told of piece by piece, and a forged entry in it by its number', async () => {
  const db = connectionOf(haechi.dataDir)
  for (let i = 0; i < 520; i += 20)
    await Promise.all(
      Array.from({ length: 20 }, () =>
        haechi.client.labels.remove({ entity: 'account:z', label: 'calm', reason: 'x' }),
      ),
    )
  const { text } = await haechi.request('POST', '/v1/audit/verify', {})
  const steps = text.trimEnd().split('\n')
  expect(steps.length).toBeGreaterThan(2)
  await sql(db, 'alter table haechi.audit disable trigger all')
  await sql(db, `update haechi.audit set outcome = 'forged' where seq = 7`)
  expect((await haechi.client.audit.verify()).fault).toMatchObject({ seq: 7, how: 'changed' })
})

test('a key tells when it was last let in, and one that never was says so', async () => {
  const { id, secret, usedAt } = await haechi.client.keys.create({ name: 'reader', scopes: ['read'] })
  expect(usedAt).toBeNull()
  await createClient({ url: haechi.url, key: secret, timeoutMs: PATIENT_MS }).ruleset()
  const useOf = async () => (await haechi.client.keys.list()).find((key) => key.id === id)?.usedAt
  expect(await useOf()).toMatch(/^\d{4}-/)
  // Reading the keys again forgets nothing of it.
  await newPerson(haechi, 'auditor')
  expect(await useOf()).toMatch(/^\d{4}-/)
})

test('what somebody holds is told before they are disabled: sessions, keys, jobs; the last admin cannot be', async () => {
  const mina = await newPerson(haechi, 'reviewer')
  await tokenOf(haechi, mina)
  const key = await haechi.client.keys.create({ name: 'hers', scopes: ['person'], user: mina.id as never })
  const held = await haechi.client.users.holdings(mina.id)
  expect(held.sessions.length).toBeGreaterThan(0)
  expect(held.sessions[0]).toMatchObject({ via: 'password' })
  expect(held.keys).toEqual([{ id: key.id, name: 'hers' }])
  expect(held).toMatchObject({ jobs: 0, lastAdmin: false })
  await haechi.client.users.disable(mina.id)
  expect((await haechi.client.users.holdings(mina.id)).sessions).toEqual([])
  const admin = (await haechi.client.users.list()).find(({ role }) => role === 'admin')!
  expect((await haechi.client.users.holdings(admin.id)).lastAdmin).toBe(true)
})

test('labels are counted by who bears them', async () => {
  for (const entity of ['account:a', 'account:b'])
    await haechi.client.labels.set({ entity, label: 'scammer', reason: 'For a test' })
  await haechi.client.labels.remove({ entity: 'account:b', label: 'scammer', reason: 'For a test' })
  expect(await haechi.client.labels.tally()).toEqual([
    { label: 'scammer', bearers: 1, more: false },
    { label: 'calm', bearers: 0, more: false },
  ])
})
