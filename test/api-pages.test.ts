import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestService, type TestService } from './api-service.fixture.ts'

const dir = mkdtempSync(join(tmpdir(), 'haechi-pages-'))
const SCRIPT = 'export const page = 1\n'.repeat(100)
let haechi: TestService

beforeAll(async () => {
  mkdirSync(join(dir, 'assets'))
  writeFileSync(join(dir, 'index.html'), '<!doctype html><div id="app"></div>')
  writeFileSync(join(dir, 'assets/main-1a2b.js'), SCRIPT)
  writeFileSync(join(dir, 'assets/main-1a2b.js.br'), brotliCompressSync(SCRIPT))
  writeFileSync(join(dir, 'secret.txt'), 'not below assets')
  haechi = await startTestService({ pagesDir: dir })
})
afterAll(async () => {
  await haechi.stop()
  rmSync(dir, { recursive: true })
})

test.each(['/sign-in', '/welcome', '/console', '/console/jobs/job-00'])(
  '%s is the one document, for anyone, and is not kept',
  async (path) => {
    const page = await haechi.request('GET', `${path}?x=<script>alert(1)</script>`, undefined, { key: null })
    expect(page.status).toBe(200)
    expect(page.text).toBe('<!doctype html><div id="app"></div>')
    const policy = page.headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('x-frame-options')).toBe('DENY')
  },
)

test('an asset comes compressed to those who read that, and is kept for good', async () => {
  const asked = { key: null, headers: { 'accept-encoding': 'gzip, br' } }
  const file = await haechi.request('GET', '/console/assets/main-1a2b.js', undefined, asked)
  expect(file.text).toBe(SCRIPT)
  expect(file.headers.get('content-encoding')).toBe('br')
  expect(file.headers.get('cache-control')).toContain('immutable')
  expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  const plain = await haechi.request('GET', '/console/assets/main-1a2b.js', undefined, {
    key: null,
    headers: { 'accept-encoding': 'identity' },
  })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(plain.text).toBe(SCRIPT)
})

test.each(['nothing.js', '..%2fsecret.txt', '..%2findex.html', 'main-1a2b.js.br'])(
  'there is no asset %s',
  async (name) => {
    const { status, text } = await haechi.request('GET', `/console/assets/${name}`, undefined, { key: null })
    expect(status).toBe(404)
    expect(text).not.toContain('not below assets')
  },
)

test('the root leads to the console', async () => {
  const answer = await fetch(`${haechi.url}/`, { redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/console'])
})

test('a service without the console says so', async () => {
  const bare = await startTestService()
  const { status, json } = await bare.request('GET', '/console', undefined, { key: null })
  expect(status).toBe(404)
  expect(json.wayOut).toContain('npm run build')
  await bare.stop()
})
