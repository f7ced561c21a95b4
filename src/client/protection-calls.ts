import type {
  ExposureReply,
  ExposureRequest,
  MyProtection,
  OwnProtection,
  ProtectionReply,
  TeamExposure,
} from '../api/contract/protection.ts'
import type { Ask, CallOptions } from './ask.ts'

/** A look at the content of a job. */
export type Look = Omit<ExposureRequest['looks'][number], 'job'> & { readonly job: string }

/** How reviewers are spared what they need not see, and how much of it they have seen. */
export interface ProtectionCalls {
  readonly protection: {
    get(options?: CallOptions): Promise<ProtectionReply>
    /** In the place of all that was said before. */
    set(settings: OwnProtection, options?: CallOptions): Promise<ProtectionReply>
    /** Of the person for whom the key speaks. */
    mine(options?: CallOptions): Promise<MyProtection>
    /** As strict as the organisation, or stricter. */
    setMine(settings: OwnProtection, options?: CallOptions): Promise<MyProtection>
  }
  readonly exposure: {
    mine(options?: CallOptions): Promise<ExposureReply>
    /** For how long content of jobs stood revealed; not sent again when the answer is lost. */
    note(looks: readonly Look[], options?: CallOptions): Promise<ExposureReply>
    /** Of everybody who judges, in the order of names. */
    team(options?: CallOptions): Promise<TeamExposure['people']>
  }
}

export function protectionCalls(ask: Ask): ProtectionCalls {
  return {
    protection: {
      get: ({ signal } = {}) => ask('protection', { signal }),
      set: (settings, { signal } = {}) => ask('setProtection', { body: settings, signal }),
      mine: ({ signal } = {}) => ask('ownProtection', { signal }),
      setMine: (settings, { signal } = {}) => ask('setOwnProtection', { body: settings, signal }),
    },
    exposure: {
      mine: ({ signal } = {}) => ask('ownExposure', { signal }),
      note: (looks, { signal } = {}) => ask('noteExposure', { body: { looks }, signal }),
      team: async ({ signal } = {}) => (await ask('teamExposure', { signal })).people,
    },
  }
}
