/** Into so many stretches of 16 bits a hash is cut; each has a table of its own. */
export const STRETCHES = 16
/** A table knows so many stretches with two bits turned; three would be dearer than looking at all hashes. */
const MOST_SHARE = 3

/**
 * Of each stretch how many bits of `distance` + 1 are its own share. A hash within the distance has a stretch that is
 * fewer bits away than its share, and with the stretch behind it fewer than both shares: else it would be further away
 * in all. Undefined when the distance is too large for tables (48 bits and more).
 * Sources: Norouzi, Punjani and Fleet, "Fast Exact Search in Hamming Space with Multi-Index Hashing" (2014); Qin et
 * al., "GPH: Similarity Search in Hamming Space" (2018), for shares that differ; Qin and Xiao, "Pigeonring" (2018), for
 * the stretch behind.
 */
export function stretchShares(distance: number): Uint8Array | undefined {
  const each = Math.floor((distance + 1) / STRETCHES)
  const more = (distance + 1) % STRETCHES
  const shares = Uint8Array.from({ length: STRETCHES }, (_, at) => (at < more ? each + 1 : each))
  return shares[0]! > MOST_SHARE ? undefined : shares
}
