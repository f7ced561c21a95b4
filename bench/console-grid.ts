import type { CDPSession, Page } from 'playwright-core'
import { launch, openPage } from '../test/browser-page.fixture.ts'
import { startWorld, type World } from '../test/browser-world.fixture.ts'
import type { Bench } from './emit.ts'
import { median } from './median.ts'

const base = { bench: 'grid', peer: null }
const ROWS = 100_000
const PRESSES = 60
const KEYS = ['PageDown', 'ArrowDown', 'PageDown', 'ArrowUp', 'End', 'Home', 'PageDown', 'PageUp'] as const
/** How far each leads, as the grid says in src/console/kit/grid.tsx. */
const PAGE_ROWS = 15

export const bench: Bench = {
  name: 'grid',
  summary:
    'console: a hundred thousand jobs in the list, by sixty presses of keys; the API’s answer is made up, the page is real',
  async run(emit, { quick }) {
    const { world, stop } = await startWorld()
    const browser = await launch(['--js-flags=--expose-gc'])
    try {
      const { page } = await openPage(browser, world, { as: 'admin' })
      await answerWithRows(page, world)
      await page.goto('/console/jobs')
      const grid = page.getByRole('grid')
      await page.waitForFunction(
        (rows) => document.querySelector(`[aria-rowcount="${rows + 1}"]`) !== null,
        ROWS,
      )
      await grid.focus()
      await grid.press('Home')
      const session = await page.context().newCDPSession(page)
      await session.send('Performance.enable')
      const rounds = quick ? 3 : 11
      const [times, dropped, heaps]: [number[], number[], number[]] = [[], [], []]
      await pressAll(page)
      for (let i = 0; i < rounds; i++) {
        const { ms, lost } = await pressAll(page)
        times.push(ms)
        dropped.push(lost)
        heaps.push(await heapMb(session))
      }
      const unwaited: number[] = []
      for (let i = 0; i < rounds; i++) unwaited.push(await holdDown(page))
      const value = median(unwaited) / 1000
      const row = (
        figure: string,
        more: { value: number; unit: string; reach: number | null; holds: boolean | null },
      ) => emit({ ...base, figure, ...more })
      row(`${PRESSES} key presses, one behind the other, until the row they lead to is painted`, {
        value,
        unit: 's',
        reach: 1.5,
        holds: value < 1.5,
      })
      row('… each only when the row before was painted', {
        value: median(times) / 1000,
        unit: 's',
        reach: null,
        holds: null,
      })
      row(`… the slowest round of ${rounds}`, {
        value: Math.max(...unwaited) / 1000,
        unit: 's',
        reach: null,
        holds: null,
      })
      const lost = dropped.reduce((sum, one) => sum + one, 0)
      row('presses after which the row was not to be seen', {
        value: lost,
        unit: 'presses',
        reach: 0,
        holds: lost === 0,
      })
      const grown = heaps.at(-1)! - heaps[0]!
      row(`memory grown over ${(rounds - 1) * PRESSES} presses`, {
        value: grown,
        unit: 'MB',
        reach: 5,
        holds: grown < 5,
      })
      row('memory of the page with all rows', { value: heaps.at(-1)!, unit: 'MB', reach: null, holds: null })
    } finally {
      await browser.close()
      await stop()
    }
  },
}

/**
 * A job of the world, a hundred thousand times under other ids. Once: a real list of so many is put together of pages,
 * and is not asked for again every ten seconds, as a short one is.
 */
async function answerWithRows(page: Page, world: World): Promise<void> {
  let isAnswered = false
  await page.route(`${world.url}/v1/jobs/search`, async (route) => {
    if (isAnswered) return
    isAnswered = true
    const answer = await route.fetch()
    const [job] = ((await answer.json()) as { jobs: { job: string }[] }).jobs
    const jobs = Array.from({ length: ROWS }, (_, i) => ({
      ...job,
      job: `job-${i.toString(16).padStart(32, '0')}`,
    }))
    await route.fulfill({ response: answer, body: JSON.stringify({ jobs, next: null }) })
  })
}

/** Presses the keys one after the other, each when the row it leads to was painted; gives the time, and how often it was not. */
async function pressAll(page: Page): Promise<{ ms: number; lost: number }> {
  let at = await page.evaluate(rowInSight)
  let lost = 0
  const start = performance.now()
  for (let i = 0; i < PRESSES; i++) {
    const key = KEYS[i % KEYS.length]!
    at = led(at, key)
    await page.keyboard.press(key)
    if (!(await page.evaluate(afterPaint, at))) lost++
  }
  return { ms: performance.now() - start, lost }
}

/** Presses Page Down so often, as somebody who scrolls does; ms until the row that they lead to was painted. */
async function holdDown(page: Page): Promise<number> {
  await page.keyboard.press('Home')
  await page.evaluate(afterPaint, 0)
  const start = performance.now()
  for (let i = 0; i < PRESSES; i++) await page.keyboard.press('PageDown')
  if (!(await page.evaluate(afterPaint, PRESSES * PAGE_ROWS)))
    throw new Error(`after ${PRESSES} presses the list is not where they lead: some were lost`)
  return performance.now() - start
}

function led(at: number, key: (typeof KEYS)[number]): number {
  const to = {
    PageDown: at + PAGE_ROWS,
    PageUp: at - PAGE_ROWS,
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: ROWS - 1,
  }[key]
  return Math.max(0, Math.min(ROWS - 1, to))
}

/** Runs in the page: resolves when the row is painted where it can be seen; false: it was not, for two seconds. */
function afterPaint(at: number): Promise<boolean> {
  const endsAt = performance.now() + 2000
  return new Promise((resolve) => {
    requestAnimationFrame(function look() {
      const row = document.querySelector('[role=row][data-current]')
      const grid = row?.closest('[role=grid]')
      const isThere =
        row && grid && Number(row.getAttribute('aria-rowindex')) - 2 === at && row.textContent !== ''
      const [inner, outer] = [row?.getBoundingClientRect(), grid?.getBoundingClientRect()]
      if (isThere && inner!.bottom > outer!.top && inner!.top < outer!.bottom) {
        const channel = new MessageChannel()
        // A task behind the frame: what the frame showed has been painted.
        channel.port1.onmessage = () => resolve(true)
        channel.port2.postMessage(null)
      } else if (performance.now() > endsAt) resolve(false)
      else requestAnimationFrame(look)
    })
  })
}

function rowInSight(): number {
  const row = document.querySelector('[role=row][data-current]')
  return Number(row?.getAttribute('aria-rowindex') ?? 2) - 2
}

async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 1_000_000
}
