import { Document, isCollection, isScalar, type Node, Scalar, visit } from 'yaml'

/** Beyond so many characters a text of one line is folded. */
const LONG = 100
/** Lists of names up to so many characters stand on one line. */
const LONGEST_FLOW = 90

/**
 * Writes `key: value` as YAML, first line without indentation, the others indented by `indent`. `like`: what stood
 * there before, whose manner is kept where it suits.
 */
export function writePair(key: string, value: unknown, indent: number, like?: Node): string {
  const document = new Document({ [key]: value })
  style(document, 1, like)
  const isFolded = someScalar(document, ({ type }) => type === 'BLOCK_FOLDED')
  const text = document.toString({ lineWidth: isFolded ? LONG : 0, indent: 2 }).replace(/\n$/, '')
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(indent)}`)
}

/** Writes a value as the item of a list in block form, with its line break. */
export function writeItem(value: unknown): string {
  const document = new Document([value])
  style(document, 2, undefined)
  const isFolded = someScalar(document, ({ type }) => type === 'BLOCK_FOLDED')
  return document.toString({ lineWidth: isFolded ? LONG : 0, indent: 2 })
}

/** `top`: how many collections stand around a value of which `like` is the manner. */
function style(document: Document, top: number, like: Node | undefined): void {
  const quoted = isScalar(like) ? like.type : undefined
  const wasFlow = isCollection(like) ? like.flow === true : undefined
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string') return
      if (node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL
      else if (quoted === Scalar.QUOTE_SINGLE || quoted === Scalar.QUOTE_DOUBLE) node.type = quoted
      else if (node.value.length > LONG && node.value.includes(' ')) node.type = Scalar.BLOCK_FOLDED
    },
    Collection(_, node, path) {
      const depth = path.filter(isCollection).length
      if (depth < top) return
      const value: unknown = node.toJSON()
      const text = JSON.stringify(value)
      if (text.length > LONGEST_FLOW || text.includes('\\n')) return
      // What a rule does is read line by line; what belongs to one effect, at once.
      node.flow = depth > top || (wasFlow ?? Array.isArray(value))
    },
  })
}

function someScalar(document: Document, holds: (scalar: Scalar) => boolean): boolean {
  let found = false
  visit(document, {
    Scalar(_, node) {
      if (!holds(node)) return
      found = true
      return visit.BREAK
    },
  })
  return found
}
