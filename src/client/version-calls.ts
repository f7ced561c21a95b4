import type {
  AppliedReply,
  ApplyRequest,
  RollbackRequest,
  VersionList,
  VersionReply,
} from '../api/contract/versions.ts'
import type { Ask, CallOptions } from './ask.ts'

/** The versions of the pack, as functions. */
export interface VersionCalls {
  readonly versions: {
    /** Newest first. */
    list(options?: CallOptions & { before?: number; limit?: number }): Promise<VersionList>
    get(number: number, options?: CallOptions): Promise<VersionReply>
    /** Makes a pack live; refused when another version than `base` is. */
    apply(request: ApplyRequest, options?: CallOptions): Promise<AppliedReply>
    rollback(request?: RollbackRequest, options?: CallOptions): Promise<AppliedReply>
  }
}

/** A pack may hold large files, and is checked before the answer. */
const PACK_TIMEOUT_MS = 120_000

export function versionCalls(ask: Ask): VersionCalls {
  return {
    versions: {
      list: ({ before, limit, signal } = {}) =>
        ask('listVersions', {
          query: {
            ...(before === undefined ? {} : { before: String(before) }),
            ...(limit === undefined ? {} : { limit: String(limit) }),
          },
          signal,
        }),
      get: (number, { signal } = {}) =>
        ask('version', { params: { number: String(number) }, timeoutMs: PACK_TIMEOUT_MS, signal }),
      // Sent again after a lost answer, it is answered with the version that it made.
      apply: (request, { signal } = {}) =>
        ask('apply', { body: request, repeatable: true, timeoutMs: PACK_TIMEOUT_MS, signal }),
      rollback: (request = {}, { signal } = {}) =>
        ask('rollback', { body: request, timeoutMs: PACK_TIMEOUT_MS, signal }),
    },
  }
}
