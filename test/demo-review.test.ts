import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import { ADMIN_KEY, startTestService, type TestService, writePack } from './api-service.fixture.ts'

let dir: string
let haechi: TestService

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-demo-review-'))
  cpSync(fileURLToPath(new URL('../starter', import.meta.url)), join(dir, 'pack'), { recursive: true })
  writePack(join(dir, 'pack'), {
    // Undo is over at once, and much is drawn: so that a small world is enough.
    'review.yaml': `undo: 0s
samples:
  - { name: all, share: 20%, queue: audit }
`,
  })
  haechi = await startTestService({ dir })
})

afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

test('simulated people judge what a simulated world brought, and quality tells how', async () => {
  const settings = { url: haechi.url, key: ADMIN_KEY }
  const adapters = {
    fetch: (input: string | URL | Request, init?: RequestInit) => fetch(input, init),
    clock: { now: () => Date.now() },
  }
  const run = (...args: string[]) => cli({ cwd: dir, settings, adapters }, ...args)
  const sent = await run('demo', '--rate', '0', '--count', '1500', '--out', 'world.jsonl', '--json')
  expect(sent).toMatchObject({ code: 0, err: '' })
  const reviewed = await run(
    'demo',
    'review',
    'world.jsonl',
    '--people',
    '4',
    '--count',
    '250',
    '--golden',
    '30',
    '--wait',
    '4',
    '--json',
  )
  expect(reviewed).toMatchObject({ code: 0 })
  const report = JSON.parse(reviewed.out)
  expect(report.judged).toBeGreaterThan(100)
  expect(report.golden).toBeGreaterThan(10)
  expect(report.unknown).toBeLessThan(report.judged / 4)
  const quality = JSON.parse((await run('quality', 'report', '--since', '1d', '--json')).out)
  const all = quality.prevalence.prevalence[0]
  expect(all.judged).toBeGreaterThan(50)
  expect(all.asJudged.value).toBeGreaterThan(0)
  const judged = quality.reviewers.reviewers.reduce(
    (sum: number, one: { judged: number }) => sum + one.judged,
    0,
  )
  expect(judged).toBe(report.judged)
  const names = quality.reviewers.reviewers.map(({ name }: { name: string | null }) => name)
  expect(names).not.toContain(null)
  expect(new Set(names).size).toBe(names.length)
}, 600_000)
