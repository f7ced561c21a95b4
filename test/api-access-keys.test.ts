import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestService, type TestService, testFolder } from './api-service.fixture.ts'
import { connectionOf, removeFolder, sql } from './store-tools.fixture.ts'

let haechi: TestService
beforeAll(async () => {
  haechi = await startTestService()
})
afterAll(() => haechi?.stop())

test('the first start makes the admin, prints the one-time link, and lets the operator’s key speak for them', async () => {
  const link = haechi.said.join('').match(/\/welcome#(hl_[\w-]{43})\n/)
  expect(haechi.service.welcome).toBe(`${haechi.url}/welcome#${link![1]}`)
  const [key] = await haechi.client.keys.list()
  expect(key).toMatchObject({ name: 'HAECHI_ADMIN_KEY', user: expect.stringMatching(/^usr-[0-9a-f]{32}$/) })
  const users = await sql(connectionOf(haechi.dataDir), 'select name, role, password from haechi.users')
  expect(users).toEqual([{ name: 'admin', role: 'admin', password: null }])
  const kept = await sql(connectionOf(haechi.dataDir), 'select * from haechi.user_links')
  expect(JSON.stringify(kept)).not.toContain(link![1])
  expect(haechi.logged.join('\n')).not.toContain(link![1])
})

test('only the first start makes an admin', async () => {
  const dir = testFolder()
  try {
    const first = await startTestService({ dir })
    expect(first.service.welcome).toBeDefined()
    await first.stop()
    const second = await startTestService({ dir })
    expect(second.service.welcome).toBeUndefined()
    expect(second.said.join('')).not.toContain('/welcome#')
    expect(await sql(connectionOf(second.dataDir), 'select 1 from haechi.users')).toHaveLength(1)
    await second.stop()
  } finally {
    removeFolder(dir)
  }
})

test('whoever is a person makes, lists and revokes keys of their own, and no others', async () => {
  const own = await haechi.request('POST', '/v1/me/keys', { name: 'terminal', scopes: ['person'] })
  expect(own.status).toBe(201)
  const machine = await haechi.client.keys.create({ name: 'game', scopes: ['screen'] })
  const listed = await haechi.request('GET', '/v1/me/keys', undefined, { key: own.json.secret })
  expect(listed.json.keys.map((key: { name: string }) => key.name)).toEqual(['HAECHI_ADMIN_KEY', 'terminal'])
  expect((await haechi.request('GET', '/v1/me/keys', undefined, { key: machine.secret })).status).toBe(403)
  expect((await haechi.request('DELETE', `/v1/me/keys/${machine.id}`)).status).toBe(404)
  expect((await haechi.request('DELETE', `/v1/me/keys/${own.json.id}`)).status).toBe(200)
  expect((await haechi.request('GET', '/v1/me/keys', undefined, { key: own.json.secret })).status).toBe(401)
})

test('the user of a key of one’s own cannot be chosen, and a key for nobody is refused', async () => {
  const foreign = { name: 'x', scopes: ['person'], user: `usr-${'0'.repeat(32)}` }
  expect((await haechi.request('POST', '/v1/me/keys', foreign)).json).toMatchObject({
    status: 400,
    field: 'user',
  })
  expect((await haechi.request('POST', '/v1/keys', foreign)).json).toMatchObject({
    status: 400,
    field: 'user',
  })
  const nobody = { name: 'x', scopes: ['person'] }
  expect((await haechi.request('POST', '/v1/keys', nobody)).json).toMatchObject({
    status: 400,
    field: 'scopes',
  })
})
