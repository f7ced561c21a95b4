import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChain } from '../src/access/audit/verify-chain.ts'
import type { AuditLog } from '../src/access/ports.ts'
import { readChain } from '../src/cli/audit/read-chain.ts'
import { Unavailable } from '../src/engine/ports.ts'
import { startTestService, type TestService } from './api-service.fixture.ts'
import { connectionOf, sql } from './store-tools.fixture.ts'

let haechi: TestService
let refuse = false
beforeAll(async () => {
  haechi = await startTestService({
    wrapStore: (store) => {
      const append: AuditLog['append'] = (fact) =>
        refuse ? Promise.reject(new Unavailable('gone', 'The database is gone.')) : store.audit.append(fact)
      return { ...store, audit: { ...store.audit, append } }
    },
  })
})
afterAll(() => haechi?.stop())

const verify = async () => {
  const chain = await readChain(haechi.client)
  return verifyChain(chain.entries, chain)
}
const db = <Row extends object>(text: string, values: unknown[] = []) =>
  sql<Row & Record<string, unknown>>(connectionOf(haechi.dataDir), text, values)

test('what changes something stands in the log before it acts and after, with who and about what, and no content', async () => {
  const before = await haechi.client.audit.head()
  const created = await haechi.client.keys.create({ name: 'a game server', scopes: ['screen'] })
  const hold = await haechi.client.holds.set({ entity: 'account:marked', reason: 'A secret reason' })
  const { entries, opened } = await haechi.client.audit.find({ after: before.seq })
  expect(entries.map(({ what, outcome }) => `${what} ${outcome}`)).toEqual([
    'createKey begun',
    'createKey 201',
    'setHold begun',
    'setHold 201',
  ])
  expect(new Set(entries.map(({ who }) => who))).toEqual(new Set([entries[0]!.who]))
  expect(entries[0]!.who).toMatch(/^(key:|usr-)/)
  expect(entries[0]!.name).not.toBe('')
  const [commitment] = JSON.parse(entries[2]!.objects) as string[]
  expect(opened).toEqual({ [commitment!]: 'account:marked' })
  expect(JSON.parse(entries[3]!.objects)).toContain(hold.id)
  const text = JSON.stringify(entries)
  for (const secret of ['account:marked', 'A secret reason', created.secret])
    expect(text).not.toContain(secret)
  const about = await haechi.client.audit.find({ entity: 'account:marked' })
  expect(about.entries.map(({ what }) => what)).toContain('setHold')
  expect((await haechi.client.audit.find({ object: hold.id })).entries).toHaveLength(1)
  expect(
    (await haechi.client.audit.find({ what: 'createKey', newest: true, limit: 1 })).entries,
  ).toHaveLength(1)
  await haechi.client.holds.lift(hold.id)
  expect(await verify()).toMatchObject({ ok: true })
})

test('what only reads leaves no entry, and neither do events', async () => {
  const before = await haechi.client.audit.head()
  await haechi.client.screen({ type: 'chat.message', data: { text: 'hello' } })
  await haechi.client.labels.find('account:u1')
  await haechi.client.keys.list()
  expect(await haechi.client.audit.head()).toEqual(before)
})

test('a request that cannot be noted is refused and does nothing; what became of one is noted later', async () => {
  refuse = true
  const refused = await haechi.request('POST', '/v1/keys', { name: 'never', scopes: ['read'] })
  refuse = false
  expect(refused.status).toBe(503)
  expect((await haechi.client.keys.list()).map(({ name }) => name)).not.toContain('never')
  const wrong = await haechi.request('POST', `/v1/holds/hld-${'0'.repeat(32)}/lift`)
  expect(wrong.status).toBe(404)
  const { entries } = await haechi.client.audit.find({ what: 'liftHold', newest: true, limit: 2 })
  expect(entries.map(({ outcome }) => outcome)).toEqual(['404', 'begun'])
  expect(JSON.parse(entries[0]!.details)).toEqual({ of: entries[1]!.seq })
})

