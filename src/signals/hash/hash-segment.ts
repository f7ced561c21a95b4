import { type Chunk, chunkPlan, chunkRadii } from './chunk-plan.ts'
import { HASH_BYTES, type IndexKernel, openIndexKernel } from './index-kernel.ts'

/** Most hits that are looked at for one query. */
export const HIT_ROOM = 16_384
const RANGE_ROOM = 8192
const CANDIDATE_ROOM = 32_768

interface Table extends Chunk {
  readonly starts: number
  readonly places: number
}

/**
 * Hashes by place in one WebAssembly memory: a scan over them, and tables by which those that are near are found
 * without one. Places are given once and never again.
 */
export class HashSegment {
  readonly room: number
  count = 0
  private readonly run: IndexKernel
  private readonly memory: Uint8Array
  private readonly words: Uint32Array
  private readonly tables: Table[]
  private built = false
  private readonly at: Readonly<
    Record<'query' | 'hits' | 'ranges' | 'candidates' | 'dead' | 'seen' | 'hashes', number>
  >

  /** With room for so many hashes, and for tables over so many stretches; 0 stretches: it only scans. */
  constructor(room: number, chunks: number) {
    this.room = room
    let end = 1024 // below lies what the compiler keeps
    const take = (bytes: number) => {
      const from = end
      end += Math.ceil(bytes / 64) * 64
      return from
    }
    this.at = {
      query: take(2 * HASH_BYTES),
      hits: take(HIT_ROOM * 8),
      ranges: take(RANGE_ROOM * 8),
      candidates: take((CANDIDATE_ROOM + 1) * 4),
      dead: take(Math.ceil(room / 8)),
      seen: take(Math.ceil(room / 8)),
      hashes: take((room + 1) * HASH_BYTES),
    }
    this.tables = (chunks === 0 ? [] : chunkPlan(chunks)).map((chunk) => ({
      ...chunk,
      starts: take((2 ** chunk.bits + 1) * 4),
      places: take(room * 4),
    }))
    const { run, memory } = openIndexKernel(end)
    this.run = run
    this.memory = new Uint8Array(memory)
    this.words = new Uint32Array(memory)
  }

  get bytes(): number {
    return this.memory.length
  }

  /** Adds one hash or several beside each other; returns the place of the first. */
  add(hashes: Uint8Array): number {
    const place = this.count
    this.memory.set(hashes, this.at.hashes + place * HASH_BYTES)
    this.count += hashes.length / HASH_BYTES
    return place
  }

  /** Builds the tables over what was added; nothing may be added afterwards. */
  build(): void {
    for (const { fromBit, bits, starts, places } of this.tables)
      this.run.buildChunk(this.at.hashes, this.count, fromBit, bits, starts, places)
    this.built = this.tables.length > 0
  }

  kill(place: number): void {
    this.memory[this.at.dead + (place >>> 3)]! |= 1 << (place & 7)
  }

  isDead(place: number): boolean {
    return ((this.memory[this.at.dead + (place >>> 3)]! >> (place & 7)) & 1) === 1
  }

  /** A view of one hash. */
  hashAt(place: number): Uint8Array {
    const from = this.at.hashes + place * HASH_BYTES
    return this.memory.subarray(from, from + HASH_BYTES)
  }

  /** Calls `hit` for each that is within the distance, in no order. */
  near(hash: Uint8Array, distance: number, hit: (place: number, distance: number) => void): void {
    this.memory.set(hash, this.at.query)
    const found = this.find(distance)
    const first = this.at.hits / 4
    for (let at = first; at < first + found * 2; at += 2) hit(this.words[at]!, this.words[at + 1]!)
  }

  private find(distance: number): number {
    const { run, at } = this
    const radii = this.built ? chunkRadii(this.tables.length, distance) : undefined
    if (radii === undefined)
      return run.scan(at.query, at.hashes, this.count, at.dead, distance, at.hits, HIT_ROOM)
    let known = 0
    for (const [index, { fromBit, bits, starts, places }] of this.tables.entries()) {
      const radius = radii[index]!
      if (radius >= 0)
        known = run.probeChunk(at.query, fromBit, bits, radius, starts, places, at.ranges, known)
    }
    return run.verifyRanges(
      ...([at.query, at.ranges, known, at.hashes, at.dead, at.seen, distance] as const),
      ...([at.candidates, CANDIDATE_ROOM, at.hits, HIT_ROOM] as const),
    )
  }
}
