import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

declare const axe: {
  run(
    context: Document,
    options: object,
  ): Promise<{
    violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]
    passes: unknown[]
  }>
}

/** Puts axe-core into a page that was opened with `bypassCSP`. */
export async function readyAxe(page: Page): Promise<void> {
  await page.evaluate(AXE)
}

/** What axe-core finds, a line each, and how many of its rules found nothing; only some rules when they are given. */
export async function findBarriers(
  page: Page,
  rules?: readonly string[],
): Promise<{ violations: string[]; passed: number }> {
  return page.evaluate(async (only) => {
    const options = only === undefined ? {} : { runOnly: { type: 'rule', values: only } }
    const found = await axe.run(document, { ...options, resultTypes: ['violations'] })
    const violations = found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
    )
    return { violations, passed: found.passes.length }
  }, rules)
}
