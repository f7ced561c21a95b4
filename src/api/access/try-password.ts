import type { Credentials } from '../../access/ports.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { clientAddress } from './client-address.ts'
import { TooManyAtOnce } from './passwords.ts'

/** A try at somebody's password from an address; `done` says that it was the right person. */
export interface Try {
  /** Undefined: wrong, unknown, or disabled; which, nobody is told. */
  readonly credentials: Credentials | undefined
  readonly done: () => void
}

/** Holds a try to the limits, then to the password that is kept. Throws the problem when it comes too soon. */
export async function tryPassword(
  { access, clock }: Pick<ServerParts, 'access' | 'clock'>,
  ip: string,
  login: string,
  password: string,
  find: () => Promise<Credentials | undefined>,
): Promise<Try> {
  const { limits, passwords } = access
  const address = clientAddress(ip)
  const nowMs = clock.now()
  const waitMs = limits.waitMs(login, address, nowMs)
  if (waitMs > 0) throw tooSoon(waitMs)
  limits.begin(login, address, nowMs)
  const found = await orUnavailable(find())
  const { ok, stale } = await inTurn(passwords.check(found?.password ?? null, password))
  const good = ok && found !== undefined && found.user.disabledMs === null
  if (good && stale)
    await orUnavailable(access.credentials.setPassword(found.user.id, await inTurn(passwords.hash(password))))
  return { credentials: good ? found : undefined, done: () => limits.succeeded(login, address, clock.now()) }
}

/** Waits for a hash; when too many do, whoever asks is told to come back. */
export function inTurn<T>(hashing: Promise<T>): Promise<T> {
  return hashing.catch((fault: unknown) => {
    throw fault instanceof TooManyAtOnce ? tooSoon(1000) : fault
  })
}

/** The problem of a try that comes too soon. */
export function tooSoon(waitMs: number) {
  const seconds = Math.ceil(waitMs / 1000)
  return refusal('rate-limited', `Too many tries; come back in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
    wayOut: 'Wait as long as Retry-After says.',
  })
}
