import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../src/client/client.ts'
import type { UserId } from '../src/core/ids.ts'
import { browserTests } from './browser.fixture.ts'
import { awaited } from './browser-await.fixture.ts'
import { visit } from './console-pages.fixture.ts'
import { queue, type Receiver, startReceiver } from './delivery-tools.fixture.ts'
import { insertJobs, jobDraft } from './jobs.fixture.ts'
import { connectionOf, sql } from './store-tools.fixture.ts'

let made = 0
/** An account that no other test knows. */
const someone = () => `account:acts-${process.pid}-${++made}`

browserTests('what became of decisions', ({ open, world }) => {
  const as = (role: 'admin' | 'analyst' | 'adjudicator') =>
    createClient({ url: world().url, key: world().people[role].key, timeoutMs: 30_000 })
  const mute = (target: string) => ({
    ...{ target, enforcement: 'mute', policy: 'harassment.insult', world: 'plaza', for: '2h' },
    reason: 'Shouts at newcomers',
  })
  /** A row's first cell: an entity in it would open its own page. */
  const row = (page: Page, text: string) =>
    page.getByRole('row').filter({ hasText: text }).getByRole('gridcell').first()
  const saysState = async (page: Page, word: string) => {
    await page.locator('.facts .badge').getByText(word, { exact: true }).waitFor()
  }

  test('an enforcement is found by its account, and taken back after the page said what goes with it', async () => {
    const account = someone()
    const { id } = await as('analyst').enforcements.apply(mute(account))
    const page = await open({ as: 'analyst' })
    await visit(page, '/console/enforcements')
    await page.getByLabel('What an entity is under').fill(account)
    await page.getByRole('button', { name: 'Find' }).click()
    await row(page, account).click()
    await page.waitForURL(`**/console/enforcements/${id}`)
    expect(page.url()).not.toContain('account')
    await saysState(page, 'in force')
    expect(await page.title()).toBe('Enforcement: mute – Haechi')
    await page.getByRole('button', { name: 'Take back' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('ends at once.').waitFor()
    await dialog.getByText('1 player is told.').waitFor()
    // Not without a reason.
    const act = dialog.getByRole('button', { name: 'Take back' })
    expect(await act.isDisabled()).toBe(true)
    await dialog.getByLabel('Reason').fill('It was somebody else')
    await act.click()
    await dialog.waitFor({ state: 'detached' })
    await saysState(page, 'taken back')
    await page.locator('.acts-timeline').getByText('Correction').waitFor()
    expect((await as('analyst').enforcements.get(id)).state).toBe('reversed')
  })

  test('enforcing by hand shows the player’s words in both languages first, and nothing is done before', async () => {
    const account = someone()
    const page = await open({ as: 'analyst', lang: 'ko' })
    await visit(page, '/console/enforcements')
    await page.getByRole('button', { name: '직접 제재하기' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('대상', { exact: true }).fill(account)
    await dialog.getByLabel('제재 종류').selectOption('mute')
    await dialog.getByLabel('정책').selectOption('harassment.insult')
    await dialog.getByLabel('기간').fill('1h')
    await dialog.getByLabel('사유').fill('신고 세 건을 확인함')
    const act = dialog.getByRole('button', { name: '제재 적용' })
    expect(await act.isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: '결과 미리 보기' }).click()
    await dialog.getByText('플레이어 1명에게 통지됩니다.').waitFor()
    await dialog.getByText('통지 내용:').click()
    await dialog.locator('p[lang="ko"]').waitFor()
    await dialog.locator('p[lang="en"]').waitFor()
    const { enforcements } = as('analyst')
    expect((await enforcements.find({ target: account, all: true })).enforcements).toEqual([])
    await act.click()
    await dialog.waitFor({ state: 'detached' })
    expect((await enforcements.find({ target: account })).enforcements).toMatchObject([
      { enforcement: 'mute', causes: [{ kind: 'person', by: world().people.analyst.id }] },
    ])
  })

  test('an appeal is taken by somebody who did not judge it, and the page sees it overturned', async () => {
    const account = someone()
    const { id: enforcement } = await as('analyst').enforcements.apply(mute(account))
    const { id } = await as('admin').appeals.file({ about: enforcement, account, text: 'I was not there.' })
    // Whoever did it may look, and is told why not to judge.
    const watching = await open({ as: 'analyst' })
    await visit(watching, `/console/appeals/${id}`)
    await watching.getByText('Judging appeals is for reviewers.').waitFor()
    await watching.getByText('ends at once.').waitFor()
    const judging = await open({ as: 'adjudicator' })
    await visit(judging, '/console/appeals')
    await row(judging, account).click()
    await judging.waitForURL(`**/console/appeals/${id}`)
    await judging.getByRole('button', { name: 'Take and judge' }).click()
    await judging.waitForURL('**/console/jobs/job-*')
    await judging.locator('.review-desk').getByText('I was not there.').waitFor()
    await judging.keyboard.press('f')
    await judging.getByText('The judgement is on its way.').waitFor()
    // It takes effect when it can no longer be undone; nobody loads the page anew.
    await watching.getByText('Judged; it takes effect').waitFor()
    await saysState(watching, 'overturned')
    await watching.locator('.acts-timeline').getByText('Appeal decided').waitFor()
    await visit(watching, `/console/enforcements/${enforcement}`)
    await saysState(watching, 'taken back')
  })

  test('many jobs are moved in one go, and the page says how many first', async () => {
    // Jobs of this test's own, which nobody else judges or moves meanwhile.
    const policy = `harassment.acts_${process.pid}`
    const excluded = Object.values(world().people).map((one) => one.id as UserId)
    const own = () => jobDraft({ policy: `${policy}@1`, excluded, rank: -1e15 })
    await insertJobs(connectionOf(world().dataDir), [own(), own(), own()])
    const page = await open({ as: 'policy_manager' })
    await visit(page, `/console/jobs?queue=default&policy=${policy}`)
    const boxes = page.getByRole('checkbox', { name: 'Choose row' })
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await page.getByRole('button', { name: 'To the head' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('2 jobs change.').waitFor()
    await dialog.getByRole('button', { name: 'To the head' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('2 jobs changed.').waitFor()
  })
})

browserTests('what the world is told', ({ open, world }) => {
  let receiver: Receiver
  beforeAll(async () => {
    receiver = await startReceiver()
  })
  afterAll(() => receiver?.close())

  test('an endpoint is added, its secret shown once; dead letters are sent again, one and all', async () => {
    const connection = connectionOf(world().dataDir)
    const page = await open({ as: 'admin' })

    // 1. The secret is on the page once, and nowhere after.
    await visit(page, '/console/endpoints')
    await page.getByRole('button', { name: 'Add an endpoint' }).click()
    await page.getByLabel('Address').fill(receiver.url)
    await page.getByLabel('appeal.decided').check()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    receiver.secret = await page.locator('.acts-secret').innerText()
    expect(receiver.secret).toMatch(/^whsec_/)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    const { host } = new URL(receiver.url)
    await page.getByRole('row').filter({ hasText: host }).getByRole('gridcell').first().click()
    await page.waitForURL('**/console/endpoints/end-*')
    const endpoint = page.url().split('/').at(-1)!
    expect(await page.content()).not.toContain(receiver.secret)

    // 2. The receiver fails; days later its messages are dead.
    receiver.answer = () => 500
    const targets = [someone(), someone(), someone()]
    await queue(connection, targets, 0, { type: 'appeal.decided' })
    const count = async (where: string) => {
      const rows = await sql<{ n: number }>(
        connection,
        `select count(*)::int as n from haechi.deliveries where endpoint = $1 and ${where}`,
        [endpoint.slice(4)],
      )
      return rows[0]!.n
    }
    await awaited(async () =>
      (await count(`last_status = 500 and state = 'waiting'`)) >= 3 ? true : undefined,
    )
    await sql(
      connection,
      `update haechi.deliveries set state = 'dead' where endpoint = $1 and state in ('waiting', 'behind')`,
      [endpoint.slice(4)],
    )
    receiver.answer = () => 204

    // 3. One of them, with the tries that failed.
    await visit(page, `/console/deliveries?endpoint=${endpoint}&state=dead`)
    await page.getByRole('row').filter({ hasText: targets[0]! }).getByRole('gridcell').first().click()
    await page.waitForURL('**/console/deliveries/dlv-*')
    await page.getByRole('cell', { name: '500' }).first().waitFor()
    await page.getByRole('button', { name: 'Send again' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click()
    await page.locator('.facts .badge').getByText('delivered', { exact: true }).waitFor()
    expect(receiver.got.map(({ data }) => data.target)).toContain(targets[0])

    // 4. All that are left, with how many that is.
    await visit(page, `/console/endpoints/${endpoint}`)
    await page.getByRole('button', { name: 'Send dead letters again' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/^\d+ messages about \d+ targets go out again/).waitFor()
    await dialog.getByRole('button', { name: 'Send dead letters again' }).click()
    await page.getByText('messages are on their way.').waitFor()
    await awaited(async () =>
      targets.every((target) => receiver.got.some(({ data }) => data.target === target)) ? true : undefined,
    )

    // 5. It goes only when its host is typed.
    await page.getByRole('button', { name: 'Remove' }).click()
    const act = page.getByRole('dialog').getByRole('button', { name: 'Remove' })
    expect(await act.isDisabled()).toBe(true)
    await page.getByLabel('To confirm, type the host').fill(host)
    await act.click()
    await page.waitForURL('**/console/endpoints')
  })
})
