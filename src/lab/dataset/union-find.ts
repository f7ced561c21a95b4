/** Sets that are joined pair by pair. Source: R. E. Tarjan, 1975; path halving and union by size. */
export interface UnionFind {
  /** The least member stands for the set. */
  find(member: number): number
  join(one: number, other: number): void
}

/** `count` sets of one member each, numbered from 0. */
export function unionFind(count: number): UnionFind {
  const above = Int32Array.from({ length: count }, (_, i) => i)
  const size = new Int32Array(count).fill(1)
  const least = Int32Array.from(above)
  const root = (member: number): number => {
    let at = member
    while (above[at] !== at) {
      above[at] = above[above[at]!]!
      at = above[at]!
    }
    return at
  }
  return {
    find: (member) => least[root(member)]!,
    join(one, other) {
      let large = root(one)
      let small = root(other)
      if (large === small) return
      if (size[large]! < size[small]!) [large, small] = [small, large]
      above[small] = large
      size[large]! += size[small]!
      least[large] = Math.min(least[large]!, least[small]!)
    },
  }
}
