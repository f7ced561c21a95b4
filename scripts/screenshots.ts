// node scripts/run.mjs scripts/screenshots.ts [NAME…]: takes a picture of each page of the console, in both languages, in the
// seeded world of the browser tests, into docs/console/. With names only those. `HAECHI_WORLD=FILE` takes a world that
// scripts/seeded-world.ts keeps.
import { mkdirSync, readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import type { Role } from '../src/access/capability.ts'
import { launch, openPage } from '../test/browser-page.fixture.ts'
import { startWorld, type World } from '../test/browser-world.fixture.ts'
import { OPEN_PAGES, pagePatterns, visitPage } from '../test/console-pages.fixture.ts'

const FOLDER = 'docs/console'
/** Small enough that all of them weigh little in a clone. */
const QUALITY = 56
/** Pages that are shown dark as well. */
const DARK: ReadonlySet<string> = new Set(['/console', '/console/review', '/console/investigate'])
/** Seen as whoever works there; everything else as an admin. */
const AS: Readonly<Record<string, Role>> = { '/console/review': 'reviewer' }

const kept = process.env.HAECHI_WORLD
const { world, stop } = kept
  ? { world: JSON.parse(readFileSync(kept, 'utf8')) as World, stop: async () => undefined }
  : await startWorld()
const browser = await launch(['--font-render-hinting=none'])
const names = process.argv.slice(2)
mkdirSync(FOLDER, { recursive: true })
try {
  for (const pattern of pagePatterns()) {
    if (names.length > 0 && !names.includes(nameOf(pattern))) continue
    for (const lang of ['en', 'ko'] as const) await take(browser, pattern, lang, 'light')
    if (DARK.has(pattern)) await take(browser, pattern, 'en', 'dark')
  }
} finally {
  await browser.close()
  await stop()
}

async function take(from: Browser, pattern: string, lang: 'en' | 'ko', theme: 'light' | 'dark') {
  const signedIn = OPEN_PAGES.has(pattern) ? {} : { as: AS[pattern] ?? ('admin' as const) }
  const { page, problems } = await openPage(from, world, { lang, theme, ...signedIn })
  try {
    await visitPage(page, pattern, world)
    // The next job is fetched before there is anything to look at.
    if (pattern.startsWith('/console/review')) await page.locator('.review-side').waitFor()
    const path = `${FOLDER}/${nameOf(pattern)}.${lang}${theme === 'dark' ? '.dark' : ''}.jpg`
    await page.screenshot({ path, type: 'jpeg', quality: QUALITY, animations: 'disabled', caret: 'hide' })
    console.log(path)
  } catch (fault) {
    console.error(`${pattern} ${lang}: ${(fault as Error).message}`)
    process.exitCode = 1
  }
  for (const problem of problems) console.error(`${pattern} ${lang}: ${problem}`)
  await page.context().close()
}

/** `/console/jobs/$id` is `jobs-one`. */
function nameOf(pattern: string): string {
  if (pattern === '/console') return 'home'
  return pattern
    .replace(/^\/(console\/)?/, '')
    .replaceAll(/\$\w+/g, 'one')
    .replaceAll('/', '-')
}
