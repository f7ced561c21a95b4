import { expect, test } from 'vitest'
import { browserTests } from './browser.fixture.ts'
import { visit } from './console-pages.fixture.ts'

/** Whether the row that the keys are at lies wholly between the head of its grid and its lower edge. */
function isInSight(): boolean {
  const row = document.querySelector('[role=row][data-current]')
  const grid = row?.closest('[role=grid]')
  const head = grid?.querySelector('.grid-head')
  if (!row || !grid || !head) return false
  const [at, box, top] = [row, grid, head].map((one) => one.getBoundingClientRect())
  return at!.top >= top!.bottom - 1 && at!.bottom <= box!.bottom + 1
}

browserTests('a list', ({ open }) => {
  test('the row that keys lead to lies in sight', async () => {
    const page = await open({ as: 'analyst' })
    // Keys lead nowhere before its rows are there.
    await visit(page, '/console/rules')
    const grid = page.getByRole('grid')
    await grid.focus()
    for (const key of ['PageDown', 'PageDown', 'End', 'PageUp', 'Home', 'End']) {
      await page.keyboard.press(key)
      expect([key, await page.waitForFunction(isInSight).then(() => true)]).toEqual([key, true])
    }
    const last = await grid.getAttribute('aria-rowcount')
    expect(await grid.locator('[data-current]').getAttribute('aria-rowindex')).toBe(last)
  })
})
