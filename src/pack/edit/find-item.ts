import { isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import { listPieces } from '../list-pieces.ts'

/** One item of a file that is a YAML list, found by its `id`. Offsets of `item` count within `text`. */
export interface FoundItem {
  /** The part of the file that was parsed: the item alone, or, where it cannot be cut out, the whole file. */
  readonly text: string
  /** Where `text` starts in the file. */
  readonly from: number
  /** Line of the file that the item starts on, from 1. */
  readonly line: number
  readonly item: YAMLMap
}

/**
 * Finds the item with this id in a file that has been checked before: such a file is not nested deeply, and has no
 * aliases. Undefined: it is not there.
 */
export function findItem(file: string, id: string): FoundItem | undefined {
  if (!file.includes(id)) return undefined
  let from = 0
  for (const piece of listPieces(file) ?? [{ text: file, line: 0 }]) {
    const { text } = piece
    const item = text.includes(id) ? itemOf(text, id) : undefined
    if (item !== undefined) {
      const before = text.slice(0, item.range![0])
      return { text, from, item, line: piece.line + before.split('\n').length }
    }
    from += text.length
  }
  return undefined
}

/** The item of a list in YAML, as a node with its range. */
export function itemOf(text: string, id: string): YAMLMap | undefined {
  const { contents, errors } = parseDocument(text, { uniqueKeys: false, version: '1.2', prettyErrors: false })
  if (errors.length > 0 || !isSeq(contents)) return undefined
  return (contents as YAMLSeq).items.find(
    (item): item is YAMLMap =>
      isMap(item) &&
      item.items.some(
        ({ key, value }) => isScalar(key) && key.value === 'id' && isScalar(value) && value.value === id,
      ),
  )
}
