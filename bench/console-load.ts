import type { Browser, CDPSession } from 'playwright-core'
import { launch, openPage } from '../test/browser-page.fixture.ts'
import { startWorld, type World } from '../test/browser-world.fixture.ts'
import type { Bench, Emit } from './emit.ts'
import { median } from './median.ts'

const base = { bench: 'load', peer: null }
const SLOWER = 4
const HOME = '/console'

export const bench: Bench = {
  name: 'load',
  summary: 'console: what the first load weighs, and when it answers on a processor a quarter as fast',
  async run(emit, { quick }) {
    const { world, stop } = await startWorld()
    const browser = await launch()
    try {
      for (const path of ['/sign-in', HOME]) await emitWeight(emit, browser, world, path)
      await emitAnswer(emit, browser, world, quick ? 3 : 11)
    } finally {
      await browser.close()
      await stop()
    }
  },
}

/** Bytes on the wire of documents, scripts, styles, pictures and fonts, with nothing in the cache; what the API answers apart. */
async function emitWeight(emit: Emit, browser: Browser, world: World, path: string): Promise<void> {
  const reach = 250_000
  for (const coding of ['gzip', 'br']) {
    const { page } = await openPage(browser, world, path === HOME ? { as: 'admin' } : {})
    await page.setExtraHTTPHeaders({ 'accept-encoding': coding })
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    const kinds = new Map<string, string>()
    let bytes = 0
    session.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId) ?? ''
      if (['Document', 'Script', 'Stylesheet', 'Image', 'Font'].includes(kind)) bytes += encodedDataLength
    })
    await page.goto(path)
    await page.waitForFunction(isPainted, path)
    await page.waitForLoadState('load')
    await page.context().close()
    const isReach = coding === 'gzip'
    emit({
      ...base,
      ...{ figure: `first load of ${path}, ${coding}`, value: bytes / 1000, unit: 'kB' },
      ...(isReach ? { reach: reach / 1000, holds: bytes < reach } : { reach: null, holds: null }),
    })
  }
}

/** From the start of the navigation until home shows its data and has answered a key: `?`, which lists the keys. */
async function emitAnswer(emit: Emit, browser: Browser, world: World, times: number): Promise<void> {
  const [painted, answered]: [number[], number[]] = [[], []]
  for (let i = 0; i < times; i++) {
    const { page } = await openPage(browser, world, { as: 'admin' })
    const session = await page.context().newCDPSession(page)
    await slowDown(session, SLOWER)
    await page.goto(HOME, { waitUntil: 'commit' })
    await page.waitForFunction(isPainted, HOME, { polling: 'raf' })
    painted.push(await page.evaluate(() => performance.now()))
    await page.keyboard.press('?')
    await page.waitForFunction(() => document.querySelector('[role=dialog]') !== null, null, {
      polling: 'raf',
    })
    answered.push(await page.evaluate(() => performance.now()))
    await page.context().close()
  }
  const row = (figure: string, values: readonly number[], reach: number | null) => {
    const value = median(values) / 1000
    const worst = Math.max(...values) / 1000
    emit({ ...base, figure, value, unit: 's', reach, holds: reach === null ? null : value < reach })
    emit({
      ...base,
      figure: `${figure}, worst of ${times}`,
      value: worst,
      unit: 's',
      reach: null,
      holds: null,
    })
  }
  row(`home painted with its data, ${SLOWER} x CPU slow-down`, painted, null)
  row(`… and it has answered a key (time to interactive)`, answered, 3)
}

/** Runs in the page: whether it shows what it is for. */
function isPainted(path: string): boolean {
  if (document.querySelector('h1') === null || document.querySelector('[aria-busy=true]') !== null)
    return false
  // Home is there when both charts and the queues are.
  const charts = document.querySelectorAll('main canvas').length
  return path === '/sign-in' || (charts >= 2 && document.querySelector('.home-queues td') !== null)
}

async function slowDown(session: CDPSession, rate: number): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}
