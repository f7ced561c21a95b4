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
      let files: PackFiles = first
      // The first of each is cold, and told apart.
      const one: Round[] = []
      for (let i = 0; i < rounds + 1; i++) {
        files = withOneChanged(files, i)
        one.push(await at.apply(files))
      }
      const anew: Round[] = []
      for (let i = 0; i < rounds + 1; i++)
        anew.push(await at.apply(writePack(makeRules(RULES, 100 + i, SHARE))))
      const bank: Round[] = []
      await at.apply(withBank(first, 0))
      for (let i = 0; i < rounds + 1; i++) bank.push(await at.apply(withBank(first, i + 1)))
      tell(emit, 'one rule changed', one)
      tell(emit, 'all rules anew', anew)
      tell(emit, 'a term in a bank of 100,000', bank)
    } finally {
      await at.stop()
      await service.stop()
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

interface Watched {
  /** The slowest event screened, its commit included. */
  readonly slowestMs: number
  /** The slowest request that waits for nothing but the service. */
  readonly probeMs: number
  readonly heldMs: number
}
interface Round extends Watched {
  readonly liveMs: number
  /** As long a time without a change, just before. */
  readonly before: Watched
}

/** Screens events without end, and measures what an applied pack does to them. */
function screenAll(url: string) {
  const agent = new Agent({ keepAlive: true })
  const events = makeEvents(500, 3)
  const client = createClient({ url, key: KEY })
  let running = true
  let next = 0
  let slowestMs = 0
  let probeMs = 0
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
  })

  const probing = (async () => {
    while (running) {
      const started = performance.now()
      await get(`${url}/healthz`, agent)
      probeMs = Math.max(probeMs, performance.now() - started)
      await sleep(1)
    }
  })()

  async function watch(work: () => Promise<unknown>): Promise<Watched> {
    await sleep(200)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    slowestMs = 0
    probeMs = 0
    delay.enable()
    await work()
    // What an applied pack leaves to the first events of its own is part of it.
    await sleep(300)
    delay.disable()
    return { slowestMs, probeMs, heldMs: delay.max / 1e6 }
  }

  return {
    watch,
    async apply(files: PackFiles): Promise<Round> {
      const before = await watch(() => sleep(500))
      const { live } = await client.versions.list()
      const request = { files, why: 'bench', base: live }
      let started = 0
      let ruleset = ''
      const watched = await watch(async () => {
        started = performance.now()
        ruleset = (await client.versions.apply(request)).version.ruleset
        while (!seen.has(ruleset)) await sleep(1)
      })
      return { ...watched, before, liveMs: seen.get(ruleset)! - started }
    },
    async stop() {
      running = false
      await Promise.all([...loops, probing])
      agent.destroy()
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

function get(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent }, (response) => response.resume().on('end', resolve))
    sent.on('error', reject)
    sent.end()
  })
}

function tell(emit: Emit, what: string, all: readonly Round[]): void {
  const [cold, ...rounds] = all as [Round, ...Round[]]
  const of = (value: (round: Round) => number) => median(rounds.map(value))
  const live = of(({ liveMs }) => liveMs)
  const slowest = of(({ probeMs }) => probeMs)
  const base = { bench: 'apply', unit: 'ms', peer: null }
  emit({ ...base, figure: `${what}: until live`, value: live, reach: 1000, holds: live <= 1000 })
  emit({ ...base, figure: `${what}: slowest request`, value: slowest, reach: 20, holds: slowest <= 20 })
  // Commits wait for the disk: the slowest of some hundred events is slow without any change, too.
  const more: readonly (readonly [string, number])[] = [
    ['until live, the first time', cold.liveMs],
    ['slowest request, no change', of(({ before }) => before.probeMs)],
    ['slowest request of all rounds', Math.max(...rounds.map(({ probeMs }) => probeMs))],
    ['longest hold of the event loop', of(({ heldMs }) => heldMs)],
    ['longest hold, no change', of(({ before }) => before.heldMs)],
    ['slowest event stored', of(({ slowestMs }) => slowestMs)],
    ['slowest event stored, no change', of(({ before }) => before.slowestMs)],
  ]
  for (const [name, value] of more) figure(emit, `${what}: ${name}`, value)
}

function figure(emit: Emit, name: string, value: number): void {
  emit({ bench: 'apply', figure: name, value, unit: 'ms', reach: null, holds: null, peer: null })
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

/** The same rules beside a large bank, whose last term is another one each round. */
function withBank(files: PackFiles, round: number): PackFiles {
  const terms = Array.from({ length: 100_000 }, (_, i) => `zo${(i * 7919).toString(36)}rk`)
  return {
    ...files,
    'haechi.yaml': `${files['haechi.yaml']}signals:\n  many: { kind: terms, of: content, banks: [many] }\n`,
    'banks/many.yaml':
      'bank: many\nkind: terms\nlanguage: en\npolicy: bench.p1\nmatch: word\nterms_file: many.txt\n',
    'banks/many.txt': [...terms, `round${round}`].join('\n'),
  }
}

function writeFiles(dir: string, files: PackFiles): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
}
