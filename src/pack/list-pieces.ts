/** One item of a YAML list as a text of its own, a list of one. */
export interface ListPiece {
  readonly text: string
  /** Lines of the file before it. */
  readonly line: number
}

/**
 * The items of a file that is a plain YAML list, each as a text of its own; undefined: it is to be read whole. A line
 * that starts with a dash in the first column always starts an item there: whatever belongs to the item before is
 * indented further (YAML 1.2, sections 8.1 and 8.2). So what changed, and a pause, can be told by the item.
 */
export function listPieces(text: string): ListPiece[] | undefined {
  // Document marks and directives, and text before the first item that is no comment.
  if (!STARTS_WITH_ITEM.test(text) || MARKS.test(text)) return undefined
  const pieces: ListPiece[] = []
  let start = 0
  let line = 0
  let lines = 0
  let first = true
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const next = end < 0 ? text.length : end + 1
    if (text.charCodeAt(at) === DASH && isBlank(text.charCodeAt(at + 1))) {
      // What stands above the first item goes with it.
      if (!first) {
        pieces.push({ text: text.slice(start, at), line })
        start = at
        line = lines
      }
      first = false
    }
    at = next
    lines++
  }
  pieces.push({ text: text.slice(start), line })
  return pieces
}

const DASH = 0x2d
const STARTS_WITH_ITEM = /^(?:\ufeff)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*-[ \t\r\n]/
const MARKS = /^(?:---|\.\.\.|%)/m

/** Also true past the end. */
function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d || Number.isNaN(unit)
}
