import type { VerifyAuditLine, VerifyAuditRequest } from '../api/contract/audit-verify.ts'
import type {
  EraseRequest,
  Erasure,
  FindAuditReply,
  FindAuditRequest,
  Hold,
  SetHoldRequest,
} from '../api/contract/records.ts'
import type { Ask, AskLines, CallOptions } from './ask.ts'
import { HaechiError } from './haechi-error.ts'
import type { Plain } from './plain.ts'

/** Who did what, what is erased, and what may not be. */
export interface RecordCalls {
  /** Who did what. */
  readonly audit: {
    find(request?: Plain<FindAuditRequest>, options?: CallOptions): Promise<FindAuditReply>
    /** Where the log ends: kept elsewhere, it shows later whether the log was cut off. */
    head(options?: CallOptions): Promise<{ seq: number; hash: string }>
    /** Has the service walk the chain; `haechi audit verify` walks it here. Gives the last line: it holds when `fault` is null. */
    verify(request?: VerifyAuditRequest, options?: CallOptions): Promise<VerifyAuditLine>
  }
  readonly erasures: {
    /** Begins in the background; `dryRun` only counts. */
    begin(request: Plain<EraseRequest>, options?: CallOptions): Promise<Erasure>
    list(options?: CallOptions): Promise<Erasure[]>
    get(id: string, options?: CallOptions): Promise<Erasure>
  }
  /** Legal holds. */
  readonly holds: {
    set(request: Plain<SetHoldRequest>, options?: CallOptions): Promise<Hold>
    list(options?: CallOptions): Promise<Hold[]>
    lift(id: string, options?: CallOptions): Promise<Hold>
  }
}

/** A million entries take some ten seconds. */
const WALK = { repeatable: true, timeoutMs: 600_000 } as const

export function recordCalls(ask: Ask, askLines: AskLines): RecordCalls {
  return {
    audit: {
      find: (request = {}, { signal } = {}) => ask('findAudit', { body: request, repeatable: true, signal }),
      head: ({ signal } = {}) => ask('auditHead', { signal }),
      async verify(body = {}, { signal } = {}) {
        const lines = await askLines('verifyAudit', { ...WALK, body, signal })
        const last = lines.at(-1)
        if (last === undefined)
          throw new HaechiError('protocol', 'The answer ended before the walk began; ask again')
        return last
      },
    },
    erasures: {
      // Asked again, the erasure that is under way is given.
      begin: (request, { signal } = {}) => ask('erase', { body: request, repeatable: true, signal }),
      list: async ({ signal } = {}) => (await ask('listErasures', { signal })).erasures,
      get: (id, { signal } = {}) => ask('erasure', { params: { id }, signal }),
    },
    holds: {
      set: (request, { signal } = {}) => ask('setHold', { body: request, signal }),
      list: async ({ signal } = {}) => (await ask('listHolds', { signal })).holds,
      lift: (id, { signal } = {}) => ask('liftHold', { params: { id }, signal }),
    },
  }
}
