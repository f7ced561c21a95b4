import { compareIdWords } from './id-words.ts'

/** The order in which the rows of several blocks were judged: for each place, which block, and which of its rows. */
export interface Order {
  readonly block: Uint8Array
  readonly row: Uint32Array
}

/** Merges lists of ids (four words each, each list in order) into the order of all. */
export function mergeOrder(ids: readonly Uint32Array[]): Order {
  const counts = ids.map((words) => words.length / 4)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const block = new Uint8Array(total)
  const row = new Uint32Array(total)
  const next = ids.map(() => 0)
  const open = ids.map((_, i) => i).filter((i) => counts[i]! > 0)
  let place = 0
  while (open.length > 1) {
    // The block that comes first gives rows until it comes to the first row of the second.
    let least = open[0]!
    let second = open[1]!
    if (before(second, least)) [least, second] = [second, least]
    for (let k = 2; k < open.length; k++) {
      const one = open[k]!
      if (before(one, least)) {
        second = least
        least = one
      } else if (before(one, second)) second = one
    }
    const words = ids[least]!
    const limit = ids[second]!
    const at = 4 * next[second]!
    const top = limit[at + 3]! | 0
    const low = limit[at + 2]!
    const end = counts[least]!
    let from = next[least]!
    do {
      block[place] = least
      row[place++] = from++
      if (from === end) break
      const here = words[4 * from + 3]! | 0
      if (here < top) continue
      if (here > top || words[4 * from + 2]! > low) break
    } while (words[4 * from + 2]! < low || compareIdWords(words, 4 * from, limit, at) <= 0)
    next[least] = from
    if (from === end) open.splice(open.indexOf(least), 1)
  }
  for (const last of open)
    for (let from = next[last]!; from < counts[last]!; from++) {
      block[place] = last
      row[place++] = from
    }
  return { block, row }

  function before(a: number, b: number): boolean {
    return compareIdWords(ids[a]!, 4 * next[a]!, ids[b]!, 4 * next[b]!) < 0
  }
}
