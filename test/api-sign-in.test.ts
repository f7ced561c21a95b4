import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestService, type TestService } from './api-service.fixture.ts'
import { cookieOf, newPerson, PASSWORD, pageHeaders, signIn, tokenOf } from './people.fixture.ts'
import { connectionOf, sql } from './store-tools.fixture.ts'

let haechi: TestService
let aheadMs = 0
beforeAll(async () => {
  haechi = await startTestService({ ahead: () => aheadMs })
})
afterAll(() => haechi?.stop())

const HOUR = 3_600_000
const asked = (token: string, method = 'GET', path = '/v1/session', body?: unknown) =>
  haechi.request(method, path, body, { key: token })

test('an invitation is accepted once, within 72 hours, and its token is nowhere kept', async () => {
  const ask = { name: 'Mina', email: 'Mina@Example.com', role: 'reviewer' }
  const { status, json } = await haechi.request('POST', '/v1/users', ask)
  expect(status).toBe(201)
  expect(json.user).toMatchObject({ email: 'mina@example.com', role: 'reviewer', state: 'invited' })
  expect(json.url).toBe(`${haechi.url}/welcome#${json.token}`)
  const accept = (token: string) =>
    haechi.request('POST', '/v1/invitation', { token, password: PASSWORD }, { key: null })
  expect((await signIn(haechi, 'mina@example.com')).status).toBe(401)
  expect((await accept(`${json.token}x`)).status).toBe(410)
  aheadMs = 72 * HOUR
  expect((await accept(json.token)).status).toBe(410)
  aheadMs = 71 * HOUR
  expect((await accept(json.token)).json).toEqual({ login: 'mina@example.com' })
  expect((await accept(json.token)).json.type).toBe('urn:haechi:problem:link-over')
  aheadMs = 0
  const dump = await sql(connectionOf(haechi.dataDir), 'select * from haechi.users, haechi.user_links')
  expect(JSON.stringify(dump)).not.toContain(json.token)
  expect(JSON.stringify(dump)).not.toContain(PASSWORD)
})

test('weak passwords are refused, and the answer does not repeat them', async () => {
  const { json } = await haechi.request('POST', '/v1/users', {
    name: 'Weak',
    email: 'weak@example.com',
    role: 'auditor',
  })
  for (const password of ['short', 'Password1234!', 'weak@example.com']) {
    const answer = await haechi.request(
      'POST',
      '/v1/invitation',
      { token: json.token, password },
      { key: null },
    )
    expect({ status: answer.status, field: answer.json.field }).toEqual({ status: 400, field: 'password' })
    expect(answer.text).not.toContain(password)
  }
})

test('the first admin signs in by name, or by the address given with the password', async () => {
  const token = haechi.service.welcome!.split('#')[1]!
  const body = { token, password: PASSWORD, email: 'Root@example.com' }
  expect((await haechi.request('POST', '/v1/invitation', body, { key: null })).json.login).toBe(
    'root@example.com',
  )
  expect((await signIn(haechi, 'admin')).status).toBe(401)
  const { json } = await signIn(haechi, 'ROOT@example.com', { as: 'bearer' })
  expect(json).toMatchObject({ user: { name: 'admin', role: 'admin' }, via: 'password', csrf: null })
  expect((await asked(json.token, 'GET', '/v1/users')).status).toBe(200)
})

test('a session as a bearer does what the role may, until it is ended', async () => {
  const token = await tokenOf(haechi, await newPerson(haechi, 'analyst'))
  expect((await asked(token)).json).toMatchObject({ user: { role: 'analyst' }, via: 'password', csrf: null })
  expect((await asked(token, 'GET', '/v1/ruleset')).status).toBe(200)
  expect((await asked(token, 'GET', '/v1/keys')).json.type).toBe('urn:haechi:problem:missing-scope')
  expect((await asked(token, 'POST', '/v1/sign-out', {})).json).toEqual({ ended: 1 })
  expect((await asked(token)).status).toBe(401)
})

test('an admin who has signed in may send events too, on the road that carries the traffic', async () => {
  const token = await tokenOf(haechi, await newPerson(haechi, 'admin'))
  const event = { type: 'chat.message', actor: 'account:u1', data: { text: 'you blockhead!' } }
  expect((await asked(token, 'POST', '/v1/screen', event)).json.verdict).toBe('mask')
})

