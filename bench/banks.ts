import { randomFillSync } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { keepHashBanks } from '../src/api/banks/keep-hash-banks.ts'
import { startService } from '../src/api/start-service.ts'
import { importHashes } from '../src/cli/bank/import-hashes.ts'
import { outputTo } from '../src/cli/output.ts'
import { createClient } from '../src/client/client.ts'
import { systemClock } from '../src/core/clock.ts'
import { createBankHolder } from '../src/signals/hash/banks/bank-holder.ts'
import { indexThreads } from '../src/signals/hash/index-threads.ts'
import { HASH_BANK_DEFAULTS, type HashBankSpec } from '../src/signals/media/hash-bank-spec.ts'
import type { MediaFacts } from '../src/signals/media/media-facts.ts'
import type { HashBanks } from '../src/signals/media/media-host.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Bench } from './emit.ts'

const WORKER = pathToFileURL(join(process.cwd(), 'dist/signals/hash/hash-index.worker.js'))
const KEY = 'the admin key of a bench'
const SPEC: HashBankSpec = {
  ...{ name: 'known', policy: undefined, severity: 'S2', negative: false, sealed: false },
  ...HASH_BANK_DEFAULTS,
}

/**
 * A bank of 1,000,000 PDQ hashes from a file to matching: import by the command's own code over HTTP, load at start, one hash more
 * while it serves. The service and the command share one process here, and so one core, which each has for itself elsewhere.
 */
