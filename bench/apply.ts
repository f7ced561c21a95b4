import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseAside } from '../src/api/json/parse-aside.ts'
import { startService } from '../src/api/start-service.ts'
import { createClient } from '../src/client/client.ts'
import { systemClock } from '../src/core/clock.ts'
import type { PackFiles } from '../src/pack/pack.ts'
import { banksAside } from '../src/signals/text/compile-banks-aside.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Bench, Emit } from './emit.ts'
import { makeEvents, makeRules, writePack } from './rule-world.ts'

const KEY = 'a key for the bench'
const RULES = 1000
const SHARE = 0.1
/** Requests on their way at once, each sent a few ms after the answer of the one before: a busy, not a full, service. */
const SCREENING = 4
const PAUSE_MS = 5

export const bench: Bench = {
  name: 'apply',
  summary: '1,000 rules applied while events are screened: time until live, longest delay of a request',
  async run(emit, { quick }) {
    const dir = mkdtempSync(join(tmpdir(), 'haechi-apply-'))
    const first = writePack(makeRules(RULES, 1, SHARE))
    writeFiles(join(dir, 'pack'), first)
    const root = join(dirname(process.argv[1]!), '..')
    execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root })
    const built = (path: string) => pathToFileURL(join(root, 'dist', path))
    const aside = banksAside(built('signals/text/compile-banks.worker.js'))
    const log = () => {}
    const service = await startService(
      { port: 0, host: '127.0.0.1', packDir: join(dir, 'pack'), adminKey: KEY },
      {
        openStore: () => openStore({ dataDir: join(dir, 'data') }, { log }),
        storeName: 'the bench',
        load: { prepareBanks: (banks) => aside.compile(banks) },
        parseAside: parseAside(built('api/json/parse-strict.worker.js')),
        clock: systemClock,
        random: (bytes) => void crypto.getRandomValues(bytes),
        log,
        say: () => {},
      },
    )
    const at = screenAll(service.url)
    try {
      const rounds = quick ? 2 : 7
      const quiet = await at.watch(async () => sleep(1000))
      let files: PackFiles = first
      // The first two of each warm the compiler up; they count for the time of a first change, and are told apart.
      const one: Round[] = []
      for (let i = 0; i < rounds + 1; i++) {
        files = withOneChanged(files, i)
        one.push(await at.apply(files))
      }
      const anew: Round[] = []
      for (let i = 0; i < rounds + 1; i++)
        anew.push(await at.apply(writePack(makeRules(RULES, 100 + i, SHARE))))
      tell(emit, 'one rule changed', one)
      tell(emit, 'all rules anew', anew)
      figure(emit, 'no change, 1 s: longest request', quiet.slowestMs, 'ms')
      figure(emit, 'no change, 1 s: longest hold of the event loop', quiet.heldMs, 'ms')
    } finally {
      await at.stop()
      await service.stop()
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

interface Watched {
  readonly slowestMs: number
  readonly heldMs: number
}
interface Round extends Watched {
  readonly liveMs: number
}

/** Screens events without end, and measures what an applied pack does to them. */
function screenAll(url: string) {
  const agent = new Agent({ keepAlive: true })
  const events = makeEvents(500, 3)
  const client = createClient({ url, key: KEY })
  let running = true
  let next = 0
  let slowestMs = 0
  const seen = new Map<string, number>()
  const loops = Array.from({ length: SCREENING }, async () => {
    while (running) {
      const { id: _, ...event } = events[next++ % events.length]!
      const started = performance.now()
      const { ruleset } = await screen(url, agent, JSON.stringify(event))
      const now = performance.now()
      slowestMs = Math.max(slowestMs, now - started)
      if (!seen.has(ruleset)) seen.set(ruleset, now)
      await sleep(PAUSE_MS)
    }
    agent.destroy()
  })

  async function watch(work: () => Promise<unknown>): Promise<Watched> {
    await sleep(300)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    slowestMs = 0
    delay.enable()
    await work()
    // What an applied pack leaves to the first events of its own is part of it.
    await sleep(300)
    delay.disable()
    return { slowestMs, heldMs: delay.max / 1e6 }
  }

  return {
    watch,
    async apply(files: PackFiles): Promise<Round> {
      const { live } = await client.versions.list()
      const request = { files, why: 'bench', base: live }
      let started = 0
      let ruleset = ''
      const watched = await watch(async () => {
        started = performance.now()
        ruleset = (await client.versions.apply(request)).version.ruleset
        while (!seen.has(ruleset)) await sleep(1)
      })
      return { ...watched, liveMs: seen.get(ruleset)! - started }
    },
    async stop() {
      running = false
      await Promise.all(loops)
    },
  }
}

function screen(url: string, agent: Agent, body: string): Promise<{ ruleset: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }
    const sent = request(`${url}/v1/screen`, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.on('data', (part) => {
        text += part
      })
      response.on('end', () => resolve(JSON.parse(text) as { ruleset: string }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function tell(emit: Emit, what: string, all: readonly Round[]): void {
  const [cold, ...rounds] = all as [Round, ...Round[]]
  const live = median(rounds.map(({ liveMs }) => liveMs))
  const slowest = median(rounds.map(({ slowestMs }) => slowestMs))
  emit({
    bench: 'apply',
    figure: `${what}: until live`,
    value: live,
    unit: 'ms',
    reach: 1000,
    holds: live <= 1000,
    peer: null,
  })
  figure(emit, `${what}: until live, the first time`, cold.liveMs, 'ms')
  emit({
    bench: 'apply',
    figure: `${what}: longest request meanwhile`,
    value: slowest,
    unit: 'ms',
    reach: 20,
    holds: slowest <= 20,
    peer: null,
  })
  figure(emit, `${what}: longest request, worst round`, Math.max(...rounds.map((one) => one.slowestMs)), 'ms')
  figure(emit, `${what}: longest hold of the event loop`, median(rounds.map(({ heldMs }) => heldMs)), 'ms')
}

function figure(emit: Emit, name: string, value: number, unit: string): void {
  emit({ bench: 'apply', figure: name, value, unit, reach: null, holds: null, peer: null })
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** The same rules but for the verdict of one. */
function withOneChanged(files: PackFiles, round: number): PackFiles {
  const path = 'rules/000000.yaml'
  let seen = 0
  const text = files[path]!.replaceAll('{ verdict: nudge }', (then) =>
    seen++ === 100 + round ? '{ verdict: mask }' : then,
  )
  return { ...files, [path]: text }
}

function writeFiles(dir: string, files: PackFiles): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
}
