import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSso, type SsoOptions } from '../src/api/access/sso.ts'
import { type Answer, startTestService, type TestService } from './api-service.fixture.ts'
import { freePort } from './haechi-process.fixture.ts'

/** Who the provider knows: what it says of them. */
const PEOPLE: Record<string, Record<string, unknown>> = {
  mina: { email: 'Mina@example.com', email_verified: true, name: 'Mina' },
  joon: { email: 'joon@example.com', email_verified: false },
  bora: { email: 'bora@example.com', email_verified: true, name: 'Bora', groups: ['leads', 'staff'] },
  dora: { email: 'dora@example.com', email_verified: true, name: 'Dora' },
}

let provider: { server: Server; issuer: string }
let closed: TestService
let open: TestService

/** A real OpenID provider; whoever comes is signed in as the `login_hint` says, without being asked. */
async function startProvider(redirectUris: string[]): Promise<typeof provider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const oidc = new Provider(issuer, {
    clients: [{ client_id: 'haechi', client_secret: 'a secret of the client', redirect_uris: redirectUris }],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/as/${uid}` },
    cookies: { keys: ['for tests'] },
  })
  const handle = oidc.callback()
  server.on('request', async (request, response) => {
    if (!request.url!.startsWith('/as/')) return handle(request, response)
    const details = await oidc.interactionDetails(request, response)
    const accountId = String(details.params.login_hint)
    if (details.prompt.name === 'login')
      return oidc.interactionFinished(request, response, { login: { accountId } })
    const grant = new oidc.Grant({ accountId, clientId: 'haechi' })
    grant.addOIDCScope('openid email profile')
    await oidc.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
  })
  return { server, issuer }
}

const optionsFor = (url: string, issuer: string, more: Partial<SsoOptions> = {}): SsoOptions => ({
  ...{ issuer, clientId: 'haechi', clientSecret: 'a secret of the client' },
  ...{ redirectUri: `${url}/v1/sso/callback`, provision: false, roles: undefined },
  ...more,
})

beforeAll(async () => {
  const [one, two] = [await freePort(), await freePort()]
  const urls = [one, two].map((port) => `http://127.0.0.1:${port}`)
  provider = await startProvider(urls.map((url) => `${url}/v1/sso/callback`))
  const start = (port: number, url: string, more: Partial<SsoOptions>) =>
    startTestService({
      port,
      access: { publicUrl: url, sso: createSso(optionsFor(url, provider.issuer, more)) },
    })
  closed = await start(one, urls[0]!, {})
  open = await start(two, urls[1]!, {
    provision: true,
    roles: {
      claim: 'groups',
      of: new Map([
        ['leads', 'adjudicator'],
        ['bosses', 'admin'],
      ]),
    },
  })
})
afterAll(async () => {
  await closed?.stop()
  await open?.stop()
  provider?.server.close()
})

const get = (haechi: TestService, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  haechi.request('GET', path, undefined, { key: null, headers })

interface Begun {
  readonly cookie: string
  readonly url: URL
}

async function begin(haechi: TestService, to?: string): Promise<Begun> {
  const response = await fetch(
    `${haechi.url}/v1/sso/start${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`,
    {
      redirect: 'manual',
    },
  )
  expect(response.status).toBe(302)
  return {
    cookie: response.headers.getSetCookie()[0]!.split(';')[0]!,
    url: new URL(response.headers.get('location')!),
  }
}

/** Goes through the provider as a browser does, and stops where it leads back to us. */
async function throughProvider({ url }: Begun, who: string): Promise<URL> {
  const jar = new Map<string, string>()
  let at = new URL(url)
  at.searchParams.set('login_hint', who)
  for (let step = 0; step < 10; step++) {
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    at = new URL(response.headers.get('location')!, at)
    if (at.pathname === '/v1/sso/callback') return at
  }
  throw new Error('the provider does not lead back')
}

async function back(haechi: TestService, callback: URL, cookie: string): Promise<Response> {
  return fetch(`${haechi.url}${callback.pathname}${callback.search}`, {
    redirect: 'manual',
    headers: { cookie },
  })
}

async function signOn(haechi: TestService, who: string, to?: string): Promise<Response> {
  const begun = await begin(haechi, to)
  return back(haechi, await throughProvider(begun, who), begun.cookie)
}

/** The session that an answer opened. */
function sessionOf(response: Response): string {
  const cookie = response.headers.getSetCookie().find((one) => one.startsWith('haechi=hs_'))
  if (cookie === undefined) throw new Error(`no session: ${response.status}`)
  return cookie.split(';')[0]!
}

test('who was invited comes in by a verified address, and again by who they are there', async () => {
  const invite = { name: 'Mina', email: 'mina@example.com', role: 'reviewer' }
  const { json } = await closed.request('POST', '/v1/users', invite)
  const first = await signOn(closed, 'mina', '/docs')
  expect([first.status, first.headers.get('location')]).toEqual([302, '/docs'])
  const session = await get(closed, '/v1/session', { cookie: sessionOf(first) })
  expect(session.json).toMatchObject({
    via: 'sso',
    user: { id: json.user.id, state: 'active', role: 'reviewer' },
  })
  // The address may change on either side: they are known by the subject now.
  await closed.request('POST', `/v1/users/${json.user.id}`, { email: 'mina@elsewhere.example' })
  expect(sessionOf(await signOn(closed, 'mina'))).toMatch(/^haechi=hs_/)
  await closed.request('POST', `/v1/users/${json.user.id}/disable`)
  expect((await signOn(closed, 'mina')).status).toBe(401)
})

test('what we ask the provider holds state, nonce and a challenge', async () => {
  const { url } = await begin(closed)
  expect(url.origin).toBe(provider.issuer)
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^[\w-]{40,}$/),
    nonce: expect.stringMatching(/^[\w-]{40,}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
  })
})

