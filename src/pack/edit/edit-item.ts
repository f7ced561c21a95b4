import { isDeepStrictEqual } from 'node:util'
import { isMap, isSeq, parseDocument } from 'yaml'
import { type Change, eol, mapSplices } from './edit-map.ts'
import { type FoundItem, itemOf } from './find-item.ts'
import { applySplices } from './splices.ts'

/**
 * The text of an item with some of its keys changed; null takes a key out. Only the bytes of what changes change. Where
 * that cannot be (a map on one line, a first key taken out), the item is written anew by the library, which keeps
 * remarks. The result is read again and compared; a difference is a fault of ours, and throws.
 */
export function editItem(
  { text, item }: FoundItem,
  id: string,
  change: Change,
  order: readonly string[],
): string {
  const wanted = merged(item.toJSON() as Record<string, unknown>, change)
  const splices = mapSplices(text, item, change, order)
  if (splices !== undefined) {
    const edited = applySplices(text, splices)
    if (isDeepStrictEqual(itemOf(edited, id)?.toJSON(), wanted)) return edited
  }
  const written = writtenAnew(text, id, change)
  if (isDeepStrictEqual(itemOf(written, id)?.toJSON(), wanted)) return written
  throw new Error(`"${id}" could not be edited in its file: write it by hand`)
}

function merged(before: Record<string, unknown>, change: Change): Record<string, unknown> {
  const all = Object.entries({ ...before, ...change })
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined))
}

function writtenAnew(text: string, id: string, change: Change): string {
  const document = parseDocument(text, { uniqueKeys: false, version: '1.2' })
  const contents: unknown = document.contents
  const at = isSeq(contents) ? contents.items.findIndex((one) => isMap(one) && one.get('id') === id) : -1
  for (const [key, value] of Object.entries(change)) {
    if (value === null || value === undefined) document.deleteIn([at, key])
    else if (!isDeepStrictEqual(plain(document.getIn([at, key])), value)) document.setIn([at, key], value)
  }
  return eol(text, document.toString({ lineWidth: 0 }))
}

function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'toJSON' in value
    ? (value as { toJSON(): unknown }).toJSON()
    : value
}
