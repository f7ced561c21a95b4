import { findBarriers, readyAxe } from '../test/axe.fixture.ts'
import { launch, openPage } from '../test/browser-page.fixture.ts'
import { startWorld } from '../test/browser-world.fixture.ts'
import { OPEN_PAGES, pagePatterns, visitPage } from '../test/console-pages.fixture.ts'
import type { Bench } from './emit.ts'

const base = { bench: 'axe', peer: null }

export const bench: Bench = {
  name: 'axe',
  summary:
    'console: what axe-core finds on every page, light and dark, in Korean and English, with all its rules',
  async run(emit, { quick }) {
    const { world, stop } = await startWorld()
    const browser = await launch()
    const patterns = pagePatterns().slice(0, quick ? 4 : undefined)
    let [found, checks] = [0, 0]
    try {
      for (const lang of ['en', 'ko'] as const)
        for (const theme of ['light', 'dark'] as const)
          for (const pattern of patterns) {
            const who = OPEN_PAGES.has(pattern) ? {} : { as: 'admin' as const }
            const { page } = await openPage(browser, world, { lang, theme, bypassCSP: true, ...who })
            await visitPage(page, pattern, world)
            await readyAxe(page)
            const { violations, passed } = await findBarriers(page)
            for (const violation of violations) console.error(`${pattern} ${lang} ${theme}: ${violation}`)
            found += violations.length
            checks += passed
            await page.context().close()
          }
    } finally {
      await browser.close()
      await stop()
    }
    emit({
      ...base,
      ...{
        figure: `violations on ${patterns.length} pages, light and dark, ko and en`,
        value: found,
        unit: 'violations',
      },
      ...{ reach: 0, holds: found === 0 },
    })
    emit({
      ...base,
      figure: 'rules that found nothing, over all',
      value: checks,
      unit: 'passes',
      reach: null,
      holds: null,
    })
  },
}
