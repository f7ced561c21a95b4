import { resolve } from 'node:path'
import { BANK_ROWS_AT_ONCE, type BankImportReply, type BankRow } from '../../api/contract/banks.ts'
import type { Client } from '../../client/client.ts'
import { HaechiError } from '../../client/haechi-error.ts'
import type { BankEntry } from '../../signals/hash/banks/ports.ts'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import { CliFailure } from '../failure.ts'
import { renderProgress } from '../progress-bar.ts'
import { statusLine } from '../status-line.ts'
import { type ExchangeFile, type ExchangeOptions, entriesOf, openExchange } from './open-exchange.ts'

export interface ImportHashesOptions extends ExchangeOptions {
  readonly skipBad?: true
}

export interface ImportedFile extends BankImportReply {
  readonly file: string
  readonly format: string
  /** What cannot be read, by line, and how many entries were left out, by why. */
  readonly bad: number
  readonly left: Readonly<Record<string, number>>
}

/** Lines that are told of. */
const TOLD = 10
/** A request stays well below what proxies let pass. */
const UNITS_AT_ONCE = 4_000_000

/**
 * Reads a file of known hashes whole, so that a mistake is told before anything is sent, then brings it to the service piece by
 * piece. When it is cut off, what was sent stays and matches: the same command goes on behind it.
 */
export async function importHashes(
  adapters: CliAdapters,
  client: Client,
  bank: string,
  path: string,
  options: ImportHashesOptions,
  signal: AbortSignal,
): Promise<ImportedFile> {
  const file = await openExchange(resolve(adapters.cwd, path), path, options)
  const { entries, bad, left } = await lookThrough(adapters, file, path, options.skipBad === true, signal)
  const about = { file: path, format: file.format, bad, left }
  if (entries === 0) throw new CliFailure('usage', `${path} holds no hash of a kind that a bank takes`)
  const request = { name: file.name, sha256: file.sha256(), entries }
  const begun = await client.banks.beginImport(bank, request, { signal })
  return { ...(await send(adapters, client, file, begun, signal)), ...about }
}

async function lookThrough(
  { stderr, clock }: CliAdapters,
  file: ExchangeFile,
  path: string,
  skipBad: boolean,
  signal: AbortSignal,
): Promise<{ entries: number; bad: number; left: Record<string, number> }> {
  const status = statusLine(stderr)
  const began = clock.now()
  const left: Record<string, number> = {}
  const told: string[] = []
  let entries = 0
  let bad = 0
  let passed = 0
  let shownMs = 0
  try {
    for await (const piece of file.read((bytes) => {
      passed = bytes
    })) {
      for (const read of piece) {
        if ('entry' in read) entries++
        else if ('left' in read) left[read.left] = (left[read.left] ?? 0) + 1
        else if (bad++ < TOLD) told.push(`  line ${read.line}: ${read.bad}`)
      }
      if (signal.aborted)
        throw new CliFailure('interrupted', `${path} was not read to its end; nothing was sent`)
      const nowMs = clock.now()
      if (nowMs - shownMs < 100) continue
      shownMs = nowMs
      const seconds = (nowMs - began) / 1000
      status.show(`reading  ${renderProgress({ ...rate(entries, seconds), share: passed / file.bytes })}`)
    }
  } finally {
    status.clear()
  }
  if (bad === 0) return { entries, bad, left }
  const more = bad > TOLD ? [`  and ${bad - TOLD} more`] : []
  const lines = [`${path}: ${counted(bad, 'entry', 'entries')} cannot be read`, ...told, ...more].join('\n')
  if (!skipBad)
    throw new CliFailure(
      'usage',
      `${lines}\nNothing was sent; correct the file, or pass --skip-bad to leave them out`,
    )
  await stderr.write(`${lines}\n`)
  return { entries, bad, left }
}

async function send(
  { stderr, clock }: CliAdapters,
  { banks }: Client,
  file: ExchangeFile,
  begun: BankImportReply,
  signal: AbortSignal,
): Promise<BankImportReply> {
  const { id, bank, entries } = begun
  const status = statusLine(stderr)
  const began = clock.now()
  let now = begun
  const show = () => {
    const seconds = (clock.now() - began) / 1000
    const share = (now.received - begun.received) / Math.max(1, entries - begun.received)
    status.show(renderProgress({ ...rate(now.received - begun.received, seconds), share }))
  }
  try {
    show()
    if (begun.received > 0)
      await stderr.write(`${begun.received} of ${entries} entries are there; going on behind them.\n`)
    let at = 0
    let waiting: Promise<BankImportReply> | undefined
    for await (const rows of pieces(entriesOf(file))) {
      const from = at
      at += rows.length
      if (at <= begun.received) continue
      // The next piece is read while the one before it is taken up.
      now = (await waiting) ?? now
      show()
      waiting = banks.sendRows(bank, id, { from, rows }, { signal })
      waiting.catch(() => undefined) // awaited above, or below
    }
    now = (await waiting) ?? now
    if (now.received < entries)
      throw new CliFailure(
        'unreachable',
        'The service takes no more entries of this import; run the same again',
      )
    return now
  } catch (fault) {
    if (fault instanceof HaechiError && fault.kind !== 'problem') {
      status.clear()
      await stderr.write(
        `${now.received} of ${entries} entries are there, and match; the same command goes on behind them.\n`,
      )
    }
    throw fault
  } finally {
    status.clear()
  }
}

function rate(lines: number, seconds: number) {
  return { lines, unit: 'entries', seconds, linesPerSecond: lines / Math.max(0.001, seconds) }
}

type Row = BankRow | string

async function* pieces(entries: AsyncIterable<readonly BankEntry[]>): AsyncGenerator<Row[], void, undefined> {
  let rows: Row[] = []
  let units = 0
  for await (const read of entries)
    for (const entry of read) {
      rows.push(rowOf(entry))
      for (const { value } of entry.hashes) units += value.length + 50
      if (rows.length < BANK_ROWS_AT_ONCE && units < UNITS_AT_ONCE) continue
      yield rows
      rows = []
      units = 0
    }
  if (rows.length > 0) yield rows
}

function rowOf({ id, hashes, state, tags }: BankEntry): Row {
  if (id === undefined && state === 'active' && tags.length === 0 && hashes.length === 1)
    return `${hashes[0]!.type} ${hashes[0]!.value}`
  return {
    ...(id !== undefined && { id }),
    hashes: hashes.map(({ type, value }) => ({ type, hash: value })),
    ...(state !== 'active' && { state }),
    // Words of the feed, without what no request may hold.
    ...(tags.length > 0 && { tags: tags.map((tag) => tag.replace(/\p{Cc}/gu, ' ')) }),
  }
}
