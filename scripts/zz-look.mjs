import { chromium } from 'playwright-core'

const [, , email = 'mina@x.example', out = '/tmp/h/desk-shots'] = process.argv

import { mkdirSync } from 'node:fs'

mkdirSync(out, { recursive: true })
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const shot = async (lang, theme, size, name, go) => {
  const c = await b.newContext({
    viewport: size,
    colorScheme: theme,
    locale: lang === 'ko' ? 'ko-KR' : 'en-US',
    baseURL: 'http://127.0.0.1:7744',
  })
  const p = await c.newPage()
  p.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(name, m.text()))
  p.on('pageerror', (e) => console.log(name, 'ERR', e.message))
  await p.goto('/sign-in')
  await p.getByRole('textbox').first().fill(email)
  await p.locator('input[type=password]').fill('tidal copper lantern')
  await p.getByRole('button').last().click()
  await p.waitForURL('**/console')
  await go(p)
  await p.screenshot({ path: `${out}/${name}.png` })
  await p.goto('/console')
  await p.waitForTimeout(300)
  await c.close()
}
const review = async (p) => {
  await p.goto('/console/review')
  await p.locator('[data-job]').waitFor()
}
await shot('en', 'light', { width: 1280, height: 800 }, 'review-en', review)
await shot('ko', 'dark', { width: 1280, height: 800 }, 'review-ko-shown', async (p) => {
  await review(p)
  await p.keyboard.down('Space')
  await p.waitForTimeout(200)
})
await shot('en', 'light', { width: 820, height: 1180 }, 'review-tablet', async (p) => {
  await review(p)
  await p.keyboard.press('KeyO')
  await p.keyboard.press('1')
})
await shot('en', 'light', { width: 1280, height: 800 }, 'review-undo', async (p) => {
  await review(p)
  await p.keyboard.press('KeyF')
  await p.waitForTimeout(500)
})
await shot('ko', 'light', { width: 1280, height: 800 }, 'protection-ko', async (p) => {
  await p.goto('/console/protection')
  await p.locator('table').first().waitFor()
})
await b.close()
