import { parse } from 'tldts'
import { FILE_ENDINGS, isWordDomain, KNOWN_SITES } from './word-domains.ts'

/** A host in a text. */
export interface FoundHost {
  /** In lower case: `www.example.com`. */
  readonly host: string
  /** The part that is registered: `example.com`; the address itself for an IP address. */
  readonly domain: string
  /** `[start, end)` of the link, scheme and path included, in units of the text given. */
  readonly start: number
  readonly end: number
}

const RUN = /[\p{L}\p{N}._-]+/gu
const ASCII_RUN = /[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?/i
const SCHEME_BEFORE = /(?:https?|ftp):\/\/(?:[^\s@/]{1,64}@)?$/i
const TAIL = /[:/?#]/
const LONGEST_HOST = 253
/** Nobody reads so many; looking for more would only serve whoever wants us busy. */
const MOST_HOSTS = 200

/** Finds hosts written as such: with a dot and a known top-level domain. Linear in the text's length. */
export function findHosts(text: string): FoundHost[] {
  const found: FoundHost[] = []
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (!run.includes('.')) continue
    if (found.length >= MOST_HOSTS) break
    // Korean joins particles to a host (`example.com에서`), so that its ASCII part is tried first.
    const ascii = ASCII_RUN.exec(run)
    const candidates = [ascii ? ([ascii[0], ascii.index] as const) : undefined, trimmed(run)]
    for (const candidate of candidates) {
      if (!candidate || candidate[0].length > LONGEST_HOST) continue
      const host = hostAt(text, candidate[0], index + candidate[1])
      if (!host) continue
      found.push(host)
      break
    }
  }
  return found
}

function trimmed(run: string): readonly [string, number] {
  const from = run.search(/[^._-]/)
  return from < 0 ? ['', 0] : [run.slice(from).replace(/[._-]{1,64}$/, ''), from]
}

function hostAt(text: string, written: string, at: number): FoundHost | undefined {
  if (!written.includes('.') || written.includes('..')) return undefined
  const before = text.slice(Math.max(0, at - 80), at)
  const scheme = SCHEME_BEFORE.exec(before)
  if (!scheme && /[@/]$/.test(before)) return undefined
  const next = text[at + written.length] ?? ''
  if (next === '@') return undefined
  const known = parse(written, { validateHostname: false })
  const path = TAIL.test(next) && /[^\s]/.test(text[at + written.length + 1] ?? ' ')
  const sure = scheme !== null || path || /^www\./i.test(written)
  if (known.isIp ? !sure : !known.domain || !(known.isIcann || known.isPrivate)) return undefined
  const host = (known.hostname ?? written).toLowerCase()
  if (!sure && isWordDomain(known.publicSuffix ?? '') && !isMeant(host, known.domain ?? '', text, at))
    return undefined
  let end = at + written.length
  if (path) while (end < text.length && /[^\s<>"'）)\]}]/.test(text[end]!)) end++
  return { host, domain: known.domain ?? host, start: at - (scheme?.[0].length ?? 0), end }
}

/**
 * Whether a host that ends in a word (`name.fun`) is one without a scheme, a path or `www.`: it is known, has three
 * parts or a digit or hyphen in its name, or is the only Latin in a text of another script.
 */
function isMeant(host: string, domain: string, text: string, at: number): boolean {
  if (KNOWN_SITES.has(domain)) return true
  if (FILE_ENDINGS.has(host.slice(host.lastIndexOf('.') + 1)) || text[at + host.length] === '(') return false
  if (host.split('.').length > 2) return /^[a-z0-9-]{2,}\.[a-z0-9-]{3,}\./.test(host)
  const name = host.slice(0, host.indexOf('.'))
  if (/[a-z].*\d|\d.*[a-z]|[a-z]-[a-z]/.test(name) && name.length >= 4) return true
  if (name.length < 3) return false
  const around = text.slice(Math.max(0, at - 60), at) + text.slice(at + host.length, at + host.length + 60)
  return /[가-힣ぁ-ヿ一-鿿]/.test(around) && !/[a-z]/i.test(around)
}
