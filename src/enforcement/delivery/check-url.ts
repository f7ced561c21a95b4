import { type AllowList, plainHost } from './allow-list.ts'
import { BAD_PORTS } from './bad-ports.ts'
import { isPublicAddress } from './check-address.ts'

/** Every address of a name; rejects when there is none. */
export type Resolve = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>

export interface Refused {
  readonly ok: false
  /** What is wrong with it, to follow "url". */
  readonly problem: string
  readonly wayOut: string
}

const LONGEST = 2000
const ALLOW =
  'start the service with its host and port in HAECHI_WEBHOOK_ALLOW if it is to be reached all the same'

/** Whether an address for webhooks can be taken as it is written; its names are not looked up. */
export function checkUrl(allow: AllowList, text: string): { readonly ok: true; readonly url: URL } | Refused {
  const refused = (problem: string, wayOut: string): Refused => ({ ok: false, problem, wayOut })
  if (text.length > LONGEST) return refused('is too long', `give at most ${LONGEST} characters`)
  if (!URL.canParse(text) || /[\s\p{Cc}\\]/u.test(text))
    return refused('is no address', 'give one such as https://hooks.example.com/haechi')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refused('is neither https nor http', 'give one such as https://hooks.example.com/haechi')
  if (url.username !== '' || url.password !== '' || /^[^/?#]*\/\/[^/?#]*@/.test(text))
    return refused('names a user or a password', 'leave them out: the signature says who sends')
  if (url.hash !== '') return refused('has a fragment, which is never sent', 'leave out # and what follows')
  const port = portOf(url)
  if (allow.host(url.hostname, port)) return { ok: true, url }
  if (BAD_PORTS.has(port)) return refused('names a port of another protocol', 'use 443, or a port above 1024')
  if (isLiteral(url.hostname) && !mayConnect(allow, plainHost(url.hostname), port))
    return refused('names an address that is not on the open internet', ALLOW)
  return { ok: true, url }
}

/** As `checkUrl`, and looks its name up: every address that it has must be on the open internet. */
export async function checkEndpointUrl(
  { allow, resolve }: { readonly allow: AllowList; readonly resolve: Resolve },
  text: string,
): Promise<{ readonly ok: true; readonly url: URL } | Refused> {
  const checked = checkUrl(allow, text)
  if (!checked.ok) return checked
  const { url } = checked
  const port = portOf(url)
  if (isLiteral(url.hostname) || allow.host(url.hostname, port)) return checked
  const addresses = await resolve(url.hostname).catch(() => [])
  if (addresses.length === 0)
    return {
      ok: false,
      problem: 'has a name that no address is known of',
      wayOut: 'check the name, and that this machine can look it up',
    }
  if (addresses.every(({ address }) => mayConnect(allow, address, port))) return checked
  return {
    ok: false,
    problem: 'has a name that leads to an address that is not on the open internet',
    wayOut: ALLOW,
  }
}

/** Whether a connection to this address may be made. */
export function mayConnect(allow: AllowList, address: string, port: number): boolean {
  return isPublicAddress(address) || allow.address(address, port)
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
}

/** Whether a host, as `URL` gives it, is an address: it has turned decimal, octal and hexadecimal forms into dots by then. */
export function isLiteral(hostname: string): boolean {
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
}
