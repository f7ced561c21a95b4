import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browserTests } from './browser.fixture.ts'
import { visit } from './console-pages.fixture.ts'

const PASSWORD = 'harbour violin meadow'

browserTests('administration in the browser', ({ open, world }) => {
  const asked = (key: string, path: string, body: unknown) =>
    fetch(world().url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  test('somebody is invited by a link that is shown once, sets a password, and is disabled again', async () => {
    const page = await open({ as: 'admin' })
    await visit(page, '/console/users')
    await page.getByRole('button', { name: 'Invite' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invite somebody' })
    await dialog.getByLabel('Name').fill('Jiho Test')
    await dialog.getByLabel('E-mail address').fill('jiho.test@example.com')
    await dialog.getByLabel('Role').selectOption('auditor')
    await dialog.getByRole('button', { name: 'Invite' }).click()
    const once = page.getByRole('alertdialog', { name: 'The link for Jiho Test' })
    const link = (await once.locator('code').textContent())!
    expect(link).toMatch(/\/welcome#hl_/)
    await once.getByRole('img', { name: 'The same as a QR code' }).waitFor()
    const secret = link.split('#')[1]!
    expect(`${page.url()} ${await page.title()}`).not.toContain(secret)
    await once.getByRole('button', { name: 'I have kept it' }).click()
    await once.waitFor({ state: 'detached' })
    expect(await page.content()).not.toContain(secret)

    const theirs = await open()
    await theirs.goto(link)
    await theirs.getByLabel('New password').fill(PASSWORD)
    await theirs.keyboard.press('Enter')
    await theirs.waitForURL(/\/console/)
    const signedIn = await fetch(`${world().url}/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'jiho.test@example.com', password: PASSWORD, as: 'bearer' }),
    })
    expect(signedIn.status).toBe(200)

    await visit(page, '/console/users')
    await page.getByRole('row', { name: /Jiho Test/ }).click()
    await page.getByRole('heading', { name: 'Jiho Test' }).waitFor()
    await page.getByRole('button', { name: 'Disable' }).click()
    const confirm = page.getByRole('dialog', { name: 'Disable Jiho Test?' })
    await confirm.getByText('2 sessions end').waitFor()
    await confirm.getByRole('button', { name: 'Disable' }).click()
    await confirm.waitFor({ state: 'detached' })
    const { token } = (await signedIn.json()) as { token: string }
    expect((await asked(token, '/v1/audit/find', {})).status).toBe(401)
  })

  test('a key is shown once, works, and is refused once it is revoked', async () => {
    const page = await open({ as: 'admin' })
    await visit(page, '/console/keys')
    await page.getByRole('button', { name: 'New key' }).click()
    const dialog = page.getByRole('dialog', { name: 'Create an API key' })
    await dialog.getByLabel('Name').fill('browser-made')
    await dialog.getByRole('button', { name: 'Create' }).click()
    const once = page.getByRole('alertdialog', { name: 'The key browser-made' })
    const secret = (await once.locator('code').textContent())!
    expect(secret).toMatch(/^hk_/)
    expect(`${page.url()} ${await page.title()}`).not.toContain(secret)
    await once.getByRole('button', { name: 'I have kept it' }).click()
    await once.waitFor({ state: 'detached' })
    expect(await page.content()).not.toContain(secret)
    const event = { type: 'chat.message', actor: 'account:of-a-browser', data: { text: 'hello' } }
    expect((await asked(secret, '/v1/screen', event)).status).toBe(200)

    await page.getByRole('button', { name: 'Revoke: browser-made' }).click()
    const confirm = page.getByRole('dialog', { name: 'Revoke the key browser-made?' })
    await confirm.getByRole('button', { name: 'Revoke' }).click()
    await confirm.waitFor({ state: 'detached' })
    await page
      .getByRole('row', { name: /browser-made/ })
      .getByText('revoked')
      .waitFor()
    expect((await asked(secret, '/v1/screen', event)).status).toBe(401)
  })

  test('the audit log is searched without an entity in the address, and its chain is walked', async () => {
    const label = { entity: 'account:looked-for', label: 'trusted', reason: 'For a test' }
    expect((await asked(world().adminKey, '/v1/labels', label)).status).toBe(201)
    const page = await open({ as: 'auditor' })
    await visit(page, '/console/audit')
    await page.getByLabel('What', { exact: true }).selectOption('setLabel')
    await page.getByLabel('Entity').fill('account:looked-for')
    await page.getByRole('button', { name: 'Find' }).click()
    const grid = page.getByRole('grid', { name: 'Audit log' })
    await grid.getByText('account:looked-for').first().waitFor()
    expect(page.url()).toContain('what=setLabel')
    expect(page.url()).not.toContain('looked-for')
    expect(await rowsOf(page)).toBe(1)
    await grid.getByText('setLabel').first().click()
    await page.getByRole('dialog').getByText('Hash of the entry before').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Walk the chain' }).click()
    await page.getByText(/The chain holds: [\d,]+ entries/).waitFor()
  })

  test('an erasure is counted first, and done only when the name is typed again', async () => {
    const entity = 'account:to-be-erased'
    const event = { type: 'chat.message', actor: entity, data: { text: 'something of mine' } }
    expect((await asked(world().adminKey, '/v1/screen', event)).status).toBe(200)
    const page = await open({ as: 'admin' })
    await visit(page, '/console/erasures')
    await page.getByLabel('Entity').fill(entity)
    await page.getByLabel('Why').fill('For a test')
    await page.getByRole('button', { name: 'Count what there is' }).click()
    await page.getByText('An erasure would change or erase:').waitFor()
    await page.getByRole('button', { name: 'Erase …' }).click()
    const confirm = page.getByRole('dialog', { name: 'Erase this account?' })
    const act = confirm.getByRole('button', { name: 'Erase for ever' })
    expect(await act.isDisabled()).toBe(true)
    await confirm.getByRole('textbox').fill('account:another')
    expect(await act.isDisabled()).toBe(true)
    await confirm.getByRole('textbox').fill(entity)
    await act.click()
    await confirm.waitFor({ state: 'detached' })
    await page.getByRole('grid', { name: 'Erasures so far' }).getByText('erased').first().waitFor()
    expect(page.url()).not.toContain('to-be-erased')
    expect(await page.getByRole('grid').textContent()).not.toContain('to-be-erased')
  })

  test('an admin of one world sees their own people, gives no more than they have, and is told why', async () => {
    const post = async (path: string, body: unknown, key: string | null = world().adminKey) => {
      const answer = await fetch(world().url + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify(body),
      })
      expect(answer.status).toBeLessThan(300)
      return (await answer.json()) as { token: string }
    }
    const email = 'bound.admin@example.com'
    const invite = { name: 'Bound Admin', email, role: 'admin', worlds: ['school'] }
    const { token } = await post('/v1/users', { ...invite, skills: { clearance: 'S2' } })
    await post('/v1/invitation', { token, password: PASSWORD }, null)
    const page = await open({ as: { email, password: PASSWORD } })
    await visit(page, '/console/users')
    await page.getByRole('row', { name: /Bound Admin/ }).waitFor()
    expect(await rowsOf(page)).toBe(1)
    await page.getByRole('button', { name: 'Invite' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invite somebody' })
    await dialog.getByLabel('Name').fill('More Than I')
    await dialog.getByLabel('E-mail address').fill('more@example.com')
    expect(await dialog.getByLabel('All worlds').count()).toBe(0)
    await dialog.getByLabel('Cleared for').selectOption('S0')
    await dialog.getByText('It could see content that you are not cleared for.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Invite' }).isDisabled()).toBe(true)
    for (const path of ['/console/audit', '/console/erasures', '/console/holds']) {
      await visit(page, path)
      await page.getByText(/you are bound to school/).waitFor()
    }
  })
})

/** Rows of the grid but its head. */
async function rowsOf(page: Page): Promise<number> {
  const said = await page.getByRole('grid').getAttribute('aria-rowcount')
  return Number(said) - 1
}
