import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { browserTests } from './browser.fixture.ts'
import { type HostileObjects, seedHostile } from './browser-hostile.fixture.ts'
import { PATIENCE_MS } from './browser-page.fixture.ts'
import { OPEN_PAGES, pagePatterns, visitPage } from './console-pages.fixture.ts'
import { HOSTILE, MARK, RAN } from './hostile.fixture.ts'
import { damageOf } from './hostile-checks.fixture.ts'

/** Pages on which hostile content must have been seen: elsewhere the test would hold though nothing was tried. */
const SHOWS: readonly string[] = [
  ...['/console/jobs/$id', '/console/enforcements/$id', '/console/strikes', '/console/rules/$id'],
  ...['/console/appeals', '/console/appeals/$id', '/console/statements', '/console/statements/$id'],
  ...['/console/holds', '/console/users', '/console/keys', '/console/audit', '/console/protection'],
  '/console/lab/datasets/$id',
]

browserTests('hostile content', ({ open, world }) => {
  let hostile: HostileObjects
  const [urls, titles, logs] = [new Set<string>(), new Set<string>(), new Set<string>()]
  beforeAll(async () => {
    hostile = await seedHostile(world())
  })

  test('would be found if it were not', async () => {
    const page = await open({ expects: [/./] })
    await page.goto('about:blank')
    await page.setContent('<a class=menu-brand>Haechi</a>')
    await page.evaluate(
      (texts) => {
        for (const text of texts) {
          const box = document.createElement('section')
          box.style.cssText = 'width: 100px; height: 20px'
          box.innerHTML = text
          document.body.append(box)
        }
        const cover = document.createElement('div')
        cover.style.cssText = 'position: fixed; inset: 0'
        document.body.append(cover)
      },
      HOSTILE.filter(({ name }) => name !== 'style').map(({ text }) => text),
    )
    await page.waitForFunction((ran) => ran in window, RAN)
    const damage = await damageOf(page)
    expect(damage.came.join()).toMatch(/\d ran/)
    expect(damage.came.join()).toContain('lies over')
    for (const made of ['<img', '<svg', '<iframe', 'javascript:', '<meta'])
      expect(damage.came.join()).toContain(made)
    expect(damage.outside.length).toBeGreaterThan(1)
    expect(damage.raw.length).toBeGreaterThan(2)
  })

  const patterns = pagePatterns().filter((pattern) => !OPEN_PAGES.has(pattern))
  describe.each(patterns)('%s', (pattern) => {
    test('is shown as text, in its box, with what cannot be seen made visible', async () => {
      const page = await open({ as: 'admin' })
      page.on('request', (request) => void urls.add(request.url()))
      page.on('framenavigated', (frame) => void urls.add(frame.url()))
      page.on('console', (message) => void logs.add(message.text()))
      const [account, job, decision] = [hostile.accounts[0]!, hostile.jobs[0]!, hostile.decisions[0]!]
      const one = { account, reporter: account, job, decision, openAppeal: hostile.appeal }
      const { people, some } = world()
      await visitPage(page, pattern, { people, some: { ...some, ...hostile, ...one } })
      titles.add(await page.title())
      // What a page shows comes a moment after its answers have.
      if (SHOWS.includes(pattern))
        await expect.poll(async () => (await damageOf(page)).isShown, { timeout: PATIENCE_MS }).toBe(true)
      const { isShown: _, ...damage } = await damageOf(page)
      expect(damage).toEqual({ came: [], outside: [], raw: [] })
    })
  })

  test('stands in no address, no title and no log', () => {
    const FORBIDDEN = new RegExp(
      `${MARK}|haechiHostile|\\b(account|room|item|device)(:|%3A)|ringleader|victim|idiot|careless|pusher|ARE reading`,
      'i',
    )
    expect(urls.size).toBeGreaterThan(patterns.length)
    expect(titles.size).toBeGreaterThan(0)
    // Its log is lines of JSON; the greeting between them is the same for everybody.
    const service = readFileSync(world().logFile, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
    expect(service.length).toBeGreaterThan(1)
    for (const said of [urls, titles, logs, service])
      expect([...said].filter((line) => FORBIDDEN.test(line))).toEqual([])
  })
})
