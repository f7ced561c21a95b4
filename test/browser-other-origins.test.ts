import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../src/client/client.ts'
import { browserTests } from './browser.fixture.ts'
import { PATIENCE_MS } from './browser-page.fixture.ts'
import { type ForeignPage, serveForeignPage } from './foreign-page.fixture.ts'

/** A foreign page is not held to what ours are. */
const FOREIGN = [/./]

browserTests('pages of others', ({ open, world }) => {
  let foreign: ForeignPage
  beforeAll(async () => {
    foreign = await serveForeignPage()
  })
  afterAll(() => foreign?.close())

  const FRAMED = ['/', '/sign-in', '/welcome', '/console', '/console/review', '/console/keys', '/docs']
  for (const where of ['neighbour', 'stranger'] as const)
    test(`no page of ours can be framed by a ${where}`, async () => {
      const page = await open({ as: 'admin', expects: FOREIGN })
      const frames = FRAMED.map((path) => `<iframe src="${world().url}${path}"></iframe>`).join('')
      // The frame beside them shows that frames are shown at all.
      foreign.html = `<!doctype html><iframe srcdoc="<p>here</p>"></iframe>${frames}`
      await page.goto(foreign[where], { waitUntil: 'load' })
      await expect
        .poll(() => placesOfFrames(page), POLL)
        .toEqual(['about:srcdoc', ...FRAMED.map(() => REFUSED)])
    })

  for (const where of ['neighbour', 'stranger'] as const)
    test(`a ${where} can neither read nor change anything with the session of whoever visits it`, async () => {
      const client = createClient({ url: world().url, key: world().adminKey, timeoutMs: 60_000 })
      const { some, people } = world()
      const before = await state()
      const page = await open({ as: 'admin', expects: FOREIGN })
      foreign.html = '<!doctype html><body>a page of somebody else'
      await page.goto(foreign[where])
      const tried = await page.evaluate(attack, [world().url, people.reviewer.id, some.account] as const)
      expect(tried.read).toEqual([])
      expect(tried.sent).toBeGreaterThan(20)
      await submitForms(page, foreign[where], world().url)
      expect(await state()).toEqual(before)

      async function state() {
        const keys = await client.keys.list()
        const users = await client.users.list()
        return {
          keys: keys.filter(({ name }) => name.startsWith('stolen')),
          users: users.filter(({ email }) => email?.startsWith('stolen')),
          reviewer: users.find(({ id }) => id === people.reviewer.id),
          labels: (await client.labels.find(some.account)).filter(({ label }) => label === 'trusted_flagger'),
        }
      }
    })

  test('the same request from a page of ours does go through', async () => {
    const page = await open({ as: 'admin' })
    await page.goto('/sign-in')
    const status = await page.evaluate(async () => {
      const session = await (await fetch('/v1/session')).json()
      const answer = await fetch('/v1/keys', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'haechi-csrf': session.csrf },
        body: JSON.stringify({ name: 'own page', scopes: ['screen'] }),
      })
      return answer.status
    })
    expect(status).toBe(201)
  })
})

/** Where a frame is whose page did not let itself be framed: at a page of the browser's own. */
const REFUSED = 'chrome-error://chromewebdata/'
const POLL = { timeout: PATIENCE_MS } as const

function placesOfFrames(page: Page): Promise<string[]> {
  const frames = page.frames().filter((frame) => frame !== page.mainFrame())
  return Promise.all(frames.map((frame) => frame.evaluate(() => location.href).catch(() => 'on its way')))
}

/** Runs in the foreign page: whatever a script can send without being asked, with the cookies of our site. */
async function attack([url, user, account]: readonly [string, string, string]): Promise<{
  sent: number
  read: string[]
}> {
  const bodies: [string, string][] = [
    ['/v1/keys', JSON.stringify({ name: 'stolen', scopes: ['admin'] })],
    ['/v1/me/keys', JSON.stringify({ name: 'stolen too', scopes: ['person'] })],
    ['/v1/users', JSON.stringify({ name: 'Stolen', email: 'stolen@evil.example', role: 'admin' })],
    [`/v1/users/${user}`, JSON.stringify({ role: 'admin' })],
    [`/v1/users/${user}/disable`, '{}'],
    ['/v1/labels', JSON.stringify({ entity: account, label: 'trusted_flagger', reason: 'stolen' })],
  ]
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/json', 'multipart/form-data']
  const read: string[] = []
  let sent = 0
  for (const [path, body] of bodies)
    for (const type of types)
      for (const mode of ['cors', 'no-cors'] as const) {
        sent++
        await fetch(url + path, {
          method: 'POST',
          body,
          mode,
          credentials: 'include',
          headers: { 'content-type': type },
        })
          .then(async (answer) => read.push(await answer.text()))
          .catch(() => undefined)
      }
  for (const [path, body] of bodies) navigator.sendBeacon(url + path, body)
  for (const path of ['/v1/session', '/v1/users', '/v1/keys', '/console', '/metrics']) {
    sent++
    await fetch(url + path, { credentials: 'include' })
      .then(async (answer) => read.push(await answer.text()))
      .catch(() => undefined)
  }
  return { sent, read: read.filter((text) => text !== '') }
}

/** Forms that submit themselves, with a body that is JSON when it is read as text. */
async function submitForms(page: Page, from: string, url: string): Promise<void> {
  const forms = [
    ['/v1/keys', '{"name":"stolen by form","scopes":["admin"],"x":"', '"}'],
    ['/v1/users', '{"name":"Stolen","email":"stolen2@evil.example","role":"admin","x":"', '"}'],
  ]
  for (const [path, name, value] of forms) {
    await page.goto(from)
    const answered = page.waitForResponse((response) => response.url() === url + path)
    await page.evaluate(
      ([action, name, value]) => {
        const form = document.createElement('form')
        Object.assign(form, { method: 'post', action, enctype: 'text/plain' })
        const input = document.createElement('input')
        Object.assign(input, { type: 'hidden', name, value })
        form.append(input)
        document.body.append(form)
        form.submit()
      },
      [url + path, name!, value!] as const,
    )
    expect((await answered).status()).toBeGreaterThanOrEqual(400)
    await page.waitForURL(url + path)
  }
}
