import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createClient } from '../src/client/client.ts'
import { browserTests } from './browser.fixture.ts'
import { PATIENCE_MS } from './browser-page.fixture.ts'

browserTests('signing in', ({ open, world }) => {
  async function fill(page: Page): Promise<void> {
    await page.getByLabel('E-mail address').fill(world().people.analyst.email)
    await page.getByLabel('Password').fill(world().password)
  }

  test('by keyboard alone, and on to the page that was asked for', async () => {
    const page = await open()
    await page.goto('/console/account?from=a-link')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.locator('input:focus').waitFor()
    await page.keyboard.type(world().people.analyst.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(world().password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your account' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/console/account')
  })

  test.each([
    '//evil.example/console',
    'https://evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/console/../../evil',
    '/console@evil.example',
  ])('leads nowhere else: %s', async (to) => {
    const page = await open()
    await page.goto(`/sign-in?to=${encodeURIComponent(to)}`)
    await fill(page)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    expect(page.url()).toBe(`${world().url}/console`)
  })
})

browserTests('home', ({ open, world }) => {
  test('counts what is screened while it is looked at, and narrows to what is brushed', async () => {
    const page = await open({ as: 'analyst' })
    await page.goto('/console')
    await page.getByText('Live', { exact: true }).waitFor()
    const shown = () => page.getByText(/events?, .* – /).innerText()
    /** How many hours are shown. */
    const span = async () => {
      const [, from = '', to = ''] = /events?, (.*) – (.*)/.exec((await shown()).replaceAll('\u202f', ' '))!
      return (Date.parse(to) - Date.parse(from)) / 3_600_000
    }
    const count = async () => Number(/^[\d,]+/.exec(await shown())![0].replaceAll(',', ''))
    const before = await count()
    const client = createClient({ url: world().url, key: world().adminKey, timeoutMs: 60_000 })
    const hello = { type: 'chat.message', actor: 'account:u1', data: { text: 'hello' } }
    // More than are asked for: with each minute, what happened more than an hour ago is counted no more.
    for (let i = 0; i < 25; i++) await client.screen(hello)
    const patient = { timeout: PATIENCE_MS }
    await expect.poll(count, patient).toBeGreaterThanOrEqual(before + 5)
    await page.getByRole('button', { name: '24 hours' }).click()
    await page.waitForURL(/last=24h/)
    await expect.poll(span, patient).toBeGreaterThan(20)
    const chart = page.locator('.home-charts .u-over').first()
    const box = (await chart.boundingBox())!
    await page.mouse.move(box.x + box.width * 0.9, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - 1, box.y + 20, { steps: 4 })
    await page.mouse.up()
    await page.getByRole('button', { name: 'Back to the whole time' }).waitFor()
    const { searchParams } = new URL(page.url())
    const hours =
      (Number(unquoted(searchParams.get('to'))) - Number(unquoted(searchParams.get('from')))) / 3_600_000
    expect(hours).toBeGreaterThan(1)
    expect(hours).toBeLessThan(5)
    // The address can be shared: it shows the same.
    await expect.poll(span, patient).toBeLessThan(5)
    const times = async () => (await shown()).replace(/^[\d,]+ events?, /, '')
    const [narrowed, counted] = [await times(), await count()]
    expect(counted).toBeGreaterThan(0)
    await page.reload()
    await page.getByText('Live', { exact: true }).waitFor()
    await expect.poll(times, patient).toBe(narrowed)
    // Others may have sent something meanwhile, of which some is of the same time.
    expect(await count()).toBeGreaterThanOrEqual(counted)
  })

  test('leads on from a policy, and narrows to a world', async () => {
    const page = await open({ as: 'analyst' })
    await page.goto('/console?last=35d')
    const policies = page.getByRole('list', { name: 'Policies that fired most' })
    const name = await policies.locator('.top-bars-label').first().innerText()
    await page.getByRole('list', { name: 'Worlds' }).getByRole('button').first().click()
    await page.getByRole('button', { name: /show all worlds/ }).waitFor()
    await policies.getByRole('button').first().click()
    await page.waitForURL(/\/console\/policies\//)
    expect(name.length).toBeGreaterThan(0)
  })

  test('tells a reviewer of their queues and their work, and of nothing else', async () => {
    const page = await open({ as: 'reviewer' })
    await page.goto('/console')
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByRole('heading', { name: 'Your work' }).waitFor()
    await page.getByRole('rowheader').first().waitFor()
    expect(await page.getByText('Events a second').count()).toBe(0)
    await page.keyboard.press('r')
    await page.waitForURL(/\/console\/review/)
  })

  test('says when it is not live, and comes back by itself', async () => {
    const page = await open({ as: 'analyst', expects: [/Failed to load|ERR_INTERNET|net::/] })
    await page.goto('/console')
    await page.getByText('Live', { exact: true }).waitFor()
    await page.evaluate(() => document.body.toggleAttribute('data-watched'))
    // Chromium keeps streams when it is set offline, so the stream itself is refused from now on.
    await page.route('**/v1/live', (route) => route.abort())
    await page.reload()
    await page.getByText('Not live', { exact: true }).waitFor()
    await page.unroute('**/v1/live')
    await page.getByText('Live', { exact: true }).waitFor()
  })
})

browserTests('the own account', ({ open, world }) => {
  test('makes a key that is shown once, and revokes it', async () => {
    const page = await open({ as: 'analyst' })
    await page.goto('/console/account')
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByLabel('Name', { exact: true }).fill('a test key')
    await page.getByRole('button', { name: 'Create key' }).click()
    const key = await page.locator('.account-secret code').innerText()
    const asked = () => createClient({ url: world().url, key, retries: 0, timeoutMs: 60_000 }).session()
    expect((await asked()).user.email).toBe(world().people.analyst.email)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByText(key).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Revoke the key a test key' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page
      .getByRole('row', { name: /a test key/ })
      .getByText('revoked')
      .waitFor()
    await expect(asked()).rejects.toMatchObject({ problem: { status: 401 } })
  })
})

/** Numbers stand in quotes in an address, as the router writes them. */
function unquoted(value: string | null): string {
  return (value ?? '').replaceAll('"', '')
}
