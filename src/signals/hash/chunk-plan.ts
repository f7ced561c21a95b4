/** A stretch of the 256 bits. */
export interface Chunk {
  readonly fromBit: number
  readonly bits: number
}

const BITS = 256

/** How many stretches are the fastest for so many hashes, as measured. */
export function chunksFor(count: number): number {
  if (count < 600_000) return 14
  return count < 4_000_000 ? 12 : 11
}

/** Cuts 256 bits into stretches of nearly equal length, the longer ones first. */
export function chunkPlan(chunks: number): readonly Chunk[] {
  const short = Math.floor(BITS / chunks)
  const long = BITS % chunks
  return Array.from({ length: chunks }, (_, at) => ({
    fromBit: at * short + Math.min(at, long),
    bits: at < long ? short + 1 : short,
  }))
}

/**
 * How far from the query each stretch must be looked at, so that no hash within the distance is missed; -1 is not
 * at all. Undefined when some radius would be above 2, which is dearer than looking at all hashes.
 * If a hash differed in every stretch by more than its radius, it would differ by sum(radius + 1) > distance in all.
 * Source: Norouzi, Punjani and Fleet, "Fast Exact Search in Hamming Space with Multi-Index Hashing" (2014), with
 * radii that differ, as in Qin et al., "GPH: Similarity Search in Hamming Space" (2018).
 */
export function chunkRadii(chunks: number, distance: number): readonly number[] | undefined {
  const each = Math.floor((distance + 1) / chunks)
  const more = (distance + 1) % chunks
  // The longer stretches come first and have more neighbours: they get the smaller radius.
  const radii = Array.from({ length: chunks }, (_, at) => (at >= chunks - more ? each : each - 1))
  return Math.max(...radii) > 2 ? undefined : radii
}
