import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Client, createClient } from '../src/client/client.ts'
import type { UserId } from '../src/core/ids.ts'
import { browserTests } from './browser.fixture.ts'
import type { SignIn } from './browser-page.fixture.ts'
import type { World } from './browser-world.fixture.ts'
import { insertJobs, jobDraft } from './jobs.fixture.ts'
import { connectionOf, until } from './store-tools.fixture.ts'

interface Reviewer extends SignIn {
  readonly client: Client
}

let made = 0
/** Somebody of this test's own: what others judge and hold does not matter to it. */
async function reviewer(world: World): Promise<Reviewer> {
  const client = createClient({ url: world.url, key: world.adminKey, timeoutMs: 30_000 })
  const email = `desk${++made}@team.example`
  const skills = { clearance: 'S0' } as const
  const { user, token } = await client.users.invite({ name: `Desk ${made}`, email, role: 'reviewer', skills })
  await client.acceptInvitation({ token, password: world.password })
  const { secret } = await client.keys.create({ name: email, scopes: ['person'], user: user.id })
  return {
    email,
    password: world.password,
    client: createClient({ url: world.url, key: secret, timeoutMs: 60_000 }),
  }
}

const jobOf = (page: Page) => page.locator('article[data-job]').getAttribute('data-job')
const nextAfter = async (page: Page, job: string | null) => {
  await page.locator(`article[data-job]:not([data-job="${job}"])`).waitFor()
  return jobOf(page)
}

/** A key as a Korean keyboard sends it: the letter is Hangul, the place is the same. */
async function pressHangul(page: Page, key: string, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const type of ['keyDown', 'keyUp'] as const)
    await session.send('Input.dispatchKeyEvent', { type, key, code, windowsVirtualKeyCode: 229 })
}

async function started(page: Page, path = '/console/review'): Promise<string | null> {
  await page.goto(path)
  await page.locator('article[data-job]').waitFor()
  return jobOf(page)
}

