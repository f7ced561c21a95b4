import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeItems, makePictures } from '../src/demo/items/make-items.ts'
import { findBarriers, readyAxe } from './axe.fixture.ts'
import { browserTests } from './browser.fixture.ts'
import { PATIENCE_MS, type PageOptions } from './browser-page.fixture.ts'
import { MEDIA_PACK, type MediaService, startMediaService } from './media-service.fixture.ts'
import { until } from './store-tools.fixture.ts'

const MINA = { email: 'mina@team.example', password: 'tidal copper lantern' }
const NOAH = { email: 'noah@team.example', password: 'tidal copper lantern' }
const PICTURE_TITLE = 'A walk by the harbour'
const ITEM_TITLE = 'Sunday best'

/** Whatever is sent is looked at by a person: a picture in one queue, an item in another. */
const PACK = {
  'haechi.yaml': MEDIA_PACK['haechi.yaml']!,
  'queues.yaml': `pictures: { description: Pictures, default: true, service_level: 24h }
items: { description: Items, service_level: 24h }
`,
  'rules/media.yaml': ['post.create picture media.known pictures', 'item.listing item item.copy items']
    .map((line) => line.split(' '))
    .map(
      ([on, id, policy, queue]) => `- id: every.${id}
  policy: ${policy}
  on: ${on}
  when: 'true'
  then: { verdict: hold, job: ${queue} }
  mode: live
  owner: tests
  description: A person looks at it.
`,
    )
    .join(''),
}

const PATIENT = { timeout: PATIENCE_MS } as const

