import type { Clock } from '../../core/clock.ts'
import { oneAtATime } from '../../core/one-at-a-time.ts'
import type { BankInUse } from '../../signals/hash/banks/bank-in-use.ts'
import { FLOOD_GUARD } from '../../signals/hash/banks/flood.ts'
import { matchBanks } from '../../signals/hash/banks/match-banks.ts'
import type { BankJobs, BankRecord, HashBankStore, SeenFile } from '../../signals/hash/banks/ports.ts'
import type { IndexThreads } from '../../signals/hash/index-threads.ts'
import type { HashBankSpec } from '../../signals/media/hash-bank-spec.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import { writeBankSnapshot } from './bank-snapshot.ts'
import { writeBankTables } from './bank-tables.ts'
import type { KeptHashBanks, NotedFile } from './kept-hash-banks.ts'
import { allPacked, catchUp, loadMembers } from './load-members.ts'

export interface HashBanksParts {
  readonly store: HashBankStore
  /** Calls when a process on the database may have changed a bank. */
  readonly listen: (heard: () => void) => { stop(): Promise<void> }
  /** The banks that the live pack declares. */
  readonly specs: () => ReadonlyMap<string, HashBankSpec>
  /** How jobs about a bank's matches are opened. */
  readonly jobs: (bank: string) => BankJobs
  /** Jobs were asked for. */
  readonly wake: () => void
  /** Folder of the snapshot; undefined: none is kept. */
  readonly dir: string | undefined
  readonly databaseId: string
  /** What builds tables aside; undefined: this thread does. */
  readonly threads?: IndexThreads | undefined
  readonly clock: Clock
  readonly log: Log
  /** ms that only rise. */
  readonly stopwatch: () => number
}

const FLUSH_MS = 1000
/** A snapshot is written anew after so many changes, at most once in so long. */
const SNAPSHOT_CHANGES = 50
const SNAPSHOT_EVERY_MS = 300_000
/** Files that are remembered to have been seen here. */
const SEEN = 100_000
/** What waits to be written when the database is gone; beyond it, the oldest is dropped. */
const MOST_WAITING = 100_000

