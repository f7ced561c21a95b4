/** Takes one more unit into a hash of 32 bits (multiplication by the golden ratio, as in Knuth 1973, section 6.4). */
export function mixHash(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}
