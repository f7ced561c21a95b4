import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi } from './haechi-process.fixture.ts'

// The tutorial, docs/lab-tutorial.md, by its own commands: a service as its users start it, with the starter pack.
let dir: string
let haechi: HaechiProcess
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-story-'))
  haechi = await startHaechi(await freePort(), join(dir, 'data'), join(import.meta.dirname, '../starter'))
})
afterAll(async () => {
  haechi?.child.kill('SIGTERM')
  await haechi?.ended
  rmSync(dir, { recursive: true, force: true })
})

async function run(...argv: readonly string[]): Promise<string> {
  const adapters = { fetch, clock: { now: () => Date.now() } }
  const ran = await cli({ cwd: dir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters }, ...argv)
  expect(ran.code, `haechi ${argv.join(' ')}\n${ran.out}${ran.err}\n${haechi.output()}`).toBe(0)
  return ran.out
}

/** The settings that the tutorial gives, word for word: they make a week a minute. */
function demoSettings(): string[] {
  const tutorial = readFileSync(join(import.meta.dirname, '../docs/lab-tutorial.md'), 'utf8')
  return [...new Set(tutorial.match(/--probation \w+=[\d.]+/g) ?? [])].flatMap((one) => one.split(' '))
}

interface Step {
  readonly step?: string
  readonly model?: string
  readonly state?: string
  readonly seconds?: number
}

/** `haechi lab run` on labels of the demo world, of which so many of a hundred are wrong; gives the model's id. */
async function intoShadow(wrong: number): Promise<string> {
  await run('demo', 'labels', `${wrong}.csv`, '--wrong', String(wrong))
  const out = await run('lab', 'run', 'chat_abuse', '--data', `${wrong}.csv`, ...demoSettings(), '--json')
  const steps = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Step)
  const last = steps.at(-1)!
  expect(last).toMatchObject({ state: 'shadow', model: expect.stringMatching(/^mdl-/) })
  return last.model!
}

interface Way {
  readonly way: readonly { readonly state: string; readonly share: number; readonly authority: string }[]
}

async function prove(): Promise<Way['way']> {
  return (JSON.parse(await run('demo', 'lab', 'chat_abuse', '--minutes', '8', '--json')) as Way).way
}

async function stateOf(model: string): Promise<string> {
  const { models } = JSON.parse(await run('model', 'list', '--task', 'chat_abuse', '--json')) as {
    models: { id: string; state: string }[]
  }
  return models.find(({ id }) => id === model)!.state
}

test('reviewers carry a good model through probation and canary to live, and stop a bad one; the good one goes on serving', async () => {
  const good = await intoShadow(0)
  const way = await prove()
  expect(way[0]).toMatchObject({ state: 'shadow', authority: 'observe' })
  expect(way.at(-1)).toMatchObject({ state: 'live', share: 1 })
  expect(way.slice(1, -1).every(({ state }) => state === 'canary')).toBe(true)
  expect(await stateOf(good)).toBe('live')
  expect(await run('model', 'show', good)).toMatch(/7(\.0)? of 7/)

  const bad = await intoShadow(100)
  expect((await prove()).at(-1)).toMatchObject({ state: 'revoked' })
  expect(await stateOf(bad)).toBe('revoked')
  expect(await stateOf(good)).toBe('live')
  await run('model', 'verify')
}, 1_500_000)
