import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../src/client/client.ts'
import { browserTests } from './browser.fixture.ts'
import { takeTurn } from './browser-turn.fixture.ts'

const TRIAL = 'browser.trial'

// A rule is written from a query, looked at over the past, shadowed, promoted and rolled back. The tests follow one another.
browserTests('rules', ({ open, world }) => {
  const client = () => createClient({ url: world().url, key: world().adminKey, timeoutMs: 60_000 })
  const live = async () => (await client().versions.list({ limit: 1 })).live

  let endTurn: (() => void) | undefined
  beforeAll(async () => {
    endTurn = await takeTurn(world())
  })
  afterAll(() => endTurn?.())

  test('one is written from a query, seen over the past, and runs in shadow', async () => {
    const saved = await fetch(`${world().url}/v1/queries`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${world().people.admin.key}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        name: 'Insults in chat',
        query: { on: 'chat.message', when: 'insults.count > 0' },
      }),
    })
    const { id } = (await saved.json()) as { id: string }
    const page = await open({ as: 'admin' })
    await page.goto(`/console/rules/new/${id}`)
    await page.getByText('Insults in chat').waitFor()
    expect(await page.getByLabel('chat.message').isChecked()).toBe(true)
    await page.getByLabel('Id', { exact: true }).fill(TRIAL)
    await page.getByLabel('Policy', { exact: true }).selectOption('harassment.insult')
    await page.getByText('Nothing is wrong with it.').waitFor()
    await page.getByText(`Rule ${TRIAL} is added`).waitFor()

    await page.getByRole('button', { name: 'Look' }).click()
    await page.getByText('Would have fired').waitFor()
    // What was said stays hidden until somebody asks.
    await page.getByRole('button', { name: 'Show what was said' }).first().waitFor()
    expect(await page.locator('.player-text').count()).toBe(0)

    await page.getByRole('button', { name: 'Save in shadow' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true)
    await dialog.getByRole('textbox', { name: 'Why' }).fill('To see what it does')
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('heading', { level: 1, name: TRIAL }).waitFor()
    expect(await client().rule.get(TRIAL)).toMatchObject({ mode: 'shadow', when: 'insults.count > 0' })
    await page.waitForFunction((key) => sessionStorage.getItem(key) === null, `haechi-draft new ${id}`)
  })

  test('it is promoted against what speaks against it, only with a reason, and the history tells of it', async () => {
    const page = await open({ as: 'policy_manager' })
    await page.goto(`/console/rules/${TRIAL}`)
    await page.getByRole('button', { name: 'Make live' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('What speaks against it').waitFor()
    await dialog.getByRole('textbox', { name: 'Why' }).fill('An attack goes on')
    const apply = dialog.getByRole('button', { name: 'Apply' })
    expect(await apply.isDisabled()).toBe(true)
    await dialog.getByLabel('I know').check()
    await apply.click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('An attack goes on').waitFor()
    expect((await client().rule.get(TRIAL)).mode).toBe('live')
  })

  test('it is rolled back from the version before, which says how many rules change', async () => {
    const before = await live()
    const page = await open({ as: 'policy_manager' })
    await page.goto(`/console/versions/${before - 1}`)
    await page.getByRole('button', { name: 'Roll back to this version' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 rule changes.').waitFor()
    await dialog.getByText('mode from live to shadow').waitFor()
    await dialog.getByRole('button', { name: 'Roll back' }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await live()).toBe(before + 1)
    expect((await client().rule.get(TRIAL)).mode).toBe('shadow')
  })

  test('mistakes show while one types, a draft survives a reload, and what is not a name is proposed nowhere', async () => {
    const page = await open({ as: 'admin' })
    await page.goto(`/console/rules/${TRIAL}/edit`)
    await write(page, 'insults.cuont > 1')
    await page.getByText('did you mean "count"?').first().waitFor()
    await page.locator('button[disabled]', { hasText: 'Look' }).waitFor()
    await page.reload()
    await page.getByText('insults.cuont').first().waitFor()
    await page.getByRole('button', { name: 'Throw the draft away' }).click()
    await page.getByText('insults.cuont').first().waitFor({ state: 'detached' })
  })

  test('whoever may only read sees no button that changes anything', async () => {
    const page = await open({ as: 'auditor' })
    await page.goto(`/console/rules/${TRIAL}`)
    await page.getByRole('button', { name: 'Edit' }).waitFor()
    for (const name of ['Make live', 'Retire', 'Canary'])
      expect(await page.getByRole('button', { name }).count()).toBe(0)
    await page.goto('/console/policies/harassment.insult')
    await page.getByLabel(/Guideline.*English/).waitFor()
    expect(await page.getByLabel(/Guideline.*English/).isEditable()).toBe(false)
  })
})

async function write(page: Page, condition: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Condition' }).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(condition)
  await page.keyboard.press('Escape')
}