browserTests('the review desk', ({ open, world }) => {
  test('jobs are judged by keyboard alone, and taken back', async () => {
    const mina = await reviewer(world())
    const page = await open({ as: mina })
    const first = await started(page)
    await page.keyboard.press('f')
    const second = await nextAfter(page, first)
    await page
      .getByRole('status')
      .getByText(/to undo/)
      .waitFor()
    await page.keyboard.press('z')
    await page.locator(`article[data-job="${first}"]`).waitFor()
    // The page shows it while the service is being told.
    await until(async () => (await mina.client.jobs.get(first!)).state === 'open')
    await page.keyboard.press('v')
    // What lay there before it was taken back comes next.
    expect(await nextAfter(page, first)).toBe(second)
    await until(async () => (await mina.client.jobs.get(first!)).state === 'settling')
  })

  test('keys work while Hangul is typed, and do nothing while a note is written', async () => {
    const mina = await reviewer(world())
    const page = await open({ as: mina, lang: 'ko' })
    const first = await started(page)
    await pressHangul(page, 'ㅜ', 'KeyN')
    const note = page.getByRole('textbox', { name: '메모' })
    await page.locator('textarea:focus').waitFor()
    await page.keyboard.type('vfu z')
    expect(await note.inputValue()).toBe('vfu z')
    expect(await jobOf(page)).toBe(first)
    await page.keyboard.press('Escape')
    await pressHangul(page, 'ㄹ', 'KeyF')
    await nextAfter(page, first)
    await until(async () => (await mina.client.jobs.get(first!)).state === 'settling')
  })

  test('content is shown only while the key is held, and the look is counted', async () => {
    const mina = await reviewer(world())
    await mina.client.protection.setMine({
      severities: Object.fromEntries(
        ['S2', 'S3', 'S4'].map((one) => [one, { blur: 'strong', summary: true }]),
      ),
    })
    const page = await open({ as: mina })
    const first = await started(page)
    const content = page.getByRole('region', { name: 'Content' })
    const shown = content.locator('.review-shown')
    await content.getByText('The content is covered.').waitFor()
    expect(await shown.count()).toBe(0)
    await page.keyboard.down('Space')
    await shown.waitFor()
    await page.keyboard.up('Space')
    await content.locator('.review-blur').waitFor()
    // Away from the window, nothing stays revealed, though no key was seen going up.
    await page.keyboard.down('Space')
    await shown.waitFor()
    await page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await content.locator('.review-blur').waitFor()
    await page.keyboard.up('Space')
    // By mouse or touch, the button does the same.
    const hold = page.getByRole('button', { name: 'Hold to reveal' })
    await hold.hover()
    await page.mouse.down()
    await shown.waitFor()
    await page.mouse.up()
    await content.locator('.review-blur').waitFor()
    await page.keyboard.press('u')
    await nextAfter(page, first)
    await until(async () =>
      Object.values((await mina.client.exposure.mine()).severities).some(
        ({ day }) => day.judged === 1 && day.revealedMs > 0,
      ),
    )
  })

  test('whoever cannot hold a key reveals by pressing it twice', async () => {
    const mina = await reviewer(world())
    await mina.client.protection.setMine({
      reveal: 'toggle',
      severities: Object.fromEntries(['S2', 'S3', 'S4'].map((one) => [one, { blur: 'strong' }])),
    })
    const page = await open({ as: mina })
    await started(page)
    const shown = page.getByRole('region', { name: 'Content' }).locator('.review-shown')
    await page.keyboard.press('Space')
    await shown.waitFor()
    await page.keyboard.press('Space')
    await shown.waitFor({ state: 'detached' })
  })

  test('a judgement that cannot be sent is not lost: the job comes back with what was said', async () => {
    const mina = await reviewer(world())
    const page = await open({ as: mina, expects: [/ERR_FAILED/] })
    const first = await started(page)
    await page.route('**/annotate', (route) => route.abort())
    await page.keyboard.press('n')
    await page.locator('textarea:focus').waitFor()
    await page.keyboard.type('mind this')
    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    const second = await nextAfter(page, first)
    await page.getByText('A judgement could not be sent.').waitFor()
    expect((await mina.client.jobs.get(first!)).state).toBe('open')
    await page.unroute('**/annotate')
    await page.keyboard.press('f')
    expect(await nextAfter(page, second)).toBe(first)
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('mind this')
    await page.keyboard.press('f')
    await nextAfter(page, first)
    for (const id of [first, second])
      await until(async () => (await mina.client.jobs.get(id!)).state === 'settling')
  })

  test('what is nearly the same is judged in one stroke, after it was said how many', async () => {
    const mina = await reviewer(world())
    const { decision } = await mina.client.jobs.take({ count: 1 }).then(async ([job]) => {
      await mina.client.jobs.release(job!.job, job!.claim!)
      return { decision: job!.background?.decision?.id }
    })
    const near = BigInt(Date.now())
    const alike = Array.from({ length: 4 }, (_, i) =>
      jobDraft({
        near,
        decision: decision as never,
        queue: 'shop',
        rank: 1e15 - i,
        policy: 'harassment.insult@1',
        // Pages of other tests look at every queue meanwhile, and what they hold is not judged with others.
        excluded: Object.values(world().people).map((one) => one.id as UserId),
      }),
    )
    await insertJobs(connectionOf(world().dataDir), alike)
    const page = await open({ as: mina })
    let job = await started(page, '/console/review/shop')
    for (let tries = 0; !alike.some(({ id }) => id === job) && tries < 5; tries++) {
      await page.keyboard.press('p')
      job = await nextAfter(page, job)
    }
    await page.keyboard.press('s')
    await page.getByText(/Judge \d more jobs? like it/).waitFor()
    await page.keyboard.press('a')
    await page.getByRole('button', { name: /Fine \(all 4\)/ }).waitFor()
    await page.keyboard.press('f')
    await page.getByRole('dialog').getByText('You judge 4 jobs as “Fine” in one stroke.').waitFor()
    await page.keyboard.press('Enter')
    for (const { id } of alike) await until(async () => (await mina.client.jobs.get(id)).state === 'settling')
  })

  test('what cannot be taken back asks for a second step', async () => {
    const mina = await reviewer(world())
    const page = await open({ as: mina })
    const first = await started(page)
    const final = (await mina.client.jobs.get(first!)).enforcements.filter(({ reversible }) => !reversible)
    expect(final.length).toBeGreaterThan(0)
    const title = final[0]!.title.en!
    const key = await page.getByRole('button', { name: title }).locator('kbd').textContent()
    await page.keyboard.press(key!)
    await page.keyboard.press('v')
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/cannot be taken back/).waitFor()
    expect(await jobOf(page)).toBe(first)
    // Keys of the page are dead behind it.
    await page.keyboard.press('f')
    expect(await jobOf(page)).toBe(first)
    await page.keyboard.press('Enter')
    await nextAfter(page, first)
    await page.keyboard.press('z')
    await page.locator(`article[data-job="${first}"]`).waitFor()
  })

  test('a break takes the place of the next job, and everything held goes back', async () => {
    const mina = await reviewer(world())
    await mina.client.protection.setMine({ breaks: { afterJobs: 1 } })
    const page = await open({ as: mina })
    const first = await started(page)
    await page.keyboard.press('f')
    await page.getByRole('heading', { name: 'Time for a break' }).waitFor()
    await until(async () => (await mina.client.jobs.held()).length === 0)
    expect((await mina.client.jobs.takeOrRest()).rest?.why).toBe('break')
    expect(first).not.toBeNull()
  })

  test('whoever leaves holds nothing any more', async () => {
    const mina = await reviewer(world())
    const page = await open({ as: mina })
    await started(page)
    await until(async () => (await mina.client.jobs.held()).length > 0)
    await page.getByRole('link', { name: 'Home' }).click()
    await until(async () => (await mina.client.jobs.held()).length === 0)
  })

  test('the page of protection keeps to what the server allows', async () => {
    const mina = await reviewer(world())
    const page = await open({ as: mina })
    await page.goto('/console/protection')
    const blur = page.getByRole('combobox', { name: 'Blur, S0' })
    await blur.selectOption('none')
    await page.getByText(/Laxer than the organisation: severities.S0.blur/).waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await blur.selectOption('strong')
    await page.getByRole('spinbutton', { name: 'Jobs a day, S3' }).fill('25')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved').waitFor()
    expect((await mina.client.protection.mine()).protection.severities.S3.perDay).toBe(25)
  })
})
