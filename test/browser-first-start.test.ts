import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../src/client/client.ts'
import { browserTests } from './browser.fixture.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi, welcomeOf } from './haechi-process.fixture.ts'
import { codeOf } from './people.fixture.ts'
import { freshFolder, removeFolder } from './store-tools.fixture.ts'

const PASSWORD = 'tidal copper lantern'
const folder = freshFolder('haechi-first-')
let haechi: HaechiProcess

/** A service on which nothing has ever happened, in a browser of its own. */
browserTests('the first start', ({ browser }) => {
  let page: Page
  beforeAll(async () => {
    haechi = await startHaechi(await freePort(), `${folder}/data`, 'starter')
    const context = await browser().newContext({
      baseURL: haechi.url,
      locale: 'en-GB',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(30_000)
    page = await context.newPage()
  })
  afterAll(async () => {
    haechi?.child.kill('SIGTERM')
    await haechi?.ended
    removeFolder(folder)
  })

  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).waitFor()
  const press = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).click()

  test('a link without its secret says so', async () => {
    await page.goto('/welcome')
    await page.getByText('needs the whole one-time link').waitFor()
  })

  test('its one-time link sets a password, signs in and begins the tour; the secret leaves the address', async () => {
    await page.goto(await welcomeOf(haechi))
    await page.getByLabel('New password').fill('password1234')
    await page.getByText('Not one that everybody tries first: not yet').waitFor()
    await press('Set password and sign in')
    await page.getByRole('alert').waitFor()
    await page.getByLabel('New password').fill(PASSWORD)
    await press('Set password and sign in')
    await page.getByRole('complementary', { name: 'Tour' }).waitFor()
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/console')
  })

  test('on an empty world the tour says how to fill it, and sees events arrive', async () => {
    const tour = page.getByRole('complementary', { name: 'Tour' })
    await tour.getByRole('button', { name: 'Next' }).click()
    await tour.getByText('npx haechi demo').waitFor()
    await tour.getByText('No events so far').waitFor()
    const client = createClient({ url: haechi.url, key: ADMIN_KEY, timeoutMs: 60_000 })
    const said = { type: 'chat.message', actor: 'account:u1', data: { text: 'you are an idiot' } }
    await client.screen(said)
    await tour.getByText('1 event has arrived.').waitFor()
  })

  test('goes on after a reload, and can be ended and taken again', async () => {
    await page.reload()
    const tour = page.getByRole('complementary', { name: 'Tour' })
    await tour.waitFor()
    await tour.getByRole('button', { name: 'End the tour' }).click()
    await tour.waitFor({ state: 'detached' })
    await press('Take the two-minute tour')
    await tour.getByText('step 1 of').waitFor()
    await tour.getByRole('button', { name: 'End the tour' }).click()
  })

  test('home shows what has just happened, live', async () => {
    await page.goto('/console')
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByText(/^1 event, /).waitFor()
  })

  let secret = ''
  let recovery = ''
  test('a second factor is set up with a picture, a code and recovery codes', async () => {
    await page.goto('/console/account')
    await page.getByLabel('Your password').fill(PASSWORD)
    await press('Set up an authenticator app')
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    secret = (await page.locator('.account-secret code').innerText()).replaceAll(' ', '')
    await page.getByLabel('The six digits').fill('000000')
    await press('Confirm')
    await page.getByRole('alert').waitFor()
    await page.getByLabel('The six digits').fill(codeOf(secret))
    await press('Confirm')
    await heading('Recovery codes')
    const done = page.getByRole('button', { name: 'Done', exact: true })
    expect(await done.isDisabled()).toBe(true)
    recovery = await page.locator('.account-codes code').first().innerText()
    await page.getByLabel('I have kept the recovery codes').check()
    await done.click()
    await page.getByText('A code of your authenticator app is asked for').waitFor()
  })

  test('then a code is asked for, only when the password is right; a recovery code will do', async () => {
    await press('Sign out')
    await heading('Sign in')
    await page.getByLabel('E-mail address').fill('admin')
    await page.getByLabel('Password').fill('not the password')
    await press('Sign in')
    await page.getByRole('alert').getByText('is wrong').waitFor()
    expect(await page.getByLabel('Code').count()).toBe(0)
    await page.getByLabel('Password').fill(PASSWORD)
    await press('Sign in')
    await heading('Second step')
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.getByLabel('Code').fill(recovery)
    await press('Confirm')
    await heading('Home')
  })

  test('whose role asks for a second factor sets one up before anything else', async () => {
    const client = createClient({ url: haechi.url, key: ADMIN_KEY, timeoutMs: 60_000 })
    const invited = await client.users.invite({
      name: 'Olivia',
      email: 'olivia@example.com',
      role: 'auditor',
    })
    await client.accessSettings.set({ requireTotp: ['auditor'] })
    await press('Sign out')
    await heading('Sign in')
    await page.goto(`/welcome#${invited.token}`)
    await page.getByLabel('New password').fill(PASSWORD)
    await press('Set password and sign in')
    await heading('Set up a second factor')
    await page.goto('/console/account')
    await heading('Set up a second factor')
    await page.getByLabel('Your password').fill(PASSWORD)
    await press('Set up an authenticator app')
    const own = (await page.locator('.account-secret code').innerText()).replaceAll(' ', '')
    await page.getByLabel('The six digits').fill(codeOf(own))
    await press('Confirm')
    await page.getByLabel('I have kept the recovery codes').check()
    await press('Done')
    await heading('Your account')
  })
})
