import { hash } from 'node:crypto'
import { plainEntry } from '../../signals/hash/banks/bank-entry.ts'
import type { BankEntry, BankHash, BankImport, BankImportId } from '../../signals/hash/banks/ports.ts'
import { readBankHash } from '../../signals/hash/banks/read-bank-hash.ts'
import { jobsOfBank } from '../banks/jobs-of-bank.ts'
import { wireBankImport } from '../banks/wire-bank.ts'
import { type BankRow, BankRowsRequest, type BeginBankImportRequest } from '../contract/banks.ts'
import type { MakeHandler } from '../handler.ts'
import { parseHere } from '../json/parse-aside.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { readLargeBody } from '../read-large-body.ts'
import { invalid } from '../screen-event.ts'
import { validatorAtFirstUse } from '../validator.ts'
import { whoAsks } from '../who-asks.ts'
import { BANKS_OF_ALL } from './banks.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const checkRows = validatorAtFirstUse(BankRowsRequest)

/** Begins an import, or finds it where it was left. */
export const beginBankImport: MakeHandler = (parts) => async (request) => {
  unbounded(request, BANKS_OF_ALL)
  const { bank } = request.params as { bank: string }
  const { name, sha256, entries: total } = request.body as BeginBankImportRequest
  const by = whoAsks(request.grant!, undefined)
  const id: BankImportId = `bki-${hash('sha256', JSON.stringify([bank, sha256, total])).slice(0, 32)}`
  return wireBankImport(
    await orUnavailable(parts.hashBanks.beginImport({ id, bank, name, total, by }, parts.clock.now())),
  )
}

/** Takes the next entries of an import. */
export const importBankRows: MakeHandler = (parts) => async (request) => {
  unbounded(request, BANKS_OF_ALL)
  const body = await readLargeBody(request.raw, parts.parseAside ?? parseHere)
  const errors = checkRows(body)
  if (errors) throw new ProblemError(invalid(errors))
  const record = await importOf(parts, request.params as { bank: string; id: BankImportId })
  const { from, rows } = body as BankRowsRequest
  if (from + rows.length > record.total)
    throw refusal('invalid-request', 'There are more entries than the import was begun with.', {
      field: 'rows',
    })
  const jobs = jobsOfBank(parts.engine.ruleset.pack, record.bank)
  const done = await orUnavailable(
    parts.hashBanks.addEntries(record.id, from, rows.map(entryOf), jobs, parts.clock.now()),
  )
  if (done === undefined) throw refusal('not-found', NO_IMPORT)
  if (done.withdrawn > record.withdrawn) parts.following.wake()
  if (done.received === done.total) await parts.banks.look().catch(() => undefined)
  return wireBankImport(done)
}

const NO_IMPORT = 'There is no such import of this bank.'

async function importOf(
  { hashBanks }: Pick<ServerParts, 'hashBanks'>,
  { bank, id }: { bank: string; id: BankImportId },
): Promise<BankImport> {
  const found = await orUnavailable(hashBanks.import(id))
  if (found === undefined || found.bank !== bank) throw refusal('not-found', NO_IMPORT)
  return found
}

/** An entry as it was sent. Throws the problem when a hash of it is none. */
function entryOf(row: BankRow | string, at: number): BankEntry {
  if (typeof row === 'string') {
    const space = row.indexOf(' ')
    return plainEntry([hashOf(row.slice(0, Math.max(0, space)), row.slice(space + 1), `rows.${at}`)])
  }
  const { id, hashes, state = 'active', tags = [] } = row
  const read = hashes.map(({ type, hash: value }) => hashOf(type, value, `rows.${at}.hashes`))
  if (read.length === 0 && id === undefined)
    throw refusal('invalid-request', `rows.${at} has neither an id nor a hash.`, { field: `rows.${at}` })
  return plainEntry(read, { id, state, tags })
}

function hashOf(type: string, value: string, field: string): BankHash {
  const read = readBankHash(type, value)
  if (read.ok) return read.hash
  throw refusal('invalid-request', `${field.split('.', 2).join('.')}: ${read.why}.`, { field })
}
