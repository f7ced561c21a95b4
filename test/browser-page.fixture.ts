import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'
import type { Role } from '../src/access/capability.ts'
import { CHROMIUM_PATH } from './browser-path.fixture.ts'
import type { World } from './browser-world.fixture.ts'

export interface PageOptions {
  readonly lang?: 'en' | 'ko'
  readonly theme?: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Signed in as whoever has this role in the world; nobody when not given. */
  readonly as?: Role | SignIn
  /** Complaints that this test is about. */
  readonly expects?: readonly RegExp[]
  /** For tools that are put into the page; never where the page's own safety is tried. */
  readonly bypassCSP?: boolean
  /** Another service than the seeded one. */
  readonly url?: string
}

export interface SignIn {
  readonly email: string
  readonly password: string
}

/** Where a page is of; who is named by a role is one of its people. */
export type Place = Pick<World, 'url'> & Partial<Pick<World, 'people' | 'password'>>

/** A page under watch: what it did that no page of ours may do. */
export interface Watched {
  readonly page: Page
  readonly problems: string[]
}

/** Starts Chromium without a window. */
export function launch(args: readonly string[] = []): Promise<Browser> {
  // Root has no sandbox for it.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: CHROMIUM_PATH, args: [...sandbox, ...args] })
}

export const VIEWPORT = { width: 1280, height: 800 } as const
/** The machine is shared by many tests: what is waited for comes, but not always at once. */
export const PATIENCE_MS = 60_000

/** A page in a context of its own, watched from its first request on. */
export async function openPage(
  browser: Browser,
  world: Place,
  {
    lang = 'en',
    theme = 'light',
    viewport = VIEWPORT,
    as,
    bypassCSP = false,
    url = world.url,
  }: PageOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({
    ...{ baseURL: url, viewport, bypassCSP, colorScheme: theme, reducedMotion: 'reduce' },
    ...{ locale: lang === 'ko' ? 'ko-KR' : 'en-GB', timezoneId: 'UTC' },
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const problems: string[] = []
  await watch(context, url, problems)
  if (as !== undefined) await signIn(context, { ...world, url }, as)
  const page = await context.newPage()
  return { page, problems }
}

/** Signs the context in as somebody of the world, by the API as the page does it. */
export async function signIn(context: BrowserContext, world: Place, as: Role | SignIn): Promise<void> {
  const { email, password } =
    typeof as === 'string' ? { email: world.people![as].email, password: world.password! } : as
  const answer = await context.request.post('/v1/sign-in', {
    data: { email, password },
    headers: { origin: world.url },
  })
  if (!answer.ok()) throw new Error(`sign-in as ${email}: ${answer.status()} ${await answer.text()}`)
}

/** Chromium says so of every refusal; whether a refusal is right is for the tests of the API. */
const REFUSED = /^console error: Failed to load resource: the server responded with a status of 4\d\d/

/** Requests that stay open for as long as the page is shown. */
const STREAMS = /\/v1\/live\b/
const waiting = new WeakMap<BrowserContext, { readonly open: Set<Request>; lastMs: number }>()

/** What the page waits for, or got an answer to within so long; empty when it is quiet. */
export function waitsFor(page: Page, forMs: number): readonly string[] {
  const { open, lastMs } = waiting.get(page.context())!
  if (open.size > 0) return [...open].map((request) => `${request.method()} ${request.url()}`)
  return Date.now() - lastMs > forMs ? [] : ['what was answered just now']
}

function watchRequests(context: BrowserContext): void {
  const seen = { open: new Set<Request>(), lastMs: Date.now() }
  waiting.set(context, seen)
  context.on('request', (request) => {
    if (!STREAMS.test(request.url())) seen.open.add(request)
  })
  const ended = (request: Request) => {
    if (seen.open.delete(request)) seen.lastMs = Date.now()
  }
  context.on('requestfinished', ended)
  context.on('requestfailed', ended)
}

async function watch(context: BrowserContext, origin: string, problems: string[]): Promise<void> {
  watchRequests(context)
  await context.exposeBinding('haechiTestViolation', (_source, said: string) => {
    problems.push(`CSP violation: ${said}`)
  })
  await context.addInitScript(() => {
    const tell = (window as unknown as { haechiTestViolation(said: string): void }).haechiTestViolation
    document.addEventListener('securitypolicyviolation', (event) => {
      tell(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
    })
  })
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url))
      problems.push(`third-party request: ${url}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500) problems.push(`${response.status()} from ${response.url()}`)
  })
  context.on('console', (message) => {
    const said = `console ${message.type()}: ${message.text()}`
    if (['error', 'warning'].includes(message.type()) && !REFUSED.test(said)) problems.push(said)
  })
  context.on('weberror', (fault) => {
    problems.push(`page error: ${fault.error().stack ?? fault.error().message}`)
  })
  context.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
}
