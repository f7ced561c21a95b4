import { parse } from 'tldts'

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

/**
 * Top-level domains that are words: `ok.so` is a sentence without a space unless a scheme, `www.` or a path
 * says otherwise.
 */
const WORD_DOMAINS = new Set(
  'am,as,at,be,by,do,go,gg,hm,id,ie,in,is,it,la,ma,me,mo,mr,ms,mu,my,na,ne,no,pa,py,re,rs,sh,so,st,to,us,vu,md,ps,pm,ai,zip,mov,now,you,dog,best,how,one,fun,ok'.split(
    ',',
  ),
)

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
  if (!sure && WORD_DOMAINS.has((known.publicSuffix ?? '').toLowerCase())) return undefined
  const host = (known.hostname ?? written).toLowerCase()
  let end = at + written.length
  if (path) while (end < text.length && /[^\s<>"'）)\]}]/.test(text[end]!)) end++
  return { host, domain: known.domain ?? host, start: at - (scheme?.[0].length ?? 0), end }
}
