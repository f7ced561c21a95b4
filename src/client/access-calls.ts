import type { z } from 'zod'
import type { CreatedKey, CreateOwnKeyRequest, Key } from '../api/contract/keys.ts'
import type {
  AcceptReply,
  AcceptRequest,
  RenewedWithCodes,
  SessionReply,
  SignInOptions,
  SignInReply,
  SignInRequest,
  TotpEnrolment,
} from '../api/contract/sessions.ts'
import type {
  AccessSettingsWire,
  ChangeUserRequest,
  InviteRequest,
  User,
  UserHoldings,
  UserLink,
} from '../api/contract/users.ts'
import type { Ask, CallOptions } from './ask.ts'

/** Signing in, what is one's own, and the people who may sign in. */
export interface AccessCalls {
  /** The token of the reply, with `as: 'bearer'`, is the key of a client that speaks for whoever signed in. */
  signIn(request: SignInRequest, options?: CallOptions): Promise<SignInReply>
  /** By what ways one can sign in beside a password. */
  signInOptions(options?: CallOptions): Promise<SignInOptions>
  signOut(everywhere?: boolean, options?: CallOptions): Promise<number>
  /** Sets a password by a one-time link; gives what to sign in with. */
  acceptInvitation(request: AcceptRequest, options?: CallOptions): Promise<z.infer<typeof AcceptReply>>
  /** Who asks, and what they may do; only for people. */
  session(options?: CallOptions): Promise<SessionReply>
  readonly me: {
    createKey(request: CreateOwnKeyRequest, options?: CallOptions): Promise<CreatedKey>
    listKeys(options?: CallOptions): Promise<Key[]>
    revokeKey(id: string, options?: CallOptions): Promise<Key>
    /** Gives the token under which this session goes on; null with a key. */
    changePassword(current: string, next: string, options?: CallOptions): Promise<string | null>
    enrolTotp(password: string, options?: CallOptions): Promise<z.infer<typeof TotpEnrolment>>
    confirmTotp(code: string, options?: CallOptions): Promise<z.infer<typeof RenewedWithCodes>>
    removeTotp(password: string, options?: CallOptions): Promise<string | null>
  }
  readonly users: {
    invite(request: InviteRequest, options?: CallOptions): Promise<UserLink>
    list(options?: CallOptions): Promise<User[]>
    get(id: string, options?: CallOptions): Promise<User>
    change(id: string, request: ChangeUserRequest, options?: CallOptions): Promise<User>
    disable(id: string, options?: CallOptions): Promise<User>
    /** What they hold, and what ends when they are disabled. */
    holdings(id: string, options?: CallOptions): Promise<UserHoldings>
    enable(id: string, options?: CallOptions): Promise<User>
    /** Ends all sessions of somebody; gives how many. */
    signOut(id: string, options?: CallOptions): Promise<number>
    /** A link to set a new password; with `totp`, the second factor ends too. */
    reset(id: string, request?: { totp?: boolean }, options?: CallOptions): Promise<UserLink>
  }
  readonly accessSettings: {
    get(options?: CallOptions): Promise<AccessSettingsWire>
    set(settings: AccessSettingsWire, options?: CallOptions): Promise<AccessSettingsWire>
  }
}

/** The calls, over whatever asks the routes. */
export function accessCalls(ask: Ask): AccessCalls {
  const of = (id: string, signal: AbortSignal | undefined) => ({ params: { id }, signal })
  return {
    signIn: (request, { signal } = {}) => ask('signIn', { body: request, signal }),
    signInOptions: ({ signal } = {}) => ask('signInOptions', { signal }),
    signOut: async (everywhere = false, { signal } = {}) =>
      (await ask('signOut', { body: { everywhere }, signal })).ended,
    acceptInvitation: (request, { signal } = {}) => ask('acceptInvitation', { body: request, signal }),
    session: ({ signal } = {}) => ask('session', { signal }),
    me: {
      createKey: (request, { signal } = {}) => ask('createOwnKey', { body: request, signal }),
      listKeys: async ({ signal } = {}) => (await ask('listOwnKeys', { signal })).keys,
      revokeKey: (id, { signal } = {}) => ask('revokeOwnKey', of(id, signal)),
      changePassword: async (current, next, { signal } = {}) =>
        (await ask('changePassword', { body: { current, next }, signal })).token,
      enrolTotp: (password, { signal } = {}) => ask('enrolTotp', { body: { password }, signal }),
      confirmTotp: (code, { signal } = {}) => ask('confirmTotp', { body: { code }, signal }),
      removeTotp: async (password, { signal } = {}) =>
        (await ask('removeTotp', { body: { password }, signal })).token,
    },
    users: {
      invite: (request, { signal } = {}) => ask('inviteUser', { body: request, signal }),
      list: async ({ signal } = {}) => (await ask('listUsers', { signal })).users,
      get: (id, { signal } = {}) => ask('user', of(id, signal)),
      change: (id, request, { signal } = {}) => ask('changeUser', { ...of(id, signal), body: request }),
      disable: (id, { signal } = {}) => ask('disableUser', of(id, signal)),
      holdings: (id, { signal } = {}) => ask('userHoldings', of(id, signal)),
      enable: (id, { signal } = {}) => ask('enableUser', of(id, signal)),
      signOut: async (id, { signal } = {}) => (await ask('endSessions', of(id, signal))).ended,
      reset: (id, request = {}, { signal } = {}) => ask('resetUser', { ...of(id, signal), body: request }),
    },
    accessSettings: {
      get: ({ signal } = {}) => ask('accessSettings', { signal }),
      set: (settings, { signal } = {}) => ask('setAccessSettings', { body: settings, signal }),
    },
  }
}
