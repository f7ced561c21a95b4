import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest'
import { launch, openPage, type PageOptions, type Watched } from './browser-page.fixture.ts'
import { CHROMIUM_PATH, HAS_CHROMIUM } from './browser-path.fixture.ts'
import type { World } from './browser-world.fixture.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The seeded world that all browser tests share; undefined where there is no browser. */
    world: World | undefined
  }
}

/** Tests in the system's Chromium; where there is none they are reported as skipped, with the reason in their name. */
export function browserTests(
  name: string,
  body: (browsing: Browsing) => void,
  args: readonly string[] = [],
): void {
  const why = HAS_CHROMIUM ? '' : ` (skipped: no browser at ${CHROMIUM_PATH}; set CHROMIUM_PATH)`
  describe.skipIf(!HAS_CHROMIUM)(`${name}${why}`, () => body(browse(args)))
}

export interface Browsing {
  readonly browser: () => Browser
  readonly world: () => World
  /** A page in a context of its own. The test fails when it complains, breaks the CSP or talks to anyone else. */
  open(options?: PageOptions): Promise<Page>
}

function browse(args: readonly string[]): Browsing {
  let browser: Browser | undefined
  let opened: (Watched & { readonly expects: readonly RegExp[] })[] = []
  const world = () => {
    const given = inject('world')
    if (given === undefined) throw new Error('there is no world: test/browser.setup.ts did not start it')
    return given
  }
  beforeAll(async () => {
    browser = await launch(args)
  })
  afterAll(() => browser?.close())
  afterEach(async (context) => {
    const last = opened
    opened = []
    if (context.task.result?.state === 'fail')
      for (const [i, { page }] of last.entries()) await keepPicture(page, `${context.task.name}-${i}`)
    for (const { page } of last) await page.context().close()
    const problems = last.flatMap((one) =>
      one.problems.filter((problem) => !one.expects.some((expected) => expected.test(problem))),
    )
    expect(problems).toEqual([])
  })
  return {
    browser: () => browser!,
    world,
    async open(options = {}) {
      const watched = await openPage(browser!, world(), options)
      opened.push({ ...watched, expects: options.expects ?? [] })
      return watched.page
    },
  }
}

/** What a failed test last saw, to look at. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = join(tmpdir(), 'haechi-browser')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.png`)
  await page.screenshot({ path }).then(
    () => console.error(`what it saw: ${path} at ${page.url()}`),
    () => undefined,
  )
}
