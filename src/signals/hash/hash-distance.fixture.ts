/** How many of the bits of two hashes in hexadecimal digits differ. Hashes of unequal length are a mistake. */
export function hashDistance(one: string, other: string): number {
  if (one.length !== other.length)
    throw new RangeError(`Hashes of ${one.length} and ${other.length} digits cannot be compared.`)
  let distance = 0
  for (let at = 0; at < one.length; at++) {
    let differing = Number.parseInt(one[at]!, 16) ^ Number.parseInt(other[at]!, 16)
    for (; differing !== 0; differing &= differing - 1) distance++
  }
  return distance
}
