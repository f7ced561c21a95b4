export interface Box {
  readonly from: readonly [number, number, number]
  readonly to: readonly [number, number, number]
}

/** The smallest box around points given as x y z; undefined for none. */
export function boxOf(lists: readonly Float32Array[]): Box | undefined {
  const from: [number, number, number] = [Infinity, Infinity, Infinity]
  const to: [number, number, number] = [-Infinity, -Infinity, -Infinity]
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const axis = i % 3
      const value = list[i]!
      if (value < from[axis]!) from[axis] = value
      if (value > to[axis]!) to[axis] = value
    }
  }
  return from[0] > to[0] ? undefined : { from, to }
}
