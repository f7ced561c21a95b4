import { parse } from 'tldts'
import { z } from 'zod'
import type { Span } from '../../core/decision.ts'
import type { Value, ValueType } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { SignalKind } from '../signal-kind.ts'
import { findHosts } from './find-hosts.ts'
import { foldedText, foldOnce } from './fold-once.ts'
import { LIST_OF_STRINGS, SpansOfValues } from './spans-of-values.ts'

const TYPE: ValueType = {
  kind: 'object',
  name: 'Links',
  fields: {
    count: { kind: 'int' },
    hosts: LIST_OF_STRINGS,
    /** The registered part of each host: `example.co.kr`. */
    domains: LIST_OF_STRINGS,
    /** How many were written so that a player reads them and a program does not: `example dot com`. */
    hidden: { kind: 'int' },
  },
}

const NOTHING: Value = Object.freeze({ count: 0, hosts: [], domains: [], hidden: 0 })

/** `links`: the links in a text, also those that are hidden. */
export const links: SignalKind = {
  kind: 'links',
  options: z.strictObject({}),
  cost: 'cheap',
  type: TYPE,
  build({ name, of }) {
    const spans = new SpansOfValues()
    return {
      name,
      of,
      version: hashOf({ kind: 'links', form: 1, of }),
      type: TYPE,
      cost: 'cheap',
      evaluate(item) {
        const found = findLinks(item.raw)
        if (found.length === 0) return NOTHING
        return spans.keep(
          found.map(({ span }) => span),
          {
            count: found.length,
            hosts: [...new Set(found.map(({ host }) => host))],
            domains: [...new Set(found.map(({ domain }) => domain))],
            hidden: found.filter(({ hidden }) => hidden).length,
          },
        )
      },
      spans: (value) => spans.of(value),
    }
  },
}

interface Link {
  readonly host: string
  readonly domain: string
  readonly hidden: boolean
  readonly span: Span
}

// What every link, however hidden, has in it: text without it is told apart at once.
const HINT = /[.。．｡․·•‧∙,]|dot|닷|쩜|점|d\s?0\s?t/iu
const ENDINGS =
  'com|net|org|kr|jp|cn|ru|xyz|shop|link|site|online|info|tv|top|club|app|dev|io|gg|co\\.kr|co\\.jp|컴|콤|케이알'
/** A name, a dot that is a word or stands in brackets or between spaces, and a top-level domain. */
const HIDDEN = new RegExp(
  `(?<![a-z0-9-])([a-z0-9][a-z0-9-]{1,62})(?:\\s{0,2}[([{<]\\s?(?:dot|닷|점|\\.)\\s?[)\\]}>]\\s{0,2}|\\s{0,2}(?:닷|쩜|점)\\s{0,2}|\\s{1,2}dot\\s{1,2}|\\s{1,2}\\.\\s{1,2}|\\s?[·•‧∙]\\s?)(${ENDINGS})(?![a-z0-9])`,
  'giu',
)
const KOREAN_ENDINGS: Readonly<Record<string, string>> = { 컴: 'com', 콤: 'com', 케이알: 'kr' }

const MOST_LINKS = 400

/** Finds links, in the text as written and as a player reads it. */
export function findLinks(raw: string): Link[] {
  if (!HINT.test(raw)) return []
  // 1. As written.
  const found: Link[] = findHosts(raw).map(({ host, domain, start, end }) => ({
    host,
    domain,
    hidden: false,
    span: [start, end],
  }))
  // 2. As read: look-alike letters and invisible characters folded away.
  const normal = foldOnce(raw)
  const text = foldedText(normal)
  const spanOf = (from: number, to: number): Span => [normal.starts[from]!, normal.ends[to - 1]!]
  if (!/^[\x20-\x7e가-힣ㄱ-ㅣ]*$/.test(raw)) {
    for (const { host, domain, start, end } of findHosts(text)) {
      const span = spanOf(start, end)
      const part = found.findIndex((link) => span[0] <= link.span[0] && link.span[1] <= span[1])
      const hidden = { host, domain, hidden: true, span }
      if (part < 0) {
        if (isNew(found, span)) found.push(hidden)
      } else if (span[1] - span[0] > found[part]!.span[1] - found[part]!.span[0]) {
        // An invisible character cut the host short as written.
        found[part] = hidden
      }
    }
  }
  // 3. With the dot spelt out or set apart.
  for (const match of text.matchAll(HIDDEN)) {
    if (found.length >= MOST_LINKS) break
    const ending = match[2]!
    const host = `${match[1]!}.${KOREAN_ENDINGS[ending] ?? ending}`.toLowerCase()
    const domain = parse(host).domain
    const span = spanOf(match.index, match.index + match[0].length)
    if (domain && isNew(found, span)) found.push({ host, domain, hidden: true, span })
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

function isNew(found: readonly Link[], [start, end]: Span): boolean {
  return !found.some(({ span }) => start < span[1] && span[0] < end)
}
