import { type Client, createClient } from '../src/client/client.ts'
import { launch, openPage } from '../test/browser-page.fixture.ts'
import type { HaechiProcess } from './haechi-process.ts'

const PASSWORD = 'seven quiet umbrellas'
/** So many questions, after a first one that nobody times. */
const TRIES = 5

type Query = Parameters<Client['queries']['save']>[0]['query']

/**
 * A question asked on the page, in Chromium: ms from the click on Ask until a frame with all of its answer (series,
 * lists and events) has been painted.
 */
export async function askOnScreen({ url, key }: HaechiProcess, query: Query): Promise<number[]> {
  const client = createClient({ url, key, timeoutMs: 30_000 })
  const email = `analyst-${crypto.randomUUID()}@team.example`
  const { token } = await client.users.invite({ name: 'An analyst', email, role: 'analyst' })
  await client.acceptInvitation({ token: token!, password: PASSWORD })
  const { id } = await client.queries.save({ name: null, query })
  const browser = await launch()
  try {
    const { page } = await openPage(browser, { url }, { as: { email, password: PASSWORD } })
    await page.goto(`/console/investigate/${id}`)
    const button = page.getByRole('button', { name: 'Ask', exact: true })
    await page.locator('.plot canvas').waitFor()
    await button.waitFor()
    const taken: number[] = []
    for (let i = 0; i <= TRIES; i++) {
      const answered = page.evaluate(untilAnswered)
      await button.click()
      taken.push(await answered)
    }
    return taken.slice(1)
  } finally {
    await browser.close()
  }
}

/** Runs in the page: from a click until the page no longer looks, and that has been painted. */
function untilAnswered(): Promise<number> {
  return new Promise((resolve) => {
    document.addEventListener(
      'click',
      ({ timeStamp }) => {
        let isLooking = false
        requestAnimationFrame(function look() {
          const words = document.querySelector('.investigate-go')?.textContent
          if (words === 'Stop') isLooking = true
          if (!isLooking || words === 'Stop') return void requestAnimationFrame(look)
          const channel = new MessageChannel()
          // A task behind the frame: what the frame showed has been painted.
          channel.port1.onmessage = () => resolve(performance.now() - timeStamp)
          channel.port2.postMessage(null)
        })
      },
      { capture: true, once: true },
    )
  })
}
