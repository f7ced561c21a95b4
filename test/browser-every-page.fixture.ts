import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findBarriers, readyAxe } from './axe.fixture.ts'
import { browserTests } from './browser.fixture.ts'
import { PATIENCE_MS, VIEWPORT } from './browser-page.fixture.ts'
import { OPEN_PAGES, pagePatterns, visitPage } from './console-pages.fixture.ts'

const TABLET = { width: 820, height: 1180 } as const

/** Holds every page of the router to what holds for all: no barrier that axe finds, light and dark, and a place for everything. */
export function everyPage(lang: 'en' | 'ko'): void {
  browserTests(`every page, ${lang}`, ({ open, world }) => {
    describe.each(pagePatterns())('%s', (pattern) => {
      test('has no barrier, light and dark, and fits a laptop and a tablet', async () => {
        const page = await open({
          ...{ lang, bypassCSP: true },
          ...(OPEN_PAGES.has(pattern) ? {} : { as: 'admin' as const }),
        })
        await visitPage(page, pattern, world())
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(lang)
        await readyAxe(page)
        expect(await barriers(page)).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
        expect(await barriers(page, ['color-contrast', 'link-in-text-block'])).toEqual([])
        for (const size of [VIEWPORT, TABLET]) {
          await page.setViewportSize(size)
          // A chart takes its new width a moment after the window has.
          await expect
            .poll(() => overflow(page), { message: `${size.width} wide`, timeout: PATIENCE_MS })
            .toEqual([])
        }
      })
    })
  })
}

async function barriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  const { violations, passed } = await findBarriers(page, rules)
  expect(passed).toBeGreaterThan(0)
  return violations
}

/** What makes the page wider than the window; nothing when it is not. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    )
    return [
      `the page is ${scrollWidth} wide in a window of ${clientWidth}`,
      ...wide.slice(-5).map((element) => `<${element.localName} class="${element.className}">`),
    ]
  })
}