/** Loads the banks of hashes and keeps them as the database has them. */
export async function keepHashBanks(parts: HashBanksParts): Promise<KeptHashBanks> {
  const { store, specs, log, clock } = parts
  const began = parts.stopwatch()
  let { index, cursor, from } = await loadMembers({
    ...parts,
    failed: (fault) =>
      log({
        level: 'warn',
        message: 'tables of a bank of hashes could not be built; it matches, but more slowly',
        ...describeFault(fault),
      }),
  })
  let records = new Map((await store.banks()).map((bank) => [bank.name, bank]))
  const loaded = { from, ms: parts.stopwatch() - began }
  let snapshotChange = from === 'snapshot' ? cursor.change : -1
  let snapshotMs = Number.NEGATIVE_INFINITY
  let saving: Promise<void> | undefined
  let stopped = false

  let usedFrom:
    | { specs: ReadonlyMap<string, HashBankSpec>; records: ReadonlyMap<string, BankRecord> }
    | undefined
  let used: ReadonlyMap<string, BankInUse> = new Map()

  /** The banks that the pack declares and that hold something, with what was set. */
  function inUse(): ReadonlyMap<string, BankInUse> {
    const now = specs()
    if (usedFrom?.specs !== now || usedFrom.records !== records) {
      usedFrom = { specs: now, records }
      used = new Map(
        [...now.values()].flatMap((spec) => {
          const record = records.get(spec.name)
          return record === undefined
            ? []
            : [[spec.name, { number: record.number, spec: withSettings(spec, record) }]]
        }),
      )
    }
    return used
  }

  let looking = Promise.resolve()
  const lookAgain = oneAtATime(async () => {
    const [banks, next] = await Promise.all([store.banks(), catchUp(store, index, cursor)])
    cursor = next ?? cursor
    records = new Map(banks.map((bank) => [bank.name, bank]))
    void save()
  })

  function look(): Promise<void> {
    looking = lookAgain()
    return looking
  }

  function save(isLast = false): Promise<void> {
    const { dir } = parts
    const nowMs = parts.stopwatch()
    const isDue =
      cursor.change - snapshotChange >= SNAPSHOT_CHANGES && nowMs - snapshotMs >= SNAPSHOT_EVERY_MS
    if (
      dir === undefined ||
      saving !== undefined ||
      !(snapshotChange < 0 || isDue || (isLast && cursor.change > snapshotChange))
    )
      return saving ?? Promise.resolve()
    snapshotMs = nowMs
    return write(dir, async () => {
      const change = await store.head()
      await writeBankSnapshot(dir, parts.databaseId, change, allPacked(store))
      snapshotChange = change
    })
  }

  /** Writes, and the tables behind it that the next start needs not build. */
  function write(dir: string, first: () => Promise<void>): Promise<void> {
    saving = first()
      .then(() => parts.threads && writeBankTables(dir, index))
      .catch((fault: unknown) => {
        if (!stopped)
          log({
            level: 'warn',
            message: 'no snapshot of the banks of hashes could be written',
            ...describeFault(fault),
          })
      })
      .finally(() => {
        saving = undefined
      })
    return saving
  }

  const seen = new Set<string>()
  let waiting: SeenFile[] = []
  let flushing: Promise<void> | undefined

  function note({ media, decision, sender, banks, matches }: NotedFile): void {
    const sha256 = media.slice('sha256:'.length)
    const numbers = banks.flatMap((name) => records.get(name)?.number ?? [])
    const pairs = matches.flatMap(({ bank, member }) => {
      const number = records.get(bank)?.number
      return number === undefined ? [] : [{ bank: number, member }]
    })
    if (numbers.length === 0) return
    const unique = [...new Map(pairs.map((pair) => [pair.member, pair])).values()]
    waiting.push({
      ...{ sha256, decision, sender, atMs: clock.now() },
      ...{ banks: numbers, matches: unique, repeated: seen.has(sha256) },
    })
    seen.add(sha256)
    if (seen.size > SEEN) seen.delete(seen.values().next().value!)
    if (waiting.length > MOST_WAITING) waiting.shift()
  }

  const guard = { ...FLOOD_GUARD, jobs: parts.jobs }

  async function flushNow(): Promise<void> {
    const batch = waiting
    waiting = []
    try {
      const doubted = await store.note(batch, guard)
      for (const { bank, member } of doubted)
        log({
          level: 'warn',
          message:
            'a member of a bank of hashes matches far too much, and is in quarantine until people have looked',
          ...{ bank, member },
        })
      if (doubted.length > 0) {
        parts.wake()
        await look()
      }
    } catch (fault) {
      waiting = [...batch, ...waiting]
      throw fault
    }
  }

  function flush(): Promise<void> {
    if (waiting.length === 0) return flushing ?? Promise.resolve()
    // What is being written does not hold what was noted since.
    if (flushing !== undefined) return flushing.catch(() => undefined).then(flush)
    flushing = flushNow().finally(() => {
      flushing = undefined
    })
    return flushing
  }

  const listening = parts.listen(() => void look().catch(() => undefined))
  const timer = setInterval(() => void flush().catch(() => undefined), FLUSH_MS)
  timer.unref()
  // Tables that were not saved, or that have changed very much since, are built at the start.
  if (from === 'snapshot' && parts.dir !== undefined) void write(parts.dir, () => Promise.resolve())
  void save()

  return {
    get size() {
      return index.size()
    },
    get memory() {
      return index.memory
    },
    loaded,
    inUse: (bank) => {
      const spec = specs().get(bank)
      const record = records.get(bank)
      return spec && (record === undefined ? spec : withSettings(spec, record))
    },
    match: (facts, banks, asked) => matchBanks(index, inUse(), facts, banks, asked),
    get version() {
      const set = Math.max(0, ...[...records.values()].map(({ changedMs }) => changedMs))
      return `${cursor.change}.${set}`
    },
    look,
    note,
    flush,
    async stop() {
      stopped = true
      clearInterval(timer)
      await listening.stop()
      await looking.catch(() => undefined)
      await flushing?.catch(() => undefined)
      await flush().catch(() => undefined)
      await saving
      await save(true)
    },
  }
}

/** What was set in the service comes before what the pack says. */
function withSettings(spec: HashBankSpec, { enabled, share }: BankRecord): HashBankSpec {
  return { ...spec, enabled: enabled ?? spec.enabled, share: share ?? spec.share }
}