export const bench: Bench = {
  name: 'banks',
  summary: 'Banks of hashes: import of 1M, first match, load at start, live insert in two processes, memory',
  async run(emit, { quick }) {
    if (!existsSync(WORKER)) throw new Error("banks: run `npm run build` in the project's folder first")
    const count = quick ? 50_000 : 1_000_000
    const name = quick ? '50k' : '1M'
    const say = (figure: string, value: number, unit: string, reach: number | null = null) =>
      emit({
        ...{ bench: 'banks', figure: `${name}: ${figure}`, value, unit, reach, peer: null },
        holds: reach === null ? null : value <= reach,
      })
    const dir = mkdtempSync(join(tmpdir(), 'haechi-bench-banks-'))
    chmodSync(dir, 0o755)
    try {
      const file = join(dir, 'known.txt')
      const { first, last } = await writeHashes(file, count)
      await measure(dir, file, { first, last, count }, say)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  },
}

async function measure(
  dir: string,
  file: string,
  { first, last, count }: { first: string; last: string; count: number },
  say: (figure: string, value: number, unit: string, reach?: number | null) => void,
): Promise<void> {
  const dataDir = join(dir, 'data')
  const log = (line: { level: string; message: string }) => {
    if (line.level !== 'info') process.stderr.write(`${JSON.stringify(line)}\n`)
  }
  const store = await openStore({ dataDir }, { log })
  // The service closes its own; here it is opened again between starts.
  const kept = { ...store, close: async () => {} }
  const holder = createBankHolder()
  const options = { port: 0, host: '127.0.0.1', packDir: 'starter', adminKey: KEY }
  const service = await startService(options, {
    ...{ openStore: async () => kept, storeName: 'embedded Postgres', clock: systemClock, log },
    hashBanks: { holder, dir: join(dir, 'banks'), indexWorker: WORKER },
    random: (bytes) => void crypto.getRandomValues(bytes),
    say: () => {},
  })
  const threads = indexThreads({ worker: WORKER })
  const own = (folder: string | undefined) =>
    keepHashBanks({
      ...{ store: store.hashBanks, listen: store.listenBanks, databaseId: store.databaseId },
      ...{ specs: () => SPECS, jobs: () => ({ queue: 'default', policy: '' }), wake: () => {} },
      ...{ dir: folder, threads, clock: systemClock, log, stopwatch: () => performance.now() },
    })
  const other = await own(undefined)
  try {
    const client = createClient({ url: service.url, key: KEY, timeoutMs: 60_000 })
    const stderr = outputTo(process.stderr)
    const adapters = { stderr, clock: systemClock, cwd: dir } as Parameters<typeof importHashes>[0]
    const used = process.cpuUsage()
    const began = performance.now()
    let firstMs: number | undefined
    const watch = setInterval(() => {
      if (!matches(other, first)) return
      firstMs = performance.now() - began
      // It takes the thread that the import needs, too.
      clearInterval(watch)
    }, 20)
    const done = await importHashes(adapters, client, 'known', file, {}, new AbortController().signal)
    const importMs = performance.now() - began
    while (!matches(other, last)) await sleep(5)
    const lastMs = performance.now() - began
    const { user, system } = process.cpuUsage(used)
    clearInterval(watch)
    if (done.added !== count) throw new Error(`${done.added} of ${count} were added.`)
    say('import, file to database', importMs / 1000, 's')
    say('import', count / (importMs / 1000), 'hashes/s')
    say('CPU of it, of command, service and another process, without Postgres', (user + system) / 1e6, 's')
    say('first match in another process, from the start of the command', (firstMs ?? importMs) / 1000, 's')
    say('last hash matches in another process, after the import', (lastMs - importMs) / 1000, 's', 1)

    const inserted = []
    for (let at = 0; at < 20; at++) {
      const hash = randomFillSync(Buffer.alloc(32)).toString('hex')
      const asked = performance.now()
      await client.banks.add('known', { type: 'pdq', hash })
      while (!matches(other, hash)) await sleep(1)
      inserted.push(performance.now() - asked)
    }
    say('insert until it matches in another process, slowest of 20', Math.max(...inserted), 'ms', 1000)
    say('memory of the tables', other.memory / 1e6, 'MB')
    await other.stop()

    const folder = join(dir, 'own')
    const fromDatabase = await own(folder)
    say('load at start from the database', fromDatabase.loaded.ms / 1000, 's')
    await fromDatabase.stop()
    const fromSnapshot = await own(folder)
    if (fromSnapshot.loaded.from !== 'snapshot') throw new Error('There was no snapshot.')
    say('load at start from the snapshot', fromSnapshot.loaded.ms / 1000, 's', 2)
    const asked = performance.now()
    for (let at = 0; at < 200; at++) matches(fromSnapshot, last)
    say('one picture, all eight turned forms', (performance.now() - asked) / 200, 'ms')
    await fromSnapshot.stop()
  } finally {
    await service.stop()
    await threads.release()
    await store.close()
  }
}

const SPECS = new Map([[SPEC.name, SPEC]])

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function matches(banks: HashBanks, hash: string): boolean {
  const turned = Array.from({ length: 8 }, (_, at) => (at === 0 ? hash : hash.slice(at) + hash.slice(0, at)))
  const facts: MediaFacts = {
    ...{ version: '1', kind: 'image', format: 'png', bytes: 1, findings: [], item: undefined, whole: true },
    digests: { md5: '0'.repeat(32), sha1: '0'.repeat(40), sha256: '0'.repeat(64) },
    pictures: [
      {
        ...{ name: 'picture', width: 9, height: 9, scores: {}, embeddings: {}, texts: [] },
        pdq: { hash, quality: 100, turned },
      },
    ],
  }
  return banks.match(facts, ['known'], { distance: 31, quality: 50 }).length > 0
}

async function writeHashes(file: string, count: number): Promise<{ first: string; last: string }> {
  const out = createWriteStream(file)
  let first = ''
  let last = ''
  for (let at = 0; at < count; at += 10_000) {
    const bytes = randomFillSync(Buffer.alloc(Math.min(10_000, count - at) * 32))
    let text = ''
    for (let from = 0; from < bytes.length; from += 32) {
      last = bytes.toString('hex', from, from + 32)
      text += `pdq ${last}\n`
    }
    if (at === 0) first = text.slice(4, 68)
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return { first, last }
}
