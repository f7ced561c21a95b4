import { isMap, isNode, isSeq, type Node, type Pair } from 'yaml'

/** Where what a pair says ends: behind its last character that is neither blank nor a remark. */
export function pairEnd(text: string, { key, value }: Pair): number {
  if (isNode(value) && value.range) {
    const end = nodeEnd(text, value)
    if (end > value.range[0]) return end
  }
  const at = (key as Node).range![1]
  const colon = text.indexOf(':', at)
  return colon < 0 ? at : colon + 1
}

/** The library counts blank lines and remarks behind a block to it; they stand for themselves. */
function nodeEnd(text: string, node: Node): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last = node.items.at(-1)
    if (isMap(node) && last !== undefined) return pairEnd(text, last as Pair)
    if (isNode(last)) return nodeEnd(text, last)
  }
  const [start, end] = node.range!
  return start + text.slice(start, end).trimEnd().length
}
