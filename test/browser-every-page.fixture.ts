import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { browserTests } from './browser.fixture.ts'
import { VIEWPORT } from './browser-page.fixture.ts'
import { OPEN_PAGES, pagePatterns, visitPage } from './console-pages.fixture.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
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
        await page.evaluate(AXE)
        expect(await barriers(page)).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
        expect(await barriers(page, ['color-contrast', 'link-in-text-block'])).toEqual([])
        for (const size of [VIEWPORT, TABLET]) {
          await page.setViewportSize(size)
          expect([size.width, await overflow(page)]).toEqual([size.width, []])
        }
      })
    })
  })
}

declare const axe: {
  run(
    context: Document,
    options: object,
  ): Promise<{
    violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]
    passes: unknown[]
  }>
}

/** What axe-core finds, a line each; only by these rules when they are given. */
export async function barriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  const { violations, passed } = await page.evaluate(async (only) => {
    const options = only === undefined ? {} : { runOnly: { type: 'rule', values: only } }
    const found = await axe.run(document, { ...options, resultTypes: ['violations'] })
    return { violations: found.violations, passed: found.passes.length }
  }, rules)
  expect(passed).toBeGreaterThan(0)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
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
