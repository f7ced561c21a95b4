import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createClient } from '../src/client/client.ts'
import { browserTests } from './browser.fixture.ts'

browserTests('signing in', ({ open, world }) => {
  test('with address and password, and out again', async () => {
    const page = await open()
    await page.goto('/console')
    await page.waitForURL('**/sign-in**')
    await fill(page, 'reviewer')
    await page.waitForURL('**/console**')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const cookies = await page.context().cookies()
    expect(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
      { name: 'haechi', httpOnly: true, sameSite: 'Lax' },
    ])
    // Nothing that signs anybody in lies where a script could read it.
    const kept = await page.evaluate(() =>
      JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]),
    )
    expect(kept).not.toMatch(/hs_|haechi=/)
  })

  test('a wrong password is refused, and is said so where it is heard', async () => {
    const page = await open()
    await page.goto('/sign-in')
    await fill(page, 'reviewer', 'not this at all')
    await page.getByRole('alert').waitFor()
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  })

  test('a one-time link lets somebody set a password, once', async () => {
    const client = createClient({ url: world().url, key: world().adminKey, timeoutMs: 60_000 })
    const email = 'newcomer@team.example'
    const { url } = await client.users.invite({ name: 'A newcomer', email, role: 'reviewer' })
    const page = await open()
    await page.goto(url)
    await page.getByLabel(/New password/).fill(world().password)
    await page.getByRole('button').last().click()
    // Whoever has set it is signed in, and the link is in no address any more.
    await page.waitForURL('**/console')
    const again = await open()
    await again.goto(url)
    await again.getByLabel(/New password/).fill('seven quiet umbrellas')
    await again.getByRole('button').last().click()
    await again.getByRole('alert').waitFor()
  })

  const ELSEWHERE = [
    ...['//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example'],
    ...[
      'https://evil.example',
      'https:evil.example',
      'http:/evil.example',
      'javascript:alert(1)',
      'data:text/html,x',
    ],
    ...[
      '/console/..//evil.example',
      '/console/../../sign-in',
      '/console@evil.example',
      '/%2f%2fevil.example',
    ],
    ...[
      '%2f%2fevil.example',
      '/console?x=//evil.example',
      '/console#//evil.example',
      '/.evil.example',
      '//evil%E3%80%82example',
    ],
    ...[
      '/v1/sso/start',
      '/console/%2e%2e/%2e%2e//evil.example',
      'blob:https://evil.example/x',
      ' //evil.example',
    ],
  ]
  test('leads nowhere else, whatever the address of the sign-in page asks for', async () => {
    const page = await open()
    const origin = new URL(world().url).origin
    const left: string[] = []
    page.on('framenavigated', (frame) => {
      if (new URL(frame.url()).origin !== origin) left.push(frame.url())
    })
    for (const to of ELSEWHERE) {
      await page.context().clearCookies()
      await page.goto(`/sign-in?to=${encodeURIComponent(to)}`)
      await fill(page, 'auditor')
      await page.waitForURL((url) => url.pathname !== '/sign-in')
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect([to, new URL(page.url()).origin, new URL(page.url()).pathname]).toEqual([to, origin, '/console'])
    }
    expect(left).toEqual([])
  })

  async function fill(
    page: Page,
    who: 'reviewer' | 'auditor' | { email: string },
    password = world().password,
  ) {
    const { email } = typeof who === 'string' ? world().people[who] : who
    await page.getByLabel('Email').or(page.getByLabel('E-mail address')).fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
})
