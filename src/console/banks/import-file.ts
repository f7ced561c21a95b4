import type {
  BankImportReply,
  BankRow,
  BankRowsRequest,
  BeginBankImportRequest,
} from '../../api/contract/banks.ts'
import type { BankEntry } from '../../signals/hash/banks/ports.ts'
import type { HashFile } from './open-hash-file.ts'

/** What is asked of the service; the same routes as the command line asks. */
export interface ImportRoutes {
  begin(body: BeginBankImportRequest): Promise<BankImportReply>
  send(id: string, body: BankRowsRequest): Promise<BankImportReply>
}

/** How far it is. */
export type ImportStep =
  | { readonly kind: 'reading'; readonly entries: number; readonly share: number }
  | { readonly kind: 'sending'; readonly received: number; readonly entries: number }

export interface LookedThrough {
  readonly entries: number
  /** The first that cannot be read. */
  readonly bad: readonly { readonly line: number; readonly why: string }[]
  readonly badCount: number
  /** How many were left out though they are well-formed, by why. */
  readonly left: Readonly<Record<string, number>>
}

const TOLD = 10
const SHOWN_EVERY_MS = 100
/** A request stays well below what proxies let pass. */
const ROWS_AT_ONCE = 10_000
const UNITS_AT_ONCE = 4_000_000

/** Reads a file whole, so that a mistake is told before anything is sent. Rejects when `stop` is aborted. */
export async function lookThrough(
  file: HashFile,
  step: (step: ImportStep) => void,
  stop: AbortSignal,
  now: () => number,
): Promise<LookedThrough> {
  const bad: { line: number; why: string }[] = []
  const left: Record<string, number> = {}
  let [entries, badCount, passed, shownMs] = [0, 0, 0, Number.NEGATIVE_INFINITY]
  for await (const read of file.read((bytes) => {
    passed = bytes
  })) {
    if ('entry' in read) entries++
    else if ('left' in read) left[read.left] = (left[read.left] ?? 0) + 1
    else if (badCount++ < TOLD) bad.push({ line: read.line, why: read.bad })
    if (now() - shownMs < SHOWN_EVERY_MS) continue
    shownMs = now()
    stop.throwIfAborted()
    step({ kind: 'reading', entries, share: passed / file.bytes })
  }
  stop.throwIfAborted()
  return { entries, bad, badCount, left }
}

/**
 * Brings the entries of a file to the service piece by piece. When it is cut off, what was sent stays and matches: the same file
 * goes on behind it.
 */
export async function importFile(
  file: HashFile,
  entries: number,
  routes: ImportRoutes,
  step: (step: ImportStep) => void,
  stop: AbortSignal,
): Promise<BankImportReply> {
  const begun = await routes.begin({ name: file.name, sha256: file.sha256, entries })
  let at = 0
  let done = begun
  for await (const rows of pieces(file)) {
    stop.throwIfAborted()
    const from = at
    at += rows.length
    if (at <= begun.received) continue
    step({ kind: 'sending', received: done.received, entries })
    done = await routes.send(begun.id, { from, rows })
  }
  step({ kind: 'sending', received: done.received, entries })
  return done
}

async function* pieces(file: HashFile): AsyncGenerator<BankRow[], void, undefined> {
  let rows: BankRow[] = []
  let units = 0
  for await (const read of file.read()) {
    if (!('entry' in read)) continue
    rows.push(rowOf(read.entry))
    for (const { value } of read.entry.hashes) units += value.length + 50
    if (rows.length < ROWS_AT_ONCE && units < UNITS_AT_ONCE) continue
    yield rows
    rows = []
    units = 0
  }
  if (rows.length > 0) yield rows
}

function rowOf({ id, hashes, state, tags }: BankEntry): BankRow {
  const row: BankRow = { hashes: hashes.map(({ type, value }) => ({ type, hash: value })) }
  if (id !== undefined) row.id = id
  if (state !== 'active') row.state = state
  // Words of the feed, without what no request may hold.
  if (tags.length > 0) row.tags = tags.map((tag) => tag.replace(/\p{Cc}/gu, ' '))
  return row
}
