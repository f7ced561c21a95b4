/** A list of terms as it was read. */
export interface TermList {
  readonly terms: readonly string[]
  /** The line of each term, from 1. */
  readonly lines: readonly number[]
  readonly problems: readonly TermListProblem[]
}

export interface TermListProblem {
  /** From 1. */
  readonly line: number
  /** What is wrong, and the way out. */
  readonly message: string
}

const BULLET = /^(?:[-*+]|\d{1,4}[.)])[ \t]+(?=\S)/
const RULE = /^(?:-[ \t]*){3,}$|^(?:\*[ \t]*){3,}$|^(?:_[ \t]*){3,}$/
const FENCE = /^(?:```|~~~)/
const LONGEST_LINE = 4096

/**
 * Reads a list: one term a line, `#` before a comment. A file whose lines are mostly Markdown list items is read as
 * Markdown: its items are the terms, and other prose is told as a problem. Takes LF, CRLF and CR, with or without BOM.
 */
export function readTermList(text: string): TermList {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  const markdown = isMarkdown(lines)
  const terms: string[] = []
  const numbers: number[] = []
  const problems: TermListProblem[] = []
  for (const [i, raw] of lines.entries()) {
    const line = i + 1
    const text = raw.trim()
    if (text === '' || text.startsWith('#') || (markdown && (RULE.test(text) || FENCE.test(text)))) continue
    const message = faultOf(text, markdown)
    const term = message || !markdown ? text : plainMarkdown(text.replace(BULLET, ''))
    if (message) {
      problems.push({ line, message })
    } else {
      terms.push(term)
      numbers.push(line)
    }
  }
  return { terms, lines: numbers, problems }
}

/** What keeps a line from being a term; undefined: nothing. */
function faultOf(text: string, markdown: boolean): string | undefined {
  if (text.length > LONGEST_LINE)
    return `This line has ${text.length} characters; is it a list with one term a line?`
  if (text.includes('\ufffd') || text.includes('\0')) return 'This line is not UTF-8; save the file as UTF-8'
  if (markdown && !BULLET.test(text)) return 'This line is no list item; put "- " before it to make it a term'
  return undefined
}

/** At least half of the lines that say something are list items. */
function isMarkdown(lines: readonly string[]): boolean {
  let items = 0
  let said = 0
  for (const line of lines) {
    const text = line.trim()
    if (text === '' || text.startsWith('#') || RULE.test(text) || FENCE.test(text)) continue
    said++
    if (text.length <= LONGEST_LINE && BULLET.test(text)) items++
  }
  return items > 0 && items * 2 >= said
}

/** The text of an item without code marks, emphasis and escapes: `**word**` → `word`. */
function plainMarkdown(item: string): string {
  const bare = item.replace(/^(`{1,3}|\*{1,3}|_{1,3})(.+)\1$/, '$2').trim()
  return bare.replace(/\\([\\`*_{}[\]()#+\-.!|~>])/g, '$1')
}
