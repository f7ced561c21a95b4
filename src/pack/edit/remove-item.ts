import { isMap, isSeq, parseDocument } from 'yaml'
import { listPieces } from '../list-pieces.ts'
import type { FoundItem } from './find-item.ts'
import { lineEnd, lineStart } from './splices.ts'
import { pairEnd } from './value-end.ts'

/** A file without one of its items; remarks behind it stay. Null: nothing but blanks and remarks would be left. */
export function removeItem(file: string, found: FoundItem, id: string): string | null {
  const rest = listPieces(file) === undefined ? withoutAnew(file, id) : without(file, found)
  return /^\s*(#[^\n]*\s*)*(\[\s*\])?\s*$/.test(rest.replace(/^\ufeff/, '')) ? null : rest
}

function without(file: string, { text, from, item }: FoundItem): string {
  const dash = Math.max(0, text.lastIndexOf('-', item.range![0] - 1))
  const start = lineStart(file, from + dash)
  const last = item.items.at(-1)
  const ends = item.flow === true || last === undefined ? item.range![1] : pairEnd(text, last)
  let end = from + lineEnd(text, ends)
  // The blank line behind it goes with it.
  end += /^(?:[ \t]*\r?\n)*/.exec(file.slice(end))![0].length
  const isFirst = file.startsWith('\ufeff') && start === 0
  return file.slice(0, isFirst ? 1 : start) + file.slice(end)
}

function withoutAnew(file: string, id: string): string {
  const document = parseDocument(file, { uniqueKeys: false, version: '1.2' })
  const contents: unknown = document.contents
  if (isSeq(contents)) contents.items = contents.items.filter((one) => !isMap(one) || one.get('id') !== id)
  return document.toString({ lineWidth: 0 })
}
