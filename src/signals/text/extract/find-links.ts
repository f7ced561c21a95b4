import type { Find } from './extractor.ts'
import { findHiddenHosts } from './find-hidden-hosts.ts'
import { findHosts } from './find-hosts.ts'
import type { ReadText } from './read-text.ts'

export interface Link extends Find {
  /** In lower case. */
  readonly host: string
  /** The part that is registered. */
  readonly domain: string
  /** Written so that a player reads it and a program does not. */
  readonly hidden: boolean
}

const MOST_LINKS = 400

/** Finds links, in the text as written and as a player reads it, in the order of their places. */
export function findLinks(read: ReadText): readonly Link[] {
  if (!read.has('dot')) return NONE
  const { raw } = read
  // 1. As written.
  const found: Link[] = findHosts(raw).map(({ host, domain, start, end }) => ({
    host,
    domain,
    hidden: false,
    span: [start, end],
  }))
  // 2. As read: look-alike letters and invisible characters folded away.
  const { text } = read
  if (!/^[\x20-\x7e가-힣ㄱ-ㅣ]*$/.test(raw)) {
    for (const { host, domain, start, end } of findHosts(text)) {
      const span = read.spanOf(start, end)
      const part = found.findIndex((link) => span[0] <= link.span[0] && link.span[1] <= span[1])
      const hidden = { host, domain, hidden: true, span }
      if (part < 0) {
        if (isNew(found, hidden)) found.push(hidden)
      } else if (span[1] - span[0] > found[part]!.span[1] - found[part]!.span[0]) {
        // An invisible character cut the host short as written.
        found[part] = hidden
      }
    }
  }
  // 3. With the dot spelt out, set apart or replaced.
  for (const { host, domain, start, end } of findHiddenHosts(text)) {
    if (found.length >= MOST_LINKS) break
    const link: Link = { host, domain, hidden: true, span: read.spanOf(start, end) }
    if (isNew(found, link)) found.push(link)
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

const NONE: readonly Link[] = []

function isNew(found: readonly Link[], { span: [start, end] }: Link): boolean {
  return !found.some(({ span }) => start < span[1] && span[0] < end)
}