/** A machine that is busy refuses a picture now and then; the page asks for it again. */
const expects = [/^503 from .*\/pictures\//, /status of 503/]

// SwiftShader draws 3D without a graphics card.
const DRAWS_3D = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader']

browserTests(
  'files at the review desk',
  ({ open }) => {
    let haechi: MediaService
    const ids: string[] = []
    const decisions: string[] = []
    beforeAll(async () => {
      haechi = await startMediaService({ pack: PACK, pagesDir: join('dist', 'console') })
      const { client } = haechi
      const skills = { clearance: 'S0' } as const
      for (const [name, role, { email, password }] of [
        ['Mina', 'reviewer', MINA],
        ['Noah', 'analyst', NOAH],
      ] as const) {
        const { token } = await client.users.invite({ name, email, role, skills })
        await client.acceptInvitation({ token, password })
      }
      const [picture] = makePictures(1, 1, 0)
      const item = [...makeItems(1, 0, 1)].find(({ kind }) => kind === 'too-many-triangles')
      for (const { bytes } of [picture!, item!]) {
        const { json, status } = await haechi.upload(bytes)
        expect(status).toBeLessThan(300)
        ids.push(json.id)
      }
      for (const id of ids)
        await until(async () => {
          const { json } = await haechi.request('GET', `/v1/media/${id}`)
          return json.state === 'looked' && json.facts.whole
        })
      const screened = [
        await client.screen({
          ...{ type: 'post.create', actor: 'account:1', world: 'plaza' },
          data: { title: PICTURE_TITLE, picture: ids[0]! },
        }),
        await client.screen({
          ...{ type: 'item.listing', actor: 'account:2', target: 'item:1', world: 'plaza' },
          data: { title: ITEM_TITLE, model: ids[1]! },
        }),
      ]
      decisions.push(...screened.map(({ decision }) => decision))
    })
    afterAll(() => haechi?.stop())

    const desk = async (queue: string, options: PageOptions = {}) => {
      const page = await open({ url: haechi.url, as: MINA, expects, ...options })
      await page.goto(`/console/review/${queue}`)
      await page.locator('article[data-job]').waitFor()
      return page
    }
    /** Gives back what was claimed, so that the next test finds it. */
    const leave = async (page: Page) => {
      await page.locator('a[href="/console"]').first().click()
      await until(async () => {
        const { json } = await haechi.request('GET', '/v1/queues')
        return json.queues.every(({ held }: { held: number }) => held === 0)
      })
    }

    // What is graver is grey as well, and not even fetched before somebody asks for it.
    for (const [queue, place, isThere, cover] of [
      ['pictures', 0, false, 'grayscale(1) blur(5px)'],
      ['items', 1, true, 'blur(5px)'],
    ] as const)
      test(`${queue} are covered until they are revealed, and every one of them loads`, async () => {
        const page = await desk(queue)
        const media = page.locator(`[data-media="${ids[place]}"]`)
        const covered = async () => {
          await media.locator('img').first().waitFor({ state: 'attached' })
          await expect.poll(() => filterOf(media), PATIENT).toBe(cover)
          await expect.poll(() => filterOf(media.locator('img').first()), PATIENT).toBe('blur(9px)')
          expect(await media.locator('xpath=ancestor::*[@inert]').count()).toBe(1)
        }
        if (isThere) await covered()
        else {
          await page.getByText('The content is covered.').waitFor()
          expect(await media.count()).toBe(0)
        }
        await page.keyboard.down('Space')
        await page.locator('.review-shown').waitFor()
        await loaded(media)
        await expect.poll(() => filterOf(media), PATIENT).toBe('none')
        await page.keyboard.up('Space')
        await page.locator('.review-blur').waitFor()
        await covered()
        await leave(page)
      })

    test('an item is drawn in 3D, its views, findings and nearest items beside it', async () => {
      // So high that the choices at the foot of the window stand over nothing.
      const page = await desk('items', { viewport: { width: 1280, height: 2400 } })
      const media = page.locator(`[data-media="${ids[1]}"]`)
      await media.waitFor()
      await page.keyboard.down('Space')
      await page.locator('.review-shown').waitFor()
      await media.getByRole('tab', { name: '3D view' }).click()
      const canvas = media.locator('.stage[data-state="shown"] canvas')
      const sorry = media.getByText('This browser draws no 3D')
      await canvas.or(sorry).waitFor()
      if (await canvas.isVisible()) {
        await expect.poll(() => coloursOf(canvas), PATIENT).toBeGreaterThan(8)
      } else console.warn('this browser draws no 3D: what is drawn was not looked at')
      await media.getByRole('tab', { name: /^Views \(\d+\)/ }).click()
      await loaded(media)
      const view = media.locator('[data-picture="view.front"]')
      const small = (await view.boundingBox())!.width
      await view.getByRole('button', { name: 'Larger: view.front' }).click()
      await expect.poll(async () => (await view.boundingBox())!.width, PATIENT).toBeGreaterThan(small * 1.5)
      await media.getByRole('tab', { name: /^Findings/ }).click()
      await media.locator('.media-findings li').first().waitFor()
      const findings = await media.locator('.media-findings li').allInnerTexts()
      expect(findings.length).toBeGreaterThan(0)
      expect(new Set(findings).size).toBe(findings.length)
      await media.getByRole('tab', { name: 'Nearest items' }).click()
      await media.getByText('No item of the catalogue is like it.').waitFor()
      await page.keyboard.up('Space')
      await leave(page)
    })

    test('a decision shows its files where they are asked for, covered until they are revealed', async () => {
      const page = await open({ url: haechi.url, as: NOAH, expects })
      await page.goto(`/console/decisions/${decisions[1]}`)
      const media = page.locator(`[data-media="${ids[1]}"]`)
      await media.locator('img').first().waitFor({ state: 'attached' })
      expect(await media.locator('xpath=ancestor::*[@inert]').count()).toBe(1)
      expect(await media.evaluate((one) => getComputedStyle(one).filter)).toBe('blur(5px)')
      await page.keyboard.down('Space')
      await page.locator('.review-shown').waitFor()
      await loaded(media)
      // The rule read no slot, so the only one that the file was held against is meant.
      await media.locator('.media-head').getByText('hat').waitFor()
      await page.keyboard.up('Space')
      await page.locator('.review-blur').waitFor()
      // What is graver is not even fetched before somebody asks for it.
      await page.goto(`/console/decisions/${decisions[0]}`)
      await page.getByText('The content is covered.').waitFor()
      expect(await page.locator('[data-media]').count()).toBe(0)
    })

    for (const lang of ['en', 'ko'] as const)
      test(`axe finds no barrier, in ${lang}, revealed and covered`, async () => {
        const page = await desk('items', { lang, bypassCSP: true, theme: lang === 'ko' ? 'dark' : 'light' })
        await page.locator('[data-media] img').first().waitFor({ state: 'attached' })
        await readyAxe(page)
        expect((await findBarriers(page)).violations).toEqual([])
        await page.keyboard.down('Space')
        await page.locator('.review-shown').waitFor()
        const tabs = page.locator('[data-media]').getByRole('tab')
        for (const tab of await tabs.all()) {
          await tab.click()
          const { violations, passed } = await findBarriers(page)
          expect(violations).toEqual([])
          expect(passed).toBeGreaterThan(10)
        }
        await page.keyboard.up('Space')
        await leave(page)
      })

    test('neither titles nor ids of files were logged', () => {
      expect(haechi.logged.length).toBeGreaterThan(0)
      const said = [...haechi.logged, ...haechi.said].join('\n')
      for (const word of [PICTURE_TITLE, ITEM_TITLE, ...ids.map((id) => id.slice(7, 39))])
        expect(said).not.toContain(word)
    })
  },
  DRAWS_3D,
)

const filterOf = (shown: Locator): Promise<string> => shown.evaluate((one) => getComputedStyle(one).filter)

/** Scrolls every picture that is shown into view, and waits until all have something to show. */
async function loaded(media: Locator): Promise<void> {
  const pictures = media.locator('img')
  await pictures.first().waitFor()
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth), PATIENT)
      .toBeGreaterThan(0)
  }
}

/** How many colours the middle of what is drawn has; an empty canvas has one. */
async function coloursOf(canvas: Locator): Promise<number> {
  const png = await canvas.screenshot()
  const { width, height } = await sharp(png).metadata()
  const middle = { left: width! >> 2, top: height! >> 2, width: width! >> 1, height: height! >> 1 }
  const data = await sharp(png).extract(middle).removeAlpha().raw().toBuffer()
  const colours = new Set<number>()
  for (let i = 0; i < data.length; i += 3) colours.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!)
  return colours.size
}
