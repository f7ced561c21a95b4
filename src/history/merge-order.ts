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
  let open = ids.map((_, i) => i).filter((i) => counts[i]! > 0)
  for (let place = 0; place < total; place++) {
    let least = open[0]!
    for (let k = 1; k < open.length; k++) {
      const one = open[k]!
      if (compareIdWords(ids[one]!, 4 * next[one]!, ids[least]!, 4 * next[least]!) < 0) least = one
    }
    block[place] = least
    row[place] = next[least]!++
    if (next[least] === counts[least]) open = open.filter((one) => one !== least)
  }
  return { block, row }
}
