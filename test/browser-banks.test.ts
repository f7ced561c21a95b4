import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBarriers, readyAxe } from './axe.fixture.ts'
import { browserTests } from './browser.fixture.ts'
import { overflow } from './browser-every-page.fixture.ts'
import { type MediaService, startMediaService } from './media-service.fixture.ts'

const PASSWORD = 'tidal copper lantern'
const HANA = { email: 'hana@team.example', password: PASSWORD }
const MINA = { email: 'mina@team.example', password: PASSWORD }
const TABLET = { width: 820, height: 1180 } as const
/** More than goes into one request. */
const COUNT = 10_500
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const feed = (name: string, count: number) => ({
  ...{ name: `${name}.txt`, mimeType: 'text/plain' },
  buffer: Buffer.from(Array.from({ length: count }, (_, i) => `md5 ${md5(`${name} ${i}`)}\n`).join('')),
})

browserTests('banks of known hashes', ({ open }) => {
  let haechi: MediaService
  const membersOf = async (bank: string) => (await haechi.request('GET', `/v1/banks/${bank}`)).json.members
  beforeAll(async () => {
    haechi = await startMediaService({ pagesDir: join('dist', 'console') })
    const skills = { clearance: 'S0' } as const
    for (const [name, role, { email }] of [
      ['Hana', 'admin', HANA],
      ['Mina', 'reviewer', MINA],
    ] as const) {
      const { token } = await haechi.client.users.invite({ name, email, role, skills })
      await haechi.client.acceptInvitation({ token, password: PASSWORD })
    }
    for (const bank of ['worst', 'shown'])
      await haechi.request('POST', `/v1/banks/${bank}/members`, {
        type: 'md5',
        hash: md5(bank),
        source: 'tests',
      })
  })
  afterAll(() => haechi?.stop())

  const opened = async (bank: string, as = HANA, options = {}): Promise<Page> => {
    const page = await open({ url: haechi.url, as, ...options })
    await page.goto(`/console/banks/${bank}`)
    await page.getByRole('grid', { name: /Members|멤버/ }).waitFor()
    return page
  }
  const choose = async (page: Page, file: ReturnType<typeof feed>) => {
    await page.getByLabel('File', { exact: true }).setInputFiles(file)
    await page.getByRole('button', { name: 'Import' }).click()
  }

  test('all banks are listed with what they are, and each opens by keyboard', async () => {
    const page = await open({ url: haechi.url, as: HANA })
    await page.goto('/console/banks')
    const grid = page.getByRole('grid', { name: 'Hash banks' })
    await grid.getByRole('row').filter({ hasText: 'worst' }).getByText('sealed').waitFor()
    expect(await grid.getByRole('row').filter({ hasText: 'shown' }).getByText('sealed').count()).toBe(0)
    await grid.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/console/banks/worst')
    await page.getByText('nobody is shown it').waitFor()
  })

  test('an import that breaks off goes on where it was', async () => {
    const page = await opened('shown', HANA, { expects: [/Failed to load resource/] })
    let sent = 0
    await page.route('**/imports/*/rows', (route) =>
      sent++ === 1 ? route.abort('connectionreset') : route.continue(),
    )
    const before = await membersOf('shown')
    const file = feed('cut', COUNT)
    await choose(page, file)
    await page.getByText('the same file goes on behind it').waitFor()
    expect(await membersOf('shown')).toBe(before + 10_000)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('10,500 entries: 10,500 added, 0 changed, 0 withdrawn.').waitFor()
    // The first piece was not sent again.
    expect(sent).toBe(3)
    expect(await membersOf('shown')).toBe(before + COUNT)
  })

  test('a file with a mistake is told by its line, and nothing of it is sent', async () => {
    const page = await opened('shown')
    const before = await membersOf('shown')
    const good = feed('mistake', 2)
    const buffer = Buffer.concat([good.buffer, Buffer.from('md5 too-short\n')])
    await choose(page, { ...good, buffer })
    await page.getByRole('alert').getByText('1 entry cannot be read. Nothing was sent.').waitFor()
    await page.getByRole('alert').getByText('Line 3:').waitFor()
    expect(await membersOf('shown')).toBe(before)
    await page.getByLabel('Leave out entries that cannot be read').check()
    await page.getByRole('button', { name: 'Import' }).click()
    await page.getByText('2 entries: 2 added').waitFor()
    await choose(page, { ...good, name: 'what.bin', buffer: Buffer.from('!?') })
    await page.getByRole('alert').getByText('The form of the file cannot be told').waitFor()
  })

  test('members come page by page, and a person disputes one with a reason', async () => {
    const page = await opened('shown')
    const grid = page.getByRole('grid', { name: 'Members' })
    await page.getByText('100 rows').waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByText('200 rows').waitFor()
    await grid.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    const dispute = dialog.getByRole('button', { name: 'Dispute' })
    expect(await dispute.isDisabled()).toBe(true)
    await dialog.getByLabel('Reason').fill('Seen: it is a blank picture.')
    await dispute.click()
    await dialog.getByText('disputed', { exact: true }).first().waitFor()
    await dialog.getByText('Seen: it is a blank picture.').waitFor()
    expect((await haechi.request('GET', '/v1/banks/shown')).json.states.disputed).toBe(1)
    // What is wrong may turn out to be right.
    await dialog.getByLabel('Reason').fill('It is not blank.')
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await dialog.getByText('confirmed', { exact: true }).first().waitFor()
  })

  test('what takes a member of a sealed bank away needs a second person', async () => {
    const page = await opened('worst', MINA, { expects: [/Failed to load resource/] })
    await page.getByRole('grid', { name: 'Members' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('a second person must agree').waitFor()
    // A reviewer judges, and takes nothing back.
    expect(await dialog.getByRole('button', { name: 'Withdraw' }).count()).toBe(0)
    await dialog.getByLabel('Reason').fill('A blank picture.')
    await dialog.getByRole('button', { name: 'Dispute' }).click()
    await dialog.getByText('questioned', { exact: true }).first().waitFor()
    await dialog.getByLabel('Reason').fill('Still a blank picture.')
    await dialog.getByRole('button', { name: 'Dispute' }).click()
    await dialog.getByText('another person must agree').waitFor()
    expect((await haechi.request('GET', '/v1/banks/worst')).json.states).toMatchObject({
      ...{ questioned: 1, disputed: 0 },
    })
    expect(await page.content()).not.toContain(md5('worst'))
  })

  test('a reviewer sees members, and neither import nor export nor settings', async () => {
    const page = await opened('shown', MINA)
    for (const name of ['Import a file', 'Export'])
      expect(await page.getByRole('heading', { name, exact: true }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Change' }).count()).toBe(0)
    expect(await page.getByRole('heading', { name: 'Members' }).count()).toBe(1)
  })

  test('a bank is turned off and its share changed, and hashes leave by the export alone', async () => {
    const page = await opened('shown')
    await page.getByRole('button', { name: 'Change' }).click()
    await page.getByLabel('Whether it matches').selectOption('off')
    await page.getByLabel('Share of files, in percent').fill('12.5')
    await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click()
    await page.getByText('as it was set here').waitFor()
    expect((await haechi.request('GET', '/v1/banks/shown')).json).toMatchObject({
      enabled: false,
      share: 0.125,
    })
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download' }).click()
    const path = await (await downloading).path()
    expect(readFileSync(path, 'utf8')).toContain(`md5 ${md5('cut 0')}`)
    expect(await page.content()).not.toContain(md5('cut 0'))
  })

  for (const [lang, theme] of [
    ['en', 'light'],
    ['en', 'dark'],
    ['ko', 'light'],
    ['ko', 'dark'],
  ] as const)
    test(`axe finds no barrier, ${lang}, ${theme}; it fits a laptop and a tablet`, async () => {
      const page = await opened('shown', HANA, { lang, theme, bypassCSP: true })
      await readyAxe(page)
      expect((await findBarriers(page)).violations).toEqual([])
      for (const size of [undefined, TABLET]) {
        if (size !== undefined) await page.setViewportSize(size)
        await expect.poll(() => overflow(page), { timeout: 5000 }).toEqual([])
      }
      await page.getByRole('grid', { name: /Members|멤버/ }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').getByRole('button').last().waitFor()
      expect((await findBarriers(page)).violations).toEqual([])
    })

  test('no hash was logged', () => {
    expect(haechi.logged.length).toBeGreaterThan(0)
    const said = [...haechi.logged, ...haechi.said].join('\n')
    for (const hash of [md5('worst'), md5('cut 0')]) expect(said).not.toContain(hash)
  })
})
