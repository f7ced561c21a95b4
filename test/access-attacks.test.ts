import { request as httpRequest } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Route } from '../src/api/contract/route.ts'
import { ROUTES } from '../src/api/contract/routes.ts'
import { type Answer, startTestService, type TestService } from './api-service.fixture.ts'
import {
  cookieOf,
  newPerson,
  PASSWORD,
  pageHeaders,
  type Somebody,
  signIn,
  tokenOf,
} from './people.fixture.ts'
import { connectionOf, sql } from './store-tools.fixture.ts'

let haechi: TestService
let behindProxy: TestService
let mina: Somebody
/** Where the clocks of the services stand still: a wait that is over because the machine is slow is not guessing. */
let stillMs: number | undefined
const ahead = () => (stillMs === undefined ? 0 : stillMs - Date.now())
beforeAll(async () => {
  haechi = await startTestService({ ahead })
  behindProxy = await startTestService({
    ahead,
    access: { publicUrl: 'https://haechi.example', trustedProxies: ['127.0.0.1'] },
  })
  mina = await newPerson(haechi, 'admin')
})
afterAll(async () => {
  await haechi?.stop()
  await behindProxy?.stop()
})

const bare = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
  haechi.request(method, path, body, { key: null, headers })
const typeOf = ({ json }: Answer) => json?.type?.replace('urn:haechi:problem:', '')

describe('session fixation', () => {
  test('a session that was put into the browser before is not the one after signing in', async () => {
    const planted = await signIn(haechi, mina.email)
    const stolen = cookieOf(planted)
    const after = await signIn(haechi, mina.email, {}, { cookie: stolen, origin: haechi.url })
    expect(cookieOf(after)).not.toBe(stolen)
    expect((await bare('GET', '/v1/session', { cookie: stolen })).status).toBe(401)
    expect((await bare('GET', '/v1/session', { cookie: cookieOf(after) })).status).toBe(200)
  })

  test('a made-up session token is not taken over', async () => {
    const cookie = `haechi=hs_${'A'.repeat(43)}`
    const after = await signIn(haechi, mina.email, {}, { cookie, origin: haechi.url })
    expect(cookieOf(after)).not.toBe(cookie)
    expect((await bare('GET', '/v1/session', { cookie })).status).toBe(401)
  })
})

describe('cross-site requests', () => {
  test('a cookie alone changes nothing, whatever page it comes from', async () => {
    const answer = await signIn(haechi, mina.email)
    const good = pageHeaders(haechi, answer)
    const { cookie, origin, 'haechi-csrf': csrf } = good as Record<string, string>
    const other = await signIn(haechi, mina.email)
    const tries: Record<string, string>[] = [
      { cookie: cookie! },
      { cookie: cookie!, 'haechi-csrf': csrf! },
      { cookie: cookie!, origin: origin! },
      { ...good, origin: 'https://evil.example' },
      { ...good, origin: 'null' },
      { ...good, 'sec-fetch-site': 'cross-site' },
      { ...good, 'sec-fetch-site': 'same-site' },
      { ...good, 'haechi-csrf': other.json.csrf },
    ]
    for (const headers of tries) {
      const refused = await bare('POST', '/v1/me/keys', headers, { name: 'x', scopes: ['person'] })
      expect([headers, refused.status, typeOf(refused)]).toEqual([headers, 403, 'not-our-page'])
    }
    expect((await bare('POST', '/v1/me/keys', good, { name: 'x', scopes: ['person'] })).status).toBe(201)
  })

  test('every route that changes something asks for it, under a cookie', async () => {
    const cookie = cookieOf(await signIn(haechi, mina.email))
    for (const [name, route] of Object.entries<Route>(ROUTES)) {
      if (route.method === 'GET' || route.needs === null) continue
      const path = route.path.replace(/:\w+/g, 'x')
      const answer = await bare(route.method, path, { cookie }, route.body ? {} : undefined)
      expect([name, typeOf(answer)]).toEqual([name, 'not-our-page'])
    }
  })

  test('a foreign page signs nobody in', async () => {
    const answer = await signIn(haechi, mina.email, {}, { origin: 'https://evil.example' })
    expect(typeOf(answer)).toBe('not-our-page')
    expect(answer.headers.get('set-cookie')).toBeNull()
    // A form, which needs no leave to be sent across, cannot carry JSON.
    const form = await haechi.request('POST', '/v1/sign-in', `{"email":"${mina.email}","password":"x"}`, {
      key: null,
      type: 'text/plain',
    })
    expect(form.status).toBe(415)
  })

  test('no reply allows another origin to read it', async () => {
    const answer = await bare('GET', '/v1/session', { origin: 'https://evil.example' })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })
})

