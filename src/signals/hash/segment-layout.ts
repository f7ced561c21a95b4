import { STRETCHES } from './stretch-shares.ts'

export const HASH_BYTES = 32
/** Most hits that are looked at for one query. */
export const HIT_ROOM = 16_384
export const CANDIDATE_ROOM = 4096
/** Keys of a stretch with up to two bits turned. */
const RANGES = 137

/** What a segment has room for. */
export interface SegmentShape {
  /** Hashes. */
  readonly room: number
  /** With tables; without, it only scans. */
  readonly indexed: boolean
  /** How many threads may ask it at once; each has a lane of its own. */
  readonly lanes: number
}

/** Where what stands in the memory of a segment, in bytes. */
export interface SegmentLayout {
  /** Of one lane, from where it begins. */
  readonly lane: Readonly<Record<'query' | 'shares' | 'ranges' | 'candidates' | 'hits', number>>
  readonly lanes: number
  readonly laneBytes: number
  /** From here to the end stands what is kept: it is the same whatever the lanes. */
  readonly kept: number
  readonly ids: number
  readonly dead: number
  readonly hashes: number
  readonly starts: number
  readonly startsEach: number
  readonly nexts: number
  readonly nextsEach: number
  readonly places: number
  readonly placesEach: number
  readonly placeBytes: number
  readonly bytes: number
}

/** Lays out the memory of a segment. */
export function segmentLayout({ room, indexed, lanes }: SegmentShape): SegmentLayout {
  let end = 0
  const take = (bytes: number) => {
    const from = end
    end += padded(bytes)
    return from
  }
  const lane = {
    query: take(HASH_BYTES),
    shares: take(STRETCHES),
    ranges: take(RANGES * 12),
    candidates: take(CANDIDATE_ROOM * 4),
    hits: take(HIT_ROOM * 8),
  }
  const laneBytes = end
  end = 1024 // below lies what the compiler keeps
  const from = take(laneBytes * lanes)
  const kept = end
  const tabled = indexed ? room : 0
  const placeBytes = room <= 2 ** 24 ? 3 : 4
  const startsEach = padded(indexed ? (2 ** 16 + 1) * 4 : 0)
  // 16 bytes are read at once, beyond the end of what there is; and 4 for a place.
  const nextsEach = padded(tabled * 2 + 16)
  const placesEach = padded(tabled * placeBytes + 4)
  return {
    ...{ lane, laneBytes, lanes: from, kept, placeBytes, startsEach, nextsEach, placesEach },
    ids: take(room * 4),
    dead: take(Math.ceil(room / 8)),
    hashes: take(room * HASH_BYTES),
    starts: take(startsEach * STRETCHES),
    nexts: take(nextsEach * STRETCHES),
    places: take(placesEach * STRETCHES),
    bytes: end,
  }
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 64) * 64
}
