import type { Page } from 'playwright-core'
import { createClient } from '../src/client/client.ts'
import { launch, openPage } from '../test/browser-page.fixture.ts'
import { startWorld } from '../test/browser-world.fixture.ts'
import type { Bench, Emit } from './emit.ts'

const base = { bench: 'review', peer: null }
const REACH_MS = 150
const NO_LIMIT = { perHour: null, perDay: null }

export const bench: Bench = {
  name: 'review',
  summary: 'console: from the key of a judgement until the next job is painted, in Chromium',
  async run(emit, { quick }) {
    const { world, stop } = await startWorld()
    const browser = await launch()
    try {
      const client = createClient({ url: world.url, key: world.adminKey, timeoutMs: 30_000 })
      await client.protection.set({
        severities: { S0: NO_LIMIT, S1: NO_LIMIT },
        breaks: { afterMinutes: null },
      })
      const { page } = await openPage(browser, world, { as: 'reviewer' })
      await page.addInitScript(measureKeys)
      await page.goto('/console/review')
      await page.locator('article[data-job]').waitFor()
      // The first ones warm up what every later one uses.
      await judge(page, 5, 1000)
      emitMs(emit, 'a judgement each second', await judge(page, quick ? 20 : 60, 1000), REACH_MS)
      // Nobody reads so fast: soon it is the service that is waited for, which fetches what lies behind.
      emitMs(emit, 'without a pause', await judge(page, quick ? 10 : 30, 0), null)
    } finally {
      await browser.close()
      await stop()
    }
  },
}

/** Judges so many jobs by key; ms from each key press, as the browser has it, until the next job is on the screen. */
async function judge(page: Page, count: number, pauseMs: number): Promise<number[]> {
  const taken: number[] = []
  for (let i = 0; i < count; i++) {
    if (pauseMs > 0) await page.waitForTimeout(pauseMs)
    const seen = await page.evaluate(() => (window as unknown as Measured).paintedMs.length)
    await page.keyboard.press('f')
    await page.waitForFunction((before) => (window as unknown as Measured).paintedMs.length > before, seen, {
      polling: 20,
      timeout: 30_000,
    })
    taken.push(await page.evaluate((at) => (window as unknown as Measured).paintedMs[at]!, seen))
  }
  return taken
}

interface Measured {
  paintedMs: number[]
}

/** Runs in the page: notes when a key went down, and when a frame with another job had been painted after it. */
function measureKeys(): void {
  const measured = window as unknown as Measured
  measured.paintedMs = []
  let pressed: { atMs: number; job: string | null } | undefined
  const jobNow = () => document.querySelector('article[data-job]')?.getAttribute('data-job') ?? null
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.code === 'KeyF') pressed = { atMs: event.timeStamp, job: jobNow() }
    },
    true,
  )
  const look = () => {
    const job = jobNow()
    if (pressed === undefined || job === null || job === pressed.job) return
    const { atMs } = pressed
    pressed = undefined
    // A message that is sent from within a frame arrives when the frame was painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => measured.paintedMs.push(performance.now() - atMs)
      port2.postMessage(null)
    })
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
}

function emitMs(emit: Emit, what: string, taken: readonly number[], reach: number | null): void {
  const sorted = [...taken].sort((a, b) => a - b)
  for (const [name, share] of [
    ['median', 0.5],
    ['p95', 0.95],
  ] as const) {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
    const figure = `key to next job painted, ${what}, ${name} of ${taken.length}`
    emit({ ...base, figure, value, unit: 'ms', reach, holds: reach === null ? null : value < reach })
  }
}