test('entries of many writers at once stand in one order without gaps', async () => {
  const before = await haechi.client.audit.head()
  await Promise.all(
    Array.from({ length: 200 }, (_, i) => haechi.client.keys.create({ name: `k${i}`, scopes: ['read'] })),
  )
  const after = await haechi.client.audit.head()
  expect(after.seq).toBe(before.seq + 400)
  expect(await verify()).toMatchObject({ ok: true, entries: after.seq })
})

test('nobody changes the log in passing, and whoever turns the guard off is found', async () => {
  for (const statement of [
    `update haechi.audit set who = 'x' where seq = 1`,
    'delete from haechi.audit where seq = 1',
    'truncate haechi.audit',
    `begin; set local haechi.pruning = 'on'; delete from haechi.audit where seq = 1; commit`,
    `begin; set local haechi.erasing = 'on'; delete from haechi.audit where seq = 1; commit`,
  ])
    await expect(db(statement), statement).rejects.toThrow('only added to')

  const tampered = async (statement: string): Promise<unknown> => {
    await db(
      `create table haechi_copy as select * from haechi.audit; alter table haechi.audit disable trigger user; ${statement}`,
    )
    const found = await verify()
    await db(
      'delete from haechi.audit; insert into haechi.audit select * from haechi_copy; drop table haechi_copy',
    )
    await db('alter table haechi.audit enable trigger user')
    return found
  }
  const changed = { ok: false, fault: { seq: 7, how: 'changed' } }
  for (const set of [
    `at_ms = at_ms + 1`,
    `who = 'key:other'`,
    `name = 'other'`,
    `what = 'other'`,
    `objects = '["d-00000000000000000000000000000000"]'`,
    `outcome = '500'`,
    `details = '{"of":1}'`,
    `previous = repeat('a', 64)`,
    `hash = repeat('a', 64)`,
  ])
    expect(await tampered(`update haechi.audit set ${set} where seq = 7`), set).toMatchObject(changed)
  expect(await tampered('delete from haechi.audit where seq = 7')).toMatchObject({
    fault: { seq: 7, how: 'missing' },
  })
  expect(
    await tampered(`update haechi.audit a set seq = -seq - 100 where false;
      alter table haechi.audit drop constraint audit_seq_check;
      update haechi.audit set seq = -7 where seq = 7; update haechi.audit set seq = 7 where seq = 8;
      update haechi.audit set seq = 8 where seq = -7;
      alter table haechi.audit add constraint audit_seq_check check (seq > 0)`),
  ).toMatchObject({ fault: { seq: 7, how: 'reordered' } })
  expect(await tampered('delete from haechi.audit where seq > 20')).toMatchObject({
    fault: { seq: 21, how: 'truncated' },
  })
  expect(await verify()).toMatchObject({ ok: true })
})

test('who is shown a decision of the gravest kind is noted before it is shown, and refused when it cannot be', async () => {
  const { decision } = await haechi.client.screen({ type: 'chat.message', data: { text: 'you blockhead!' } })
  const id = decision.slice(2)
  const before = await haechi.client.audit.head()
  await haechi.client.decision(decision)
  expect(await haechi.client.audit.head()).toEqual(before)
  await db(`update haechi.decisions set record = replace(record, '"S3"', '"S0"') where id = $1`, [id])
  await haechi.client.decision(decision)
  await haechi.client.explanation(decision)
  const { entries } = await haechi.client.audit.find({ after: before.seq })
  expect(entries.map(({ what, outcome, objects }) => [what, outcome, objects])).toEqual([
    ['decision', 'seen', JSON.stringify([decision])],
    ['explanation', 'seen', JSON.stringify([decision])],
  ])
  refuse = true
  const refused = await haechi.request('GET', `/v1/decisions/${decision}`)
  refuse = false
  expect(refused.status).toBe(503)
  expect(refused.text).not.toContain('blockhead')
})
