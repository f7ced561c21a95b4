import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { PATIENCE_MS, waitsFor } from './browser-page.fixture.ts'
import type { World, WorldObjects } from './browser-world.fixture.ts'

/** The patterns of all pages, as the router has them. */
export function pagePatterns(): string[] {
  const source = readFileSync('src/console/router.tsx', 'utf8')
  const calls = source.match(/\bpage\((?!\s*parent)/g) ?? []
  const patterns = [...source.matchAll(/\bpage\(\s*\w+,\s*'([^']+)'/g)].map(([, pattern]) => pattern!)
  if (patterns.length !== calls.length || patterns.length === 0)
    throw new Error('the pages in src/console/router.tsx are not written as they were: read them anew here')
  return patterns
}

/** What stands in the place of a page's parameter, page by page. A new page with a parameter needs a line here. */
const PARAMS: Readonly<Record<string, (some: WorldObjects, people: World['people']) => string>> = {
  '/console/review/$queue': () => 'default',
  '/console/jobs/$id': ({ job }) => job,
  '/console/banks/$bank': () => 'known_ncii',
  '/console/decisions/$id': ({ decision }) => decision,
  '/console/enforcements/$id': ({ enforcement }) => enforcement,
  '/console/appeals/$id': ({ openAppeal }) => openAppeal,
  '/console/statements/$id': ({ statement }) => statement,
  '/console/endpoints/$id': ({ endpoint }) => endpoint,
  '/console/deliveries/$id': ({ deadDelivery }) => deadDelivery,
  '/console/models/$id': ({ liveModel }) => liveModel,
  '/console/models/$id/gates': ({ trainedModel }) => trainedModel,
  '/console/models/$id/evaluation': ({ trainedModel }) => trainedModel,
  '/console/models/$id/card': ({ trainedModel }) => trainedModel,
  '/console/models/$id/evidence': ({ liveModel }) => liveModel,
  '/console/models/$id/diff': ({ shadowModel }) => shadowModel,
  '/console/lab/datasets/$id': ({ dataset }) => dataset,
  '/console/lab/runs/$id': ({ run }) => run,
  '/console/rules/$id': ({ rule }) => rule,
  '/console/rules/$id/edit': ({ shadowRule }) => shadowRule,
  '/console/policies/$id': () => 'harassment.insult',
  '/console/versions/$number': ({ version }) => String(version),
  '/console/rules/new/$query': ({ query }) => query,
  '/console/investigate/$query': ({ query }) => query,
  '/console/entities/$ref': ({ entityRef }) => entityRef,
  '/console/users/$id': (_, { reviewer }) => reviewer.id,
}

/** The address of a page in the seeded world. */
export function addressOf(pattern: string, { some, people }: Pick<World, 'some' | 'people'>): string {
  if (!pattern.includes('$')) return pattern
  const param = PARAMS[pattern]
  if (param === undefined)
    throw new Error(`${pattern} has no visit: say in test/console-pages.fixture.ts what it is opened with`)
  return pattern.replace(/\$\w+/, param(some, people))
}

/** Pages for those who have not signed in. */
export const OPEN_PAGES: ReadonlySet<string> = new Set(['/sign-in', '/welcome'])

/** Pages that show something about whomever they are asked for: whom they are asked for. */
const ASKED: Readonly<Record<string, (some: WorldObjects) => string>> = {
  '/console/reports': ({ reporter }) => reporter,
  '/console/enforcements': ({ account }) => account,
  '/console/strikes': ({ account }) => account,
  '/console/statements': ({ account }) => account,
}

/** What comes by itself a moment after a page asks for nothing more: a condition is checked when nobody types. */
const LATER: Readonly<Record<string, string>> = {
  '/console/rules/$id/edit': '.rules-mistakes',
  '/console/rules/new/$query': '.rules-mistakes',
}

/** Opens an address and waits until the page shows what it has to show. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await settled(page)
}

/** Opens a page of the router with what the world holds, and asks it where it wants to be asked. */
export async function visitPage(
  page: Page,
  pattern: string,
  world: Pick<World, 'some' | 'people'>,
): Promise<void> {
  await visit(page, addressOf(pattern, world))
  const later = LATER[pattern]
  if (later !== undefined) await page.locator(later).first().waitFor()
  const asked = ASKED[pattern]
  if (asked === undefined) return
  const field = page.getByRole('main').getByPlaceholder('account:').first()
  await field.fill(asked(world.some))
  await field.press('Enter')
  await settled(page)
}

const QUIET_MS = 300
const LOOK_EVERY_MS = 100

/** Waits until the page has a heading, says that it waits for nothing, and waits for no answer. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  // What was pressed just now is asked for a moment later.
  await page.waitForTimeout(QUIET_MS)
  for (const untilMs = Date.now() + PATIENCE_MS; ; await page.waitForTimeout(LOOK_EVERY_MS)) {
    const waits = [...waitsFor(page, QUIET_MS), ...(await busyParts(page))]
    if (waits.length === 0) return
    if (Date.now() > untilMs) throw new Error(`the page still waits for ${waits.join(', ')}`)
  }
}

function busyParts(page: Page): Promise<string[]> {
  return page
    .locator('[aria-busy="true"]')
    .evaluateAll((parts) => parts.map((part) => `<${part.localName} class="${part.className}">`))
}
