import { Readable } from 'node:stream'
import type { HashType } from '../../core/hash-type.ts'
import { writeExchange } from '../../signals/hash/banks/exchange/write-exchange.ts'
import type { BankCounts, HashBankStore } from '../../signals/hash/banks/ports.ts'
import { readBankHash } from '../../signals/hash/banks/read-bank-hash.ts'
import { exportedBank } from '../banks/exported-bank.ts'
import { wireBank, wireMember } from '../banks/wire-bank.ts'
import type {
  AddMemberRequest,
  BankList,
  BankReply,
  ExportBankQuery,
  SetBankRequest,
} from '../contract/banks.ts'
import { ROUTES } from '../contract/routes.ts'
import { describeFault } from '../describe-fault.ts'
import type { MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

export const BANKS_OF_ALL = 'Banks of hashes are of'
const NO_MEMBERS: BankCounts = {
  states: { active: 0, confirmed: 0, questioned: 0, disputed: 0, quarantined: 0, withdrawn: 0 },
  types: {},
}

/** Lists the banks of known hashes. */
export const listBanks: MakeHandler = (parts) => async () => {
  const records = await orUnavailable(parts.hashBanks.banks())
  const names = new Set([...parts.engine.ruleset.pack.hashBanks.keys(), ...records.map(({ name }) => name)])
  const banks = []
  for (const name of [...names].sort()) banks.push(await shown(parts, name, records))
  return { banks } satisfies BankList
}

/** Shows a bank. */
export const bank: MakeHandler = (parts) => async (request) => {
  const { bank: name } = request.params as { bank: string }
  return shown(parts, await known(parts, name))
}

/** Turns a bank on or off. */
export const setBank: MakeHandler = (parts) => async (request) => {
  unbounded(request, BANKS_OF_ALL)
  const name = await known(parts, (request.params as { bank: string }).bank)
  const by = whoAsks(request.grant!, undefined)
  await orUnavailable(parts.hashBanks.set(name, request.body as SetBankRequest, by, parts.clock.now()))
  await parts.banks.look().catch(() => undefined)
  return shown(parts, name)
}

/** Takes the hashes of a bank out. */
export const exportBank: MakeHandler = (parts) => async (request, reply) => {
  unbounded(request, BANKS_OF_ALL)
  const name = await known(parts, (request.params as { bank: string }).bank)
  const { format, type = 'pdq' } = request.query as ExportBankQuery
  await orUnavailable(parts.noteSight(request.grant!, 'exportBank', [name]))
  reply
    .header('content-type', ROUTES.exportBank.replyType)
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'no-store')
  return Readable.from(pieces())

  async function* pieces(): AsyncGenerator<string, void, undefined> {
    try {
      let piece = ''
      for await (const text of writeExchange(format, exportedBank(parts.hashBanks, name), type as HashType)) {
        piece += text
        if (piece.length < 64 * 1024) continue
        yield piece
        piece = ''
      }
      if (piece !== '') yield piece
    } catch (fault) {
      // The status is sent: what ends without its last line says that it was cut short.
      parts.log({
        level: 'warn',
        message: 'a bank of hashes could not be exported to its end',
        ...describeFault(fault),
      })
      reply.raw.destroy()
    }
  }
}

/** Adds one hash to a bank. */
export const addBankMember: MakeHandler = (parts) => async (request) => {
  unbounded(request, BANKS_OF_ALL)
  const { bank: name } = request.params as { bank: string }
  const { type, hash, source = 'by hand' } = request.body as AddMemberRequest
  const read = readBankHash(type, hash)
  if (!read.ok) throw refusal('invalid-request', `hash: ${read.why}.`, { field: 'hash' })
  const by = whoAsks(request.grant!, undefined)
  const added = await orUnavailable(parts.hashBanks.add(name, read.hash, by, source, parts.clock.now()))
  await parts.banks.look().catch(() => undefined)
  return wireMember(added)
}

/** The name of a bank that is declared or kept; throws the problem when there is none. */
export async function known(
  { engine, hashBanks }: Pick<ServerParts, 'engine' | 'hashBanks'>,
  name: string,
): Promise<string> {
  if (engine.ruleset.pack.hashBanks.has(name)) return name
  const records = await orUnavailable(hashBanks.banks())
  if (records.some((record) => record.name === name)) return name
  throw refusal('not-found', 'There is no bank of hashes with this name.', {
    wayOut: 'GET /v1/banks lists them; a pack declares one with `kind: hashes`.',
  })
}

async function shown(
  { engine, hashBanks }: Pick<ServerParts, 'engine' | 'hashBanks'>,
  name: string,
  given?: Awaited<ReturnType<HashBankStore['banks']>>,
): Promise<BankReply> {
  const records = given ?? (await orUnavailable(hashBanks.banks()))
  const record = records.find((one) => one.name === name)
  const counts = record === undefined ? NO_MEMBERS : await orUnavailable(hashBanks.counts(name))
  return wireBank(name, engine.ruleset.pack.hashBanks.get(name), record, counts)
}
