import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import { type Client, createClient } from '../src/client/client.ts'
import { browserTests } from './browser.fixture.ts'
import { awaited } from './browser-await.fixture.ts'
import { PATIENCE_MS } from './browser-page.fixture.ts'
import { settled } from './console-pages.fixture.ts'
import { type Receiver, startReceiver } from './delivery-tools.fixture.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi, welcomeOf } from './haechi-process.fixture.ts'
import { freshFolder, removeFolder } from './store-tools.fixture.ts'

const FIVE_MINUTES_MS = 300_000
const PASSWORD = 'tidal copper lantern'
const RULE = 'spam.links-in-chat'

/** What a newcomer does by "Five minutes" of docs/console.md, on a service on which nothing has ever happened. */
browserTests('the first five minutes', ({ open }) => {
  const folder = freshFolder('haechi-newcomer-')
  const linesFile = join(folder, 'world.jsonl')
  let haechi: HaechiProcess
  let receiver: Receiver
  let client: Client
  beforeAll(async () => {
    receiver = await startReceiver()
    haechi = await startHaechi(await freePort(), join(folder, 'data'), 'starter', {
      HAECHI_WEBHOOK_ALLOW: '127.0.0.1',
    })
    client = createClient({ url: haechi.url, key: ADMIN_KEY, timeoutMs: 30_000 })
    receiver.secret = (await client.endpoints.add({ url: receiver.url })).secret
  })
  afterAll(async () => {
    haechi?.child.kill('SIGTERM')
    await haechi?.ended
    await receiver?.close()
    removeFolder(folder)
  })

  /** A command, as a newcomer types it in a second terminal. */
  async function haechiCommand(...args: string[]): Promise<void> {
    const adapters = { fetch, clock: { now: () => Date.now() } }
    const settings = { url: haechi.url, key: ADMIN_KEY }
    expect(await cli({ cwd: folder, settings, adapters }, ...args)).toMatchObject({ code: 0 })
  }
  /** The receiver has heard it. */
  const told = (type: string, fits: (data: Record<string, unknown>) => boolean) =>
    awaited(async () => receiver.got.find((got) => got.type === type && fits({ ...got.data })))

  test('are enough to judge, enforce, overturn, find a ring, and make a rule of it', {
    timeout: FIVE_MINUTES_MS,
  }, async () => {
    // While the world comes in, the service may say of a page's question that it is to come again; the page asks again.
    const page = await open({ url: haechi.url, expects: [/\b503\b/] })
    await begin(page)
    const account = await judgeTen(page)
    const own = await seeEnforcement(page, account)
    await overturnAppeal(page, own)
    await findRing(page)
    await makeRule(page)
    await promoteAndRollBack(page)
  })

  /** The one-time link, a password, the tour; meanwhile the demo's world comes in. */
  async function begin(page: Page): Promise<void> {
    await page.goto(await welcomeOf(haechi))
    await page.getByLabel('New password').fill(PASSWORD)
    await press(page, 'Set password and sign in')
    const tour = page.getByRole('complementary', { name: 'Tour' })
    const next = tour.getByRole('button', { name: 'Next' })
    const standsAt = (name: string) => tour.getByRole('heading', { name }).waitFor()
    await standsAt('Home')
    await next.click()
    await standsAt('Let a world in')
    await tour.getByText('No events so far').waitFor()
    // Slower than the tutorial's, so that a machine that does much else keeps up.
    await haechiCommand(
      ...['demo', '--rate', '200', '--count', '5000', '--players', '1000', '--out', linesFile],
    )
    await tour.getByText('5,000 events have arrived.').waitFor()
    for (const name of ['Review', 'Investigate', 'Rules', 'That is all']) {
      await next.click()
      await standsAt(name)
    }
    await tour.getByRole('button', { name: 'Done' }).click()
    await tour.waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
  }

  /** Ten jobs by keyboard alone, one of them twice; gives an account that was muted. */
  async function judgeTen(page: Page): Promise<string> {
    await page.keyboard.press('r')
    let muted: string | undefined
    let job = await jobAfter(page)
    const first = job
    await page.keyboard.press('f')
    job = await jobAfter(page, job)
    await page.keyboard.press('z')
    await page.locator(`article[data-job="${first}"]`).waitFor()
    job = first
    for (let judged = 1; judged <= 10; judged++) {
      const mute = page.getByRole('button', { name: 'No speaking in rooms' })
      if ((await mute.count()) > 0) {
        await page.keyboard.press((await mute.locator('kbd').textContent())!)
        await page.keyboard.press('v')
        muted ??= (await client.jobs.get(job)).actor ?? undefined
      } else await page.keyboard.press('f')
      await page.getByText(`${judged} judged here`).waitFor()
      if (judged < 10) job = await jobAfter(page, job)
    }
    expect(muted).toBeDefined()
    return muted!
  }

  /** It comes by itself when the judgement can no longer be undone; gives its id. */
  async function seeEnforcement(page: Page, account: string): Promise<string> {
    await menu(page, 'Enforcements')
    await page.getByLabel('Asked for by').selectOption('a person')
    const row = page.getByRole('row').filter({ hasText: account })
    await row.getByRole('gridcell', { name: 'mute', exact: true }).click()
    await page.waitForURL('**/console/enforcements/enf-*')
    await page.getByText('in force', { exact: true }).first().waitFor()
    await told(
      'enforcement.applied',
      ({ target, enforcement }) => target === account && enforcement === 'mute',
    )
    return page.url().split('/').at(-1)!
  }

  /** An appeal about one's own judgement is for somebody else; one about a rule's doing is overturned. */
  async function overturnAppeal(page: Page, own: string): Promise<void> {
    const { enforcements } = await client.enforcements.find({ cause: 'rule', enforcement: 'mute' })
    const byRule = enforcements.find(({ causes }) => causes.every(({ kind }) => kind === 'rule'))!
    const mine = (await client.enforcements.get(own)).target
    const text = 'I was quoting.'
    await haechiCommand('appeal', 'file', own, '--account', mine, '--text', text)
    await haechiCommand('appeal', 'file', byRule.id, '--account', byRule.target, '--text', text)
    const openOf = async (account: string) => {
      await menu(page, 'Appeals')
      await page.getByRole('row').filter({ hasText: account }).getByRole('gridcell').first().click()
      await page.waitForURL('**/console/appeals/app-*')
    }
    await openOf(mine)
    await page.getByText('You have judged the matter before: it is for somebody else.').waitFor()
    await openOf(byRule.target)
    await page.getByText('ends at once.').first().waitFor()
    await press(page, 'Take and judge')
    await page.waitForURL('**/console/jobs/job-*')
    // What is grave is covered until it is asked for.
    const job = page.getByRole('article', { name: 'Job' })
    await expect
      .poll(() => job.evaluate((shown) => shown === document.activeElement), { timeout: PATIENCE_MS })
      .toBe(true)
    await page.keyboard.down('Space')
    await job.getByText(text).waitFor()
    await page.keyboard.up('Space')
    await page.keyboard.press('f')
    await page.getByText('The judgement is on its way.').waitFor()
    await openOf(byRule.target)
    await page.getByText('overturned', { exact: true }).first().waitFor()
    await told('enforcement.reversed', ({ id }) => id === byRule.id)
    await told(
      'appeal.decided',
      ({ outcome, account }) => outcome === 'overturned' && account === byRule.target,
    )
  }

  /** Who posts links most shares devices with others, all of whom advertise. */
  async function findRing(page: Page): Promise<void> {
    await menu(page, 'Investigate')
    const type = page.getByLabel('Event type')
    await type.waitFor()
    if ((await type.inputValue()) !== 'chat.message') await type.selectOption('chat.message')
    await page.getByRole('textbox', { name: 'Condition' }).click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('links.count > 0')
    await page.keyboard.press('Enter')
    // The history that is asked is written a minute behind what happens.
    const matched = page.getByText(/^[\d,]+ of [\d,]+ events match/)
    await awaited(async () => {
      await settled(page)
      const [said] = await matched.allInnerTexts()
      if (said !== undefined && !/^([\d,]+) of \1 /.test(said)) return said
      return press(page, 'Ask')
    })
    // Kept first, so that one can come back to it.
    await press(page, 'Save')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Links in chat')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL('**/console/investigate/*')
    const query = page.url()
    await settled(page)
    await page.getByRole('list', { name: 'actor' }).getByRole('button').first().click()
    await page
      .getByRole('list', { name: 'Filters' })
      .getByRole('button', { name: /^account:/ })
      .click()
    await page.waitForURL('**/console/entities/*')
    await page.getByRole('img', { name: /^Who shares what: [1-9]/ }).waitFor()
    const shares = page.getByRole('listitem').filter({ hasText: /^device .*with \d+ accounts?/ })
    await shares.first().waitFor()
    const others = await shares
      .first()
      .getByRole('button', { name: /^account:/ })
      .allInnerTexts()
    expect(others.length).toBeGreaterThan(1)
    const spammers = spammersIn(linesFile)
    expect(others.filter((one) => !spammers.has(one))).toEqual([])
    await page.goBack()
    await page.waitForURL(query)
  }

  /** The query as a rule, with what it would have done, into shadow. */
  async function makeRule(page: Page): Promise<void> {
    await press(page, 'Make this a rule')
    await page.waitForURL('**/console/rules/new/*')
    await page.getByLabel('Id', { exact: true }).fill(RULE)
    await page.getByLabel('Policy', { exact: true }).selectOption('inauthentic.spam')
    await page.getByText(`Rule ${RULE} is added`).waitFor()
    await page.getByLabel('Over', { exact: true }).selectOption('the last 24 hours')
    await press(page, 'Look')
    const fired = page.locator('.rules-counts div').filter({ hasText: 'Would have fired' })
    // It counts on while it looks.
    await page.getByText('Verdicts that would change').waitFor()
    await expect
      .poll(async () => Number((await fired.getByRole('definition').innerText()).replaceAll(',', '')), {
        timeout: PATIENCE_MS,
      })
      .toBeGreaterThan(10)
    await page.getByRole('button', { name: 'Save in shadow' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Why', { exact: true }).fill('To see what it does')
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('heading', { level: 1, name: RULE }).waitFor()
    expect(await holds()).toBe(false)
  }

  /** Made live against what speaks against it, then back to the version before. */
  async function promoteAndRollBack(page: Page): Promise<void> {
    await press(page, 'Make live')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('What speaks against it').waitFor()
    await dialog.getByLabel('Why', { exact: true }).fill('The ring goes on')
    await dialog.getByLabel('I know').check()
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await holds()).toBe(true)

    const { live } = await client.versions.list({ limit: 1 })
    await menu(page, 'Versions')
    await page.getByRole('link', { name: String(live - 1), exact: true }).click()
    await page.getByRole('button', { name: 'Roll back to this version' }).click()
    await dialog.getByText('1 rule changes.').waitFor()
    await dialog.getByRole('button', { name: 'Roll back' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await holds()).toBe(false)
    expect((await client.rule.get(RULE)).mode).toBe('shadow')
  }

  /** Whether the rule fires with force on a link of somebody long known. */
  async function holds(): Promise<boolean> {
    const { reasons } = await client.screen({
      ...{ type: 'chat.message', world: 'plaza', actor: 'account:long-known', target: 'room:square' },
      data: { text: 'look at https://www.youtube.com/' },
    })
    return reasons.some(({ rule }) => rule === RULE)
  }
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const menu = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click()

/** The job that lies on the desk once it is another one. */
async function jobAfter(page: Page, before?: string): Promise<string> {
  const job = page.locator(
    before === undefined ? 'article[data-job]' : `article[data-job]:not([data-job="${before}"])`,
  )
  return (await job.getAttribute('data-job'))!
}

/** The accounts that advertise in the demo's world, by its own hidden truth. */
function spammersIn(file: string): ReadonlySet<string> {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const said = lines.map(
    (line) => JSON.parse(line) as { event: { actor?: string }; truth: { behaviour: string } },
  )
  return new Set(said.filter(({ truth }) => truth.behaviour === 'spam').map(({ event }) => event.actor!))
}