test('an address that the provider does not vouch for opens nothing; nor does somebody unknown', async () => {
  await closed.request('POST', '/v1/users', { name: 'Joon', email: 'joon@example.com', role: 'reviewer' })
  expect((await signOn(closed, 'joon')).status).toBe(401)
  expect((await signOn(closed, 'dora')).status).toBe(401)
  expect((await closed.request('GET', '/v1/users')).text).not.toContain('dora')
})

test('where people are made, it is with the least role, or what the claim stands for', async () => {
  expect(
    (await get(open, '/v1/session', { cookie: sessionOf(await signOn(open, 'dora')) })).json.user,
  ).toMatchObject({
    name: 'Dora',
    role: 'reviewer',
    skills: { clearance: 'S4' },
  })
  expect(
    (await get(open, '/v1/session', { cookie: sessionOf(await signOn(open, 'bora')) })).json.user,
  ).toMatchObject({
    role: 'adjudicator',
  })
  expect((await signOn(open, 'joon')).status).toBe(401)
})

test('a callback works once: not its code, nor its state, again', async () => {
  const begun = await begin(open)
  const callback = await throughProvider(begun, 'dora')
  expect((await back(open, callback, begun.cookie)).status).toBe(302)
  expect((await back(open, callback, begun.cookie)).status).toBe(401)
  // The used code under a new state of the same browser.
  const again = await begin(open)
  const replayed = new URL(callback)
  replayed.searchParams.set('state', again.url.searchParams.get('state')!)
  expect((await back(open, replayed, again.cookie)).status).toBe(401)
})

test('a callback of another browser, or with another state, opens nothing', async () => {
  const begun = await begin(open)
  const callback = await throughProvider(begun, 'dora')
  expect((await back(open, callback, '')).status, 'sent to somebody else').toBe(401)
  const other = await begin(open)
  expect((await back(open, callback, other.cookie)).status).toBe(401)
  const made = new URL(callback)
  made.searchParams.set('state', 'A'.repeat(43))
  expect((await back(open, made, `haechi-sso=${'A'.repeat(43)}`)).status).toBe(401)
})

test('a token that answers another question (nonce), or another issuer, is refused', async () => {
  const begun = await begin(open)
  const swapped = new URL(begun.url)
  swapped.searchParams.set('nonce', 'B'.repeat(43))
  const callback = await throughProvider({ ...begun, url: swapped }, 'dora')
  expect((await back(open, callback, begun.cookie)).status).toBe(401)
  const next = await begin(open)
  const foreign = await throughProvider(next, 'dora')
  expect(foreign.searchParams.get('iss')).toBe(provider.issuer)
  foreign.searchParams.set('iss', 'https://evil.example')
  expect((await back(open, foreign, next.cookie)).status).toBe(401)
})

test('a code of somebody else’s challenge (PKCE) is refused', async () => {
  const [mine, theirs] = [await begin(open), await begin(open)]
  const stolen = await throughProvider(theirs, 'dora')
  const injected = new URL(stolen)
  injected.searchParams.set('state', mine.url.searchParams.get('state')!)
  expect((await back(open, injected, mine.cookie)).status).toBe(401)
})

test('a provider that calls itself by another name than was set is not asked', async () => {
  const { port } = new URL(provider.issuer)
  const sso = createSso(optionsFor(closed.url, `http://localhost:${port}`))
  await expect(sso.start()).rejects.toThrow()
})

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', '/docs?x=//evil.example'])(
  'it does not lead on to %s',
  async (to) => {
    expect((await signOn(open, 'dora', to)).headers.get('location')).toBe('/sign-in')
  },
)

test('a second factor that a role needs is the provider’s to ask for', async () => {
  await open.request('POST', '/v1/access/settings', { requireTotp: ['reviewer'] })
  const session = await get(open, '/v1/session', { cookie: sessionOf(await signOn(open, 'dora')) })
  expect(session.json.mustEnrol).toBe(false)
  await open.request('POST', '/v1/access/settings', { requireTotp: [] })
})

test('nothing of it is in the log: no code, no state, no address', () => {
  expect([...open.logged, ...closed.logged].join('\n')).not.toMatch(/code=|state=|example\.com|hs_/)
})
