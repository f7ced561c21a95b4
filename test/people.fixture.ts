import { TOTP } from 'otpauth'
import type { Role } from '../src/access/capability.ts'
import type { Answer, TestService } from './api-service.fixture.ts'

export const PASSWORD = 'tidal copper lantern'

export interface Somebody {
  readonly id: string
  readonly email: string
}

let made = 0

/** Invites somebody and sets their password to PASSWORD. */
export async function newPerson(
  haechi: TestService,
  role: Role,
  more: { worlds?: string[]; skills?: object; email?: string } = {},
): Promise<Somebody> {
  const email = more.email ?? `person${++made}@example.com`
  const invited = await haechi.request('POST', '/v1/users', { name: `The ${role}`, role, ...more, email })
  if (invited.status !== 201) throw new Error(invited.text)
  const accepted = await haechi.request(
    'POST',
    '/v1/invitation',
    { token: invited.json.token, password: PASSWORD },
    { key: null },
  )
  if (accepted.status !== 200) throw new Error(accepted.text)
  return { id: invited.json.user.id, email }
}

/** Signs in; the reply. */
export function signIn(haechi: TestService, email: string, more: object = {}, headers = {}): Promise<Answer> {
  return haechi.request('POST', '/v1/sign-in', { email, password: PASSWORD, ...more }, { key: null, headers })
}

/** The token of a session of somebody, to be sent as a key. */
export async function tokenOf(haechi: TestService, { email }: Somebody): Promise<string> {
  const { json, text } = await signIn(haechi, email, { as: 'bearer' })
  if (json.token === undefined) throw new Error(text)
  return json.token
}

/** What a browser would send after an answer that set a cookie. */
export function cookieOf(answer: Answer): string {
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ')
}

/** What a page of ours sends with whatever changes something. */
export function pageHeaders(haechi: TestService, answer: Answer): Record<string, string> {
  return { cookie: cookieOf(answer), origin: haechi.url, 'haechi-csrf': answer.json.csrf }
}

/** What an authenticator app shows now. */
export function codeOf(secret: string): string {
  return new TOTP({ secret }).generate()
}
