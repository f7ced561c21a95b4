import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar, type Node, type Pair, visit, type YAMLMap } from 'yaml'
import { lineEnd, lineStart, type Splice } from './splices.ts'
import { pairEnd } from './value-end.ts'
import { writePair } from './write-value.ts'

export type Change = Readonly<Record<string, unknown>>

/**
 * What has to be put in place in the text of a map, so that each key of `change` has its new value; null takes a key
 * out. Whatever is not changed keeps its bytes. Undefined: it cannot be done like this.
 */
export function mapSplices(
  text: string,
  map: YAMLMap,
  change: Change,
  order: readonly string[],
): Splice[] | undefined {
  if (map.flow === true || map.items.length === 0) return undefined
  const splices: Splice[] = []
  for (const [key, value] of Object.entries(change)) {
    const pair = map.items.find((one) => isScalar(one.key) && String(one.key.value) === key)
    const more =
      value === null || value === undefined
        ? pair && taken(text, pair)
        : pair
          ? replaced(text, pair, key, value)
          : inserted(text, map, key, value, order)
    if (more === 'impossible') return undefined
    splices.push(...(more ?? []))
  }
  return splices
}

type Done = Splice[] | 'impossible'

function taken(text: string, pair: Pair): Done {
  const { from, indent, isFirst } = placeOf(text, pair)
  if (isFirst) return 'impossible'
  return [{ from: from - indent, to: lineEnd(text, pairEnd(text, pair)), text: '' }]
}

function replaced(text: string, pair: Pair, key: string, value: unknown): Done {
  const node = pair.value as Node | null
  const old = node?.toJSON() as unknown
  if (isDeepStrictEqual(old, value)) return []
  if (isMap(node) && node.flow !== true && isObject(value) && Object.keys(value).length > 0) {
    const gone = Object.keys(old as object).filter((name) => value[name] === undefined)
    const nested = { ...value, ...Object.fromEntries(gone.map((name) => [name, null])) }
    const inner = mapSplices(text, node, nested, [])
    if (inner !== undefined) return inner
  }
  if (holdsRemark(node)) return 'impossible'
  const { from, indent, isFirst } = placeOf(text, pair)
  const end = pairEnd(text, pair)
  const written = writePair(key, value, indent, node ?? undefined)
  if (!written.includes('\n')) return [{ from, to: end, text: eol(text, written) }]
  // A remark at the end of the line would become part of a text of several lines: it moves above the key.
  const rest = text.slice(end, lineEnd(text, end))
  const remark = /^[ \t]+(#.*?)\r?\n?$/.exec(rest)?.[1]
  if (remark === undefined) return [{ from, to: end, text: eol(text, written) }]
  if (isFirst) return 'impossible'
  const above = `${remark}\n${' '.repeat(indent)}`
  return [{ from, to: end + rest.trimEnd().length, text: eol(text, above + written) }]
}

function inserted(text: string, map: YAMLMap, key: string, value: unknown, order: readonly string[]): Done {
  const rank = order.indexOf(key)
  const above = map.items.findLast(({ key: one }) => {
    const at = isScalar(one) ? order.indexOf(String(one.value)) : -1
    return rank >= 0 && at >= 0 && at < rank
  })
  const after = above ?? map.items.at(-1)!
  const { indent } = placeOf(text, map.items[0]!)
  const at = lineEnd(text, pairEnd(text, after))
  const written = `${' '.repeat(indent)}${writePair(key, value, indent)}`
  const isOpen = at > 0 && text[at - 1] !== '\n'
  return [{ from: at, to: at, text: eol(text, isOpen ? `\n${written}` : `${written}\n`) }]
}

/** Where the pair starts, how far it is indented, and whether it shares its line with the dash of an item. */
function placeOf(text: string, { key }: Pair): { from: number; indent: number; isFirst: boolean } {
  const from = (key as Node).range![0]
  const line = text.slice(lineStart(text, from), from).replace(/^\ufeff/, '')
  return { from, indent: line.length, isFirst: line.trim() !== '' }
}

function holdsRemark(node: Node | null): boolean {
  if (node === null || isScalar(node)) return false
  let found = false
  visit(node, (_, one) => {
    // What stands behind the whole stays behind the whole.
    if (one === node) return undefined
    const { comment, commentBefore } = (one ?? {}) as { comment?: string; commentBefore?: string }
    if (comment || commentBefore) found = true
    return found ? visit.BREAK : undefined
  })
  return found
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Lines end as they do in the file. */
export function eol(file: string, text: string): string {
  return file.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text
}