test('a session ends after 12 hours of rest, and after seven days whatever is done', async () => {
  const person = await newPerson(haechi, 'auditor')
  const [rests, works] = [await tokenOf(haechi, person), await tokenOf(haechi, person)]
  for (let hours = 11; hours < 7 * 24; hours += 11) {
    aheadMs = hours * HOUR
    expect([hours, (await asked(works)).status]).toEqual([hours, 200])
    if (hours === 22) expect((await asked(rests)).status).toBe(401)
  }
  aheadMs = 7 * 24 * HOUR
  expect((await asked(works)).status).toBe(401)
  aheadMs = 0
  expect((await asked(rests)).status).toBe(401)
})

test('signing out everywhere ends every session; a new password, all but this one, which gets a new token', async () => {
  const person = await newPerson(haechi, 'auditor')
  const [one, two] = [await tokenOf(haechi, person), await tokenOf(haechi, person)]
  const next = 'seven quiet umbrellas'
  const wrong = await asked(one, 'POST', '/v1/me/password', { current: 'not this at all', next })
  expect(wrong.json.type).toBe('urn:haechi:problem:sign-in-refused')
  const changed = await asked(one, 'POST', '/v1/me/password', { current: PASSWORD, next })
  expect(changed.status).toBe(200)
  expect([(await asked(one)).status, (await asked(two)).status]).toEqual([401, 401])
  expect((await asked(changed.json.token)).status).toBe(200)
  expect((await signIn(haechi, person.email)).status).toBe(401)
  const again = await signIn(haechi, person.email, { password: next, as: 'bearer' })
  expect((await asked(changed.json.token, 'POST', '/v1/sign-out', { everywhere: true })).json).toEqual({
    ended: 2,
  })
  expect((await asked(again.json.token)).status).toBe(401)
})

test('a second factor: enrolled, confirmed, asked for, never twice by one code; recovery codes work once', async () => {
  const person = await newPerson(haechi, 'reviewer')
  const token = await tokenOf(haechi, person)
  expect((await asked(token, 'POST', '/v1/me/totp', { password: 'not this at all' })).status).toBe(401)
  const { json: enrolment } = await asked(token, 'POST', '/v1/me/totp', { password: PASSWORD })
  expect(enrolment.uri).toContain(enrolment.secret)
  const totp = new TOTP({ secret: enrolment.secret })
  const code = () => totp.generate({ timestamp: Date.now() + aheadMs })
  expect((await signIn(haechi, person.email)).status, 'not before it is confirmed').toBe(200)
  expect((await asked(token, 'POST', '/v1/me/totp/confirm', { code: '000000' })).status).toBe(401)
  const first = code()
  const confirmed = await asked(token, 'POST', '/v1/me/totp/confirm', { code: first })
  expect(confirmed.json.recoveryCodes).toHaveLength(10)
  expect((await asked(token)).status, 'the token from before').toBe(401)

  expect((await signIn(haechi, person.email)).json.type).toBe('urn:haechi:problem:second-factor-needed')
  // The same digits: half a minute may have begun since.
  expect((await signIn(haechi, person.email, { code: first })).status, 'used to confirm').toBe(401)
  aheadMs = 60_000
  const later = code()
  expect((await signIn(haechi, person.email, { code: later })).status).toBe(200)
  expect((await signIn(haechi, person.email, { code: later })).status, 'used').toBe(401)
  const recovery = confirmed.json.recoveryCodes[3].toLowerCase()
  expect((await signIn(haechi, person.email, { code: recovery })).status).toBe(200)
  expect((await signIn(haechi, person.email, { code: recovery })).status).toBe(401)
  const kept = await sql(connectionOf(haechi.dataDir), 'select * from haechi.recovery_codes')
  expect(JSON.stringify(kept)).not.toContain(confirmed.json.recoveryCodes[0])
  aheadMs = 0
})

test('a role can be made to have a second factor: until then, nothing else can be done', async () => {
  const person = await newPerson(haechi, 'adjudicator')
  const token = await tokenOf(haechi, person)
  const set = await haechi.request('POST', '/v1/access/settings', { requireTotp: ['adjudicator'] })
  expect(set.json).toEqual({ requireTotp: ['adjudicator'] })
  expect((await asked(token)).json).toMatchObject({ mustEnrol: true })
  expect((await asked(token, 'GET', '/v1/ruleset')).json.type).toBe('urn:haechi:problem:second-factor-needed')
  expect((await asked(token, 'POST', '/v1/me/keys', { name: 'k', scopes: ['person'] })).status).toBe(401)
  const { json } = await asked(token, 'POST', '/v1/me/totp', { password: PASSWORD })
  const code = new TOTP({ secret: json.secret }).generate()
  const confirmed = await asked(token, 'POST', '/v1/me/totp/confirm', { code })
  expect((await asked(confirmed.json.token, 'GET', '/v1/ruleset')).status).toBe(200)
  await haechi.request('POST', '/v1/access/settings', { requireTotp: [] })
})

