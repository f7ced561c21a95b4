import type { Chunks } from '../bank-entry.ts'

/** A record by the line that it begins on, from 1: its text, or why there is none. `end`: nothing behind it was read. */
export type JsonRecord =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly bad: string; readonly end: boolean }

/**
 * Finds the objects of the array under a key of the outermost object, or of an outermost array, as the text comes in; several
 * documents may follow each other. Whatever else there is is passed over. No record is longer than `longest` units.
 */
export async function* jsonRecords(
  chunks: Chunks,
  key: string,
  longest: number,
): AsyncGenerator<JsonRecord, void, undefined> {
  let line = 1
  let startLine = 1
  /** The open brackets, outermost first. */
  const open: string[] = []
  let inString = false
  let escaped = false
  let text = ''
  /** The last string at the top, which may be a key, and whether a value under it begins. */
  let word = ''
  let isKey = false
  /** Depth of the array whose objects are records; 0: none is open. */
  let records = 0
  let tooLong = false
  let sawSomething = false

  for await (const chunk of chunks) {
    for (const char of chunk) {
      if (char === '\n') line++
      const isRecord = records > 0 && open.length > records
      if (isRecord && !tooLong) {
        text += char
        if (text.length > longest) {
          tooLong = true
          text = ''
          yield { line: startLine, bad: `the record is longer than ${longest} characters`, end: false }
        }
      }
      if (inString) {
        if (escaped) escaped = false
        else if (char === '\\') escaped = true
        else if (char === '"') inString = false
        else if (open.length === 1 && word.length < 100) word += char
        continue
      }
      if (char === '"') {
        inString = true
        if (open.length === 1) word = ''
      } else if (char === ':') {
        if (open.length === 1) isKey = word === key
      } else if (char === ',') {
        if (open.length === 1) isKey = false
      } else if (char === '{' || char === '[') {
        if (open.length >= MOST_DEEP) {
          yield { line, bad: `brackets stand in each other more than ${MOST_DEEP} deep`, end: true }
          return
        }
        sawSomething = true
        if (
          char === '[' &&
          records === 0 &&
          (open.length === 0 || (open.length === 1 && open[0] === '{' && isKey))
        )
          records = open.length + 1
        else if (char === '{' && records > 0 && open.length === records) {
          text = '{'
          tooLong = false
          startLine = line
        }
        open.push(char)
      } else if (char === '}' || char === ']') {
        const begun = open.pop()
        if (begun !== (char === '}' ? '{' : '[')) {
          yield { line, bad: `"${char}" closes nothing that is open`, end: true }
          return
        }
        if (records > 0 && open.length === records && char === '}') {
          if (!tooLong) yield { line: startLine, text }
          text = ''
          tooLong = false
        } else if (open.length < records) records = 0
      } else if (open.length === 0 && !/[\s\uFEFF]/.test(char)) {
        yield { line, bad: 'this is no JSON object', end: true }
        return
      }
    }
  }
  if (open.length > 0 || inString)
    yield {
      line: records > 0 && text !== '' ? startLine : line,
      bad: 'the file ends within a record',
      end: true,
    }
  else if (!sawSomething) yield { line, bad: 'the file is empty', end: true }
}

const MOST_DEEP = 64
