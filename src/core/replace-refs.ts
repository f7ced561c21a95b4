import type { Mentions } from './mentions.ts'

/**
 * A JSON value with the tombstone wherever a text, or a key, is the entity or names it. `emptied`: keys whose values
 * become the empty text wherever they stand.
 */
export function replaceRefs(
  value: unknown,
  mentions: Mentions,
  tombstone: string,
  emptied: ReadonlySet<string> = NONE,
): unknown {
  const text = (from: string) => (from === mentions.ref ? tombstone : mentions.replace(from, tombstone))
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return text(one)
    if (Array.isArray(one)) return one.map(walk)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(
      Object.entries(one).map(([key, item]) => [text(key), emptied.has(key) ? '' : walk(item)]),
    )
  }
  return walk(value)
}

const NONE: ReadonlySet<string> = new Set()
