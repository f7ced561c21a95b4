import { type IndexKernel, indexMemory, openIndexKernel } from './index-kernel.ts'
import {
  CANDIDATE_ROOM,
  HASH_BYTES,
  HIT_ROOM,
  type SegmentLayout,
  type SegmentShape,
  segmentLayout,
} from './segment-layout.ts'
import { STRETCHES, stretchShares } from './stretch-shares.ts'

/** A segment as it is handed to another thread, which works on the same memory. */
export interface SharedSegment {
  readonly shape: SegmentShape
  readonly memory: WebAssembly.Memory
  readonly count: number
  readonly built: boolean
}

/**
 * Hashes with their ids, by place, in one WebAssembly memory that threads share: a scan over them, and tables by which
 * those that are near are found without one. Places are given once and never again.
 */
export class HashSegment {
  readonly shape: SegmentShape
  readonly layout: SegmentLayout
  /** How many were added. */
  count: number
  /** Room for all ids, of which the first `count` stand. */
  readonly ids: Uint32Array
  private readonly memory: WebAssembly.Memory
  private readonly bytesOf: Uint8Array
  private readonly words: Uint32Array
  private readonly run: IndexKernel
  private built: boolean

  /** Makes an empty one, or opens one that another thread shares. */
  constructor(shape: SegmentShape, shared?: SharedSegment) {
    this.shape = shape
    this.layout = segmentLayout(shape)
    this.count = shared?.count ?? 0
    this.built = shared?.built ?? false
    this.memory = shared?.memory ?? indexMemory(this.layout.bytes)
    this.run = openIndexKernel(this.memory)
    this.bytesOf = new Uint8Array(this.memory.buffer)
    this.words = new Uint32Array(this.memory.buffer)
    this.ids = new Uint32Array(this.memory.buffer, this.layout.ids, shape.room)
  }

  get bytes(): number {
    return this.bytesOf.length
  }

  /** As it is now, for another thread; what is added later is not in it, what is removed later is. */
  share(): SharedSegment {
    return { shape: this.shape, memory: this.memory, count: this.count, built: this.built }
  }

  /** Adds one hash or several beside each other; returns the place of the first. */
  add(ids: ArrayLike<number>, hashes: Uint8Array): number {
    const place = this.count
    this.ids.set(ids, place)
    this.bytesOf.set(hashes, this.layout.hashes + place * HASH_BYTES)
    this.count += ids.length
    return place
  }

  /** Builds the tables over what was added, where there is room for them; nothing may be added afterwards. */
  build(): void {
    if (!this.shape.indexed) return
    const { hashes, starts, startsEach, nexts, nextsEach, places, placesEach, placeBytes } = this.layout
    for (let at = 0; at < STRETCHES; at++)
      this.run.buildTable(
        ...([hashes, this.count, at, starts + at * startsEach] as const),
        ...([nexts + at * nextsEach, places + at * placesEach, placeBytes] as const),
      )
    this.built = true
  }

  /** A view of what a file keeps of it: all but the lanes. */
  kept(): Uint8Array {
    return this.bytesOf.subarray(this.layout.kept, this.layout.bytes)
  }

  /** The same with so many hashes, when a file was read into it. */
  restored(count: number): HashSegment {
    return new HashSegment(this.shape, { ...this.share(), count, built: this.shape.indexed })
  }

  reviveAll(): void {
    this.bytesOf.fill(0, this.layout.dead, this.layout.hashes)
  }

  kill(place: number): void {
    this.bytesOf[this.layout.dead + (place >>> 3)]! |= 1 << (place & 7)
  }

  isDead(place: number): boolean {
    return ((this.bytesOf[this.layout.dead + (place >>> 3)]! >> (place & 7)) & 1) === 1
  }

  /** A view of the hashes from a place to before another. */
  hashesOf(from: number, to: number): Uint8Array {
    const { hashes } = this.layout
    return this.bytesOf.subarray(hashes + from * HASH_BYTES, hashes + to * HASH_BYTES)
  }

  /** Where an id stands; only in a segment whose ids ascend. */
  placeOf(id: number): number | undefined {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.ids[middle]! < id) low = middle + 1
      else high = middle
    }
    return low < this.count && this.ids[low] === id ? low : undefined
  }

  /** Calls `hit` for each that is within the distance, in no order. One question at a time in each lane. */
  near(hash: Uint8Array, distance: number, lane: number, hit: (id: number, distance: number) => void): void {
    const from = this.layout.lanes + lane * this.layout.laneBytes
    this.bytesOf.set(hash, from + this.layout.lane.query)
    const found = this.find(distance, from)
    const first = (from + this.layout.lane.hits) / 4
    for (let at = first; at < first + found * 2; at += 2) hit(this.ids[this.words[at]!]!, this.words[at + 1]!)
  }

  private find(distance: number, from: number): number {
    const { lane, hashes, dead, starts, startsEach, nexts, nextsEach, places, placesEach, placeBytes } =
      this.layout
    const query = from + lane.query
    const hits = from + lane.hits
    const shares = this.built ? stretchShares(distance) : undefined
    if (shares === undefined) return this.run.scan(query, distance, hashes, dead, this.count, hits, HIT_ROOM)
    this.bytesOf.set(shares, from + lane.shares)
    return this.run.search(
      ...([query, from + lane.shares, distance, hashes, dead, starts, startsEach, nexts, nextsEach] as const),
      ...([places, placesEach, placeBytes, from + lane.ranges, from + lane.candidates] as const),
      ...([CANDIDATE_ROOM, hits, HIT_ROOM] as const),
    )
  }
}