describe('reaching for what is not yours', () => {
  test('a reviewer reads, changes, resets and disables nobody', async () => {
    const token = await tokenOf(haechi, await newPerson(haechi, 'reviewer'))
    for (const [method, path, body] of [
      ['GET', `/v1/users/${mina.id}`, undefined],
      ['POST', `/v1/users/${mina.id}`, { role: 'admin' }],
      ['POST', `/v1/users/${mina.id}/reset`, {}],
      ['POST', `/v1/users/${mina.id}/disable`, undefined],
    ] as const)
      expect((await haechi.request(method, path, body, { key: token })).status).toBe(403)
  })

  test('an admin of one world takes no one over who has more, by no route', async () => {
    const small = await newPerson(haechi, 'admin', { worlds: ['school'] })
    const token = await tokenOf(haechi, small)
    const asked = (path: string, body?: unknown) => haechi.request('POST', path, body, { key: token })
    expect((await asked(`/v1/users/${mina.id}/reset`, { totp: true })).status).toBe(404)
    expect((await asked(`/v1/users/${mina.id}`, { email: 'evil@example.com' })).status).toBe(404)
    expect((await asked(`/v1/users/${small.id}`, { worlds: null })).status).toBe(403)
    expect((await asked(`/v1/users/${small.id}`, { skills: { clearance: 'S0' } })).status).toBe(403)
    expect((await asked('/v1/keys', { name: 'x', scopes: ['person'], user: mina.id })).status).toBe(403)
    expect((await asked('/v1/keys', { name: 'x', scopes: ['admin'] })).status).toBe(403)
    expect((await asked('/v1/access/settings', { requireTotp: [] })).status).toBe(403)
  })
})

describe('mass assignment', () => {
  test('what a body may not say is refused, not ignored', async () => {
    const invite = { name: 'x', email: 'mass@example.com', role: 'reviewer' }
    for (const extra of [
      { id: mina.id },
      { password: 'x' },
      { state: 'active' },
      { disabledMs: null },
      { createdBy: mina.id },
      { hasTotp: true },
      { skills: { clearance: 'S2', role: 'admin' } },
    ]) {
      const answer = await haechi.request('POST', '/v1/users', { ...invite, ...extra })
      expect([extra, answer.status]).toEqual([extra, 400])
    }
    const person = await newPerson(haechi, 'reviewer')
    for (const extra of [
      { id: mina.id },
      { disabledMs: 1 },
      { totp: false },
      { issuer: 'x' },
      { state: 'active' },
    ])
      expect((await haechi.request('POST', `/v1/users/${person.id}`, extra)).status).toBe(400)
    const accept = { token: 'x', password: PASSWORD, role: 'admin' }
    expect((await haechi.request('POST', '/v1/invitation', accept, { key: null })).status).toBe(400)
    const login = { email: person.email, password: PASSWORD, role: 'admin', user: mina.id }
    expect((await haechi.request('POST', '/v1/sign-in', login, { key: null })).status).toBe(400)
  })

  test('the address of an invited person cannot be changed by whoever has the link', async () => {
    const invited = await haechi.request('POST', '/v1/users', {
      name: 'x',
      email: 'link@example.com',
      role: 'auditor',
    })
    const body = { token: invited.json.token, password: PASSWORD, email: 'evil@example.com' }
    expect((await haechi.request('POST', '/v1/invitation', body, { key: null })).status).toBe(400)
  })
})