test('whoever is disabled is out at once: session, key, link and password', async () => {
  const person = await newPerson(haechi, 'reviewer')
  const token = await tokenOf(haechi, person)
  const { json: key } = await asked(token, 'POST', '/v1/me/keys', { name: 'k', scopes: ['person'] })
  const { json: link } = await haechi.request('POST', `/v1/users/${person.id}/reset`, {})
  expect((await haechi.request('POST', `/v1/users/${person.id}/disable`)).json.state).toBe('disabled')
  expect((await asked(token)).status).toBe(401)
  expect((await asked(key.secret)).status).toBe(401)
  expect((await signIn(haechi, person.email)).json.type).toBe('urn:haechi:problem:sign-in-refused')
  const accept = { token: link.token, password: 'seven quiet umbrellas' }
  expect((await haechi.request('POST', '/v1/invitation', accept, { key: null })).status).toBe(410)
  expect((await haechi.request('POST', `/v1/users/${person.id}/enable`)).json.state).toBe('active')
  expect((await asked(key.secret)).status).toBe(200)
  expect((await asked(token)).status, 'the session stays ended').toBe(401)
})

test('a new role ends the sessions and holds for keys at once', async () => {
  const person = await newPerson(haechi, 'policy_manager')
  const token = await tokenOf(haechi, person)
  const { json: key } = await asked(token, 'POST', '/v1/me/keys', { name: 'k', scopes: ['person'] })
  const change = { role: 'reviewer', skills: { clearance: 'S0' }, worlds: ['plaza'] }
  const changed = await haechi.request('POST', `/v1/users/${person.id}`, change)
  expect(changed.json).toMatchObject({
    role: 'reviewer',
    worlds: ['plaza'],
    skills: { clearance: 'S0', languages: null },
  })
  expect((await asked(token)).status).toBe(401)
  expect((await asked(key.secret, 'GET', '/v1/ruleset')).status).toBe(403)
  expect((await asked(key.secret)).json.user).toMatchObject({ role: 'reviewer', worlds: ['plaza'] })
})

test('cookies carry a session for pages of ours', async () => {
  const person = await newPerson(haechi, 'auditor')
  const answer = await signIn(haechi, person.email)
  expect(answer.json).toMatchObject({ token: null, csrf: expect.stringMatching(/^[\w-]{43}$/) })
  const headers = { cookie: cookieOf(answer) }
  expect((await haechi.request('GET', '/v1/session', undefined, { key: null, headers })).status).toBe(200)
  const out = await haechi.request(
    'POST',
    '/v1/sign-out',
    {},
    { key: null, headers: pageHeaders(haechi, answer) },
  )
  expect(out.json).toEqual({ ended: 1 })
  expect(out.headers.get('set-cookie')).toMatch(/^haechi=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('the last admin can be neither disabled nor lowered nor bound, also not by two requests at once', async () => {
  // A machine's key, which stays what it is whoever is lowered.
  const { secret: key } = await haechi.client.keys.create({ name: 'machine', scopes: ['admin'] })
  const ask = (path: string, body?: object) => haechi.request('POST', `/v1/users/${path}`, body, { key })
  const { json } = await haechi.request('GET', '/v1/users', undefined, { key })
  const admins: { id: string }[] = json.users.filter((user: { role: string }) => user.role === 'admin')
  for (const { id } of admins.slice(2)) await ask(`${id}/disable`)
  const two = admins.slice(0, 2)
  const results = await Promise.all(two.map(({ id }) => ask(id, { role: 'auditor' })))
  expect(results.map(({ status }) => status).sort()).toEqual([200, 409])
  const { id } = two[results.findIndex(({ status }) => status === 409)]!
  for (const answer of [
    await ask(`${id}/disable`),
    await ask(id, { role: 'reviewer' }),
    await ask(id, { worlds: ['plaza'] }),
  ])
    expect(answer.json).toMatchObject({ status: 409, type: 'urn:haechi:problem:user-conflict' })
})

test('the log holds no password, token, code or address of a person', () => {
  expect(haechi.logged.join('\n')).not.toMatch(/lantern|umbrellas|hs_|hl_|example\.com|Mina/)
})
