import pg from 'pg'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createClient } from '../src/client/client.ts'
import { browserTests } from './browser.fixture.ts'
import { seedPair } from './browser-lab.fixture.ts'
import { PATIENCE_MS } from './browser-page.fixture.ts'
import { visit } from './console-pages.fixture.ts'
import { connectionOf } from './store-tools.fixture.ts'

// A live model is followed along its pages, lowered and rolled back. The tests follow one another.
browserTests('models', ({ open, world }) => {
  let pair: { readonly before: string; readonly live: string }
  const client = () =>
    createClient({ url: world().url, key: world().people.policy_manager.key, timeoutMs: 60_000 })
  const part = async (page: Page, name: string) => {
    await page.getByRole('navigation', { name: 'Parts of the model' }).getByRole('link', { name }).click()
  }

  test('the way of a live one is told with its evidence, which holds', async () => {
    const pool = new pg.Pool({ ...connectionOf(world().dataDir), max: 1 })
    pair = await seedPair(pool, `lounge_${process.pid}`).finally(() => pool.end())
    const page = await open({ as: 'policy_manager' })
    await visit(page, '/console/models?state=live')
    await page.getByRole('link', { name: pair.live.slice(0, 12) }).click()
    await page.waitForURL(`**/console/models/${pair.live}`)
    const way = page.getByRole('list', { name: 'The way of the model, from training to live' })
    await expect.poll(() => way.getByRole('listitem').count(), { timeout: PATIENCE_MS }).toBe(9)
    await way.getByRole('link').last().click()
    await page.waitForURL(/evidence\?entry=\d+/)
    await page.locator('[data-asked]').getByText('canary → live').waitFor()
    await page.getByText('7 of 7').first().waitFor()
    await page.getByRole('button', { name: 'Verify the chain' }).click()
    await page.getByText(/All [\d,]+ entries hold/).waitFor()
    await part(page, 'Gates')
    await page.getByText('Robustness to disguise').waitFor()
  })

  test('a person lowers it alone, and is told what will happen', async () => {
    const page = await open({ as: 'policy_manager' })
    await visit(page, `/console/models/${pair.live}`)
    await page.getByRole('button', { name: 'Lower …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('From now on at most').selectOption('rank')
    await dialog.getByText('From “reversible effect” to “rank a queue” at once').waitFor()
    const act = dialog.getByRole('button', { name: 'Lower' })
    expect(await act.isDisabled()).toBe(true)
    await dialog.getByLabel('Reason').fill('Players complain about masked greetings')
    await act.click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('held back by people').first().waitFor()
    expect((await client().models.get(pair.live)).model).toMatchObject({ authority: 'rank', cap: 'rank' })
  })

  test('one person only asks for more', async () => {
    const page = await open({ as: 'policy_manager' })
    await visit(page, `/console/models/${pair.live}`)
    await page.getByRole('button', { name: 'Raise …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('You are the first of two.').waitFor()
    await dialog.getByLabel('Reason').fill('The complaints were about a rule')
    await dialog.getByRole('button', { name: 'Ask for it' }).click()
    await page.getByText(/asked for “reversible effect”/).waitFor()
    expect((await client().models.get(pair.live)).model.authority).toBe('rank')
  })

  test('rolled back, the one before it is live again', async () => {
    const page = await open({ as: 'policy_manager' })
    await visit(page, `/console/models/${pair.live}`)
    await page.getByRole('button', { name: 'Roll back …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`${pair.before.slice(0, 12)} serves in its place`).waitFor()
    await dialog.getByLabel('Reason').fill('It is worse than it looked')
    await dialog.getByRole('button', { name: 'Roll back' }).click()
    await page.locator('.way-end').getByText('rolled back').waitFor()
    expect((await client().models.get(pair.before)).model.state).toBe('live')
  })

  test('whoever may only look is offered nothing to change', async () => {
    const page = await open({ as: 'analyst' })
    await visit(page, `/console/models/${pair.before}`)
    await page.getByRole('heading', { name: 'What it may do alone' }).waitFor()
    expect(await page.getByRole('button', { name: /…$/ }).count()).toBe(0)
  })
})