describe('guessing', () => {
  beforeEach(() => {
    stillMs = Date.now()
  })
  afterEach(() => {
    stillMs = undefined
  })

  test('nothing tells an address that is known from one that is not', async () => {
    const disabled = await newPerson(haechi, 'auditor')
    await haechi.request('POST', `/v1/users/${disabled.id}/disable`)
    const invited = 'only-invited@example.com'
    await haechi.request('POST', '/v1/users', { name: 'x', email: invited, role: 'auditor' })
    const wrong = { password: 'not this at all' }
    const answers = [
      await signIn(haechi, mina.email, wrong),
      await signIn(haechi, 'nobody@example.com', wrong),
      await signIn(haechi, disabled.email),
      await signIn(haechi, disabled.email, wrong),
      await signIn(haechi, invited, wrong),
    ]
    for (const { status, text } of answers) expect([status, text]).toEqual([401, answers[0]!.text])
    const names = (answer: Answer) => [...answer.headers.keys()].sort()
    for (const answer of answers) expect(names(answer)).toEqual(names(answers[0]!))
  })

  test('a password is hashed for somebody unknown too', async () => {
    // CPU time, not the clock: hashing once takes some 100 ms of it, everything else of a sign-in a few.
    const cpuOf = async (email: string) => {
      const before = process.cpuUsage()
      await signIn(haechi, email, { password: 'not this at all' })
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    const known = await newPerson(haechi, 'auditor')
    await cpuOf('warm-up@example.com')
    // The least of three: whatever else this process did meanwhile only adds to it.
    const least = async (email: string) =>
      Math.min(await cpuOf(email), await cpuOf(email), await cpuOf(email))
    expect(await least('nobody2@example.com')).toBeGreaterThan((await least(known.email)) / 4)
  })

  test('guessing is slowed down, also for the right password, and somebody else is not locked out', async () => {
    const person = await newPerson(haechi, 'auditor')
    const statuses: number[] = []
    for (let i = 0; i < 7; i++)
      statuses.push((await signIn(haechi, person.email, { password: `not this at all ${i}` })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
    const held = await signIn(haechi, person.email)
    expect([held.status, typeOf(held)]).toEqual([429, 'rate-limited'])
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect((await signIn(haechi, mina.email)).status).toBe(200)
  })

  test('whoever knocks and knocks does not make the audit log grow', async () => {
    const other = await startTestService({ ahead })
    const knock = (method: string, path: string, body?: object) =>
      other.request(method, path, body, { key: null })
    try {
      const roads = [
        () => knock('POST', '/v1/sign-in', { email: 'nobody@example.com', password: 'a wrong lantern' }),
        () => knock('POST', '/v1/invitation', { token: `hl_${'A'.repeat(43)}`, password: PASSWORD }),
        () => knock('GET', '/v1/sso/callback?code=x&state=y'),
      ]
      for (const road of roads) {
        const before = await other.client.audit.head()
        let last = 0
        for (let i = 0; i < 100; i++) last = (await road()).status
        expect(last).toBe(429)
        // Thirty tries from an address, and one more each ten seconds, are noted with what came of them.
        expect((await other.client.audit.head()).seq - before.seq).toBeLessThan(90)
      }
    } finally {
      await other.stop()
    }
  })

  test('an address of one’s own choosing is believed of no one but a trusted proxy', async () => {
    const person = await newPerson(haechi, 'auditor')
    const from = (n: number) => ({ 'x-forwarded-for': `203.0.113.${n}` })
    const wrong = { password: 'not this at all' }
    for (let n = 0; n < 5; n++) await signIn(haechi, person.email, wrong, from(n))
    expect((await signIn(haechi, person.email, wrong, from(9))).status).toBe(429)
    const other = await newPerson(behindProxy, 'auditor')
    for (let n = 0; n < 5; n++) await signIn(behindProxy, other.email, wrong, from(1))
    expect((await signIn(behindProxy, other.email, wrong, from(1))).status).toBe(429)
    expect((await signIn(behindProxy, other.email, {}, from(2))).status).toBe(200)
  })
})

describe('cookies and headers', () => {
  test('the cookie is for this host, over https alone, and for no script', async () => {
    const person = await newPerson(behindProxy, 'auditor')
    const ours = { origin: 'https://haechi.example' }
    const answer = await signIn(behindProxy, person.email, {}, ours)
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-haechi=hs_[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ])
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
    // A cookie that a neighbour of another name could have set is not read.
    const token = cookieOf(answer).split('=')[1]
    const tossed = await behindProxy.request('GET', '/v1/session', undefined, {
      key: null,
      headers: { cookie: `haechi=${token}` },
    })
    expect(tossed.status).toBe(401)
    const plain = (await signIn(haechi, mina.email)).headers.getSetCookie()[0]!
    expect(plain).toMatch(/^haechi=hs_[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  test('every reply forbids to frame, sniff, keep and refer', async () => {
    const replies = [
      await haechi.request('GET', '/v1/users'),
      await haechi.request('GET', '/healthz'),
      await haechi.request('GET', '/nothing'),
      await haechi.request('GET', '/docs'),
      await haechi.request('POST', '/v1/screen', {
        type: 'chat.message',
        actor: 'account:u1',
        data: { text: 'x' },
      }),
      await haechi.request('POST', '/v1/screen', '{'),
      await haechi.request('POST', '/v1/screen/batch', '{}\n', { type: 'application/x-ndjson' }),
    ]
    for (const { headers } of replies)
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      })
  })

  test('headers cannot be broken into', async () => {
    for (const to of ['/docs\r\nset-cookie: x=1', '%0d%0aset-cookie:%20x=1', '//evil.example'])
      expect(
        (await haechi.request('GET', `/v1/sso/start?to=${encodeURIComponent(to)}`)).headers.get('set-cookie'),
      ).toBeNull()
    const invite = { name: 'x\r\nset-cookie: x=1', email: 'header@example.com', role: 'auditor' }
    expect((await haechi.request('POST', '/v1/users', invite)).status).toBe(400)
    const email = { ...invite, name: 'x', email: 'header@example.com\r\nbcc: evil@example.com' }
    expect((await haechi.request('POST', '/v1/users', email)).status).toBe(400)
  })
})

describe('paths', () => {
  /** Sent as it is written: fetch would tidy it up before. */
  const raw = (path: string) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { hostname, port } = new URL(haechi.url)
      const key = { authorization: 'Bearer an admin key for tests' }
      httpRequest({ hostname, port, path, headers: key }, (response) => {
        let text = ''
        response.on('data', (part: Buffer) => {
          text += part.toString()
        })
        response.on('end', () => resolve({ status: response.statusCode!, text }))
      })
        .on('error', reject)
        .end()
    })

  test.each([
    '/sign-in/../../../../etc/passwd',
    '/console/assets/../../package.json',
    '/console/assets/..%2f..%2f..%2fpackage.json',
    '/welcome/..%2f..%2fetc%2fpasswd',
    '/..%252f..%252fetc/passwd',
    '/v1/users/..%2fkeys',
    '/v1/users/%00',
    '/v1/keys/..',
    '/v1/decisions/..%2f..%2fetc%2fpasswd',
    '//etc/passwd',
    '/console/assets/%00.js',
  ])('%s leads nowhere', async (path) => {
    const { status, text } = await raw(path)
    expect([400, 404, 405]).toContain(status)
    expect(text).not.toMatch(/root:|"version"|"keys"/)
  })
})

test('of all these tries nothing secret is in the log, nor in the database as it was sent', async () => {
  expect(haechi.logged.join('\n')).not.toMatch(/lantern|hs_|hl_|example\.com|203\.0\.113/)
  const rows = await sql(connectionOf(haechi.dataDir), 'select * from haechi.user_sessions, haechi.users')
  expect(JSON.stringify(rows)).not.toMatch(/lantern|hs_/)
})
