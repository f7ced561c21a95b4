import type { z } from 'zod'
import type {
  ActOnMemberReply,
  ActOnMemberRequest,
  AddMemberRequest,
  BankImportReply,
  BankMatchesReply,
  BankMemberReply,
  BankMembersQuery,
  BankMembersReply,
  BankReply,
  BankRowsRequest,
  BeginBankImportRequest,
  ExportBankQuery,
  SetBankRequest,
} from '../api/contract/banks.ts'
import { ROUTES } from '../api/contract/routes.ts'
import type { Ask, CallOptions } from './ask.ts'
import type { Connection } from './connection.ts'
import { textStream } from './text-stream.ts'

export interface BankCalls {
  /** Banks of known hashes. */
  readonly banks: {
    list(options?: CallOptions): Promise<BankReply[]>
    get(bank: string, options?: CallOptions): Promise<BankReply>
    /** Null: as the pack says. */
    set(bank: string, request: SetBankRequest, options?: CallOptions): Promise<BankReply>
    /** Begins an import, or finds the same one where it was left. */
    beginImport(
      bank: string,
      request: BeginBankImportRequest,
      options?: CallOptions,
    ): Promise<BankImportReply>
    /** Sends the next entries; those that are there are passed over. */
    sendRows(
      bank: string,
      id: string,
      request: z.input<typeof BankRowsRequest>,
      options?: CallOptions,
    ): Promise<BankImportReply>
    /** Its hashes, in a form that other platforms read, as they come. */
    export(
      bank: string,
      asked: ExportBankQuery,
      options?: CallOptions,
    ): AsyncGenerator<string, void, undefined>
    add(bank: string, request: AddMemberRequest, options?: CallOptions): Promise<BankMemberReply>
    members(bank: string, asked?: BankMembersQuery, options?: CallOptions): Promise<BankMembersReply>
    member(bank: string, member: number, options?: CallOptions): Promise<BankMemberReply>
    /** What a member matched, the latest first. */
    matches(bank: string, member: number, options?: CallOptions): Promise<BankMatchesReply['matches']>
    act(
      bank: string,
      member: number,
      act: MemberAct,
      request?: ActOnMemberRequest,
      options?: CallOptions,
    ): Promise<ActOnMemberReply>
  }
}

const ACTS = {
  confirm: 'confirmBankMember',
  dispute: 'disputeBankMember',
  release: 'releaseBankMember',
  withdraw: 'withdrawBankMember',
} as const
export type MemberAct = keyof typeof ACTS

const ROWS_MS = 120_000
/** A million hashes take some ten seconds, three times that as NCMEC writes them. */
const EXPORT_MS = 3_600_000

/** Banks of known hashes. */
export function bankCalls(ask: Ask, connection: Connection): BankCalls {
  const of = (bank: string, member: number) => ({ bank, member: String(member) })
  return {
    banks: {
      list: async ({ signal } = {}) => (await ask('listBanks', { signal })).banks,
      get: (bank, { signal } = {}) => ask('bank', { params: { bank }, signal }),
      set: (bank, body, { signal } = {}) =>
        ask('setBank', { params: { bank }, body, repeatable: true, signal }),
      beginImport: (bank, body, { signal } = {}) =>
        ask('beginBankImport', { params: { bank }, body, repeatable: true, signal }),
      sendRows: (bank, id, body, { signal } = {}) =>
        ask('importBankRows', { params: { bank, id }, body, repeatable: true, timeoutMs: ROWS_MS, signal }),
      export: (bank, query, { signal } = {}) =>
        textStream(
          { ...connection, timeoutMs: EXPORT_MS },
          `${ROUTES.exportBank.path.replace(':bank', encodeURIComponent(bank))}?${new URLSearchParams(query)}`,
          signal,
        ),
      add: (bank, body, { signal } = {}) =>
        ask('addBankMember', { params: { bank }, body, repeatable: true, signal }),
      members: (bank, query = {}, { signal } = {}) =>
        ask('bankMembers', { params: { bank }, query: { ...query }, signal }),
      member: (bank, member, { signal } = {}) => ask('bankMember', { params: of(bank, member), signal }),
      matches: async (bank, member, { signal } = {}) =>
        (await ask('bankMatches', { params: of(bank, member), signal })).matches,
      act: (bank, member, act, body = {}, { signal } = {}) =>
        ask(ACTS[act], { params: of(bank, member), body, signal }),
    },
  }
}
