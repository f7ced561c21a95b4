import { fitSegment } from './fit-segment.ts'
import type { HashIndex } from './hash-index.ts'
import { HashSegment, type SharedSegment } from './hash-segment.ts'
import type { IndexThreads } from './index-threads.ts'
import { type KnownHashes, NO_HASHES } from './known-hashes.ts'
import { letGo } from './let-go.ts'
import { mergeSegments } from './merge-segments.ts'
import { searchSegments } from './search-segments.ts'
import { HASH_BYTES } from './segment-layout.ts'
import { checkHash, checkId, checkKnown, checkQueries } from './sound-hashes.ts'

export interface IndexOptions {
  /** Up to so many hashes are only scanned, which is as fast. */
  readonly scanUpTo: number
  /** How many may be added before they are put into tables; undefined: a sixteenth of what is known, 32,768 to 131,072. */
  readonly pendingRoom: number | undefined
  /** Threads that build tables and search for many hashes; without them, whoever asks does it. */
  readonly threads: IndexThreads | undefined
  /** Tables that were saved earlier; what is known since is found nevertheless. Undefined: they are built. */
  readonly tables: SharedSegment | undefined
  /** Told when tables could not be built aside; all is known and found nevertheless, more slowly. */
  readonly failed: (fault: unknown) => void
}

export const INDEX_DEFAULTS: IndexOptions = {
  ...{ scanUpTo: 16_384, pendingRoom: undefined, threads: undefined },
  ...{ tables: undefined, failed: () => {} },
}

/** An index that says when it puts what was added into its tables. */
export interface CompactingIndex extends HashIndex {
  /** How many were added since the tables were built; each query looks at all of them. */
  readonly pending: number
  /** Memory that it holds, but for some tens of bytes a pending hash; while tables are built aside, as much again. */
  readonly bytes: number
  /**
   * Like `near` for many hashes, 32 bytes each, without keeping others waiting. In a large index, threads share the
   * work. What is inserted or removed meanwhile may be taken into account or not.
   */
  nearMany(hashes: Uint8Array, distance: number, most: number): Promise<ReturnType<HashIndex['near']>[]>
  /** Builds the tables anew over what is known, at once: about 0.3 s a million. */
  compact(): void
  /**
   * The same in a thread, while the old tables answer and changes go on; then they are exchanged in one step. Done by
   * itself when there is no more room for pending ones. One that is under way is waited for instead.
   */
  compactAside(): Promise<void>
  /** Writes the tables into a file, in a thread, unless they are there already; false where there are no tables, or no threads. */
  save(path: string): Promise<boolean>
}

/** What was added later, the latest in a segment of its own. */
interface Delta {
  readonly segment: HashSegment
  /** Where those stand that are alive, by id. */
  readonly places: Map<number, number>
}

/** So many queries, or removals, are done before others get their turn. */
const TURN = 256

/**
 * An exact index by multi-index hashing in WebAssembly. What is added later is scanned until the tables are built
 * anew; what is removed is passed over. Ids that are given to begin with must ascend.
 */
export function createHashIndex(
  known: KnownHashes = NO_HASHES,
  options: Partial<IndexOptions> = {},
): CompactingIndex {
  const { scanUpTo, pendingRoom, threads, tables, failed } = { ...INDEX_DEFAULTS, ...options }
  const lanes = threads?.lanes ?? 1
  checkKnown(known)
  const count = known.ids.length
  const fitted = tables && count > scanUpTo ? reused(tables) : undefined
  let main = fitted?.segment ?? built()
  let saved = fitted?.segment
  let mainDead = fitted?.dead ?? 0
  let deltas: readonly Delta[] = [newDelta()]
  let compacting: Promise<void> | undefined
  /** Rises with each exchange: what was begun before has nothing to exchange any more. */
  let exchanges = 0
  /** Ids that were removed from what is being put together in a thread. */
  let gone: number[] = []

  for (const at of fitted?.missing ?? [])
    insert(known.ids[at]!, known.hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))

  function built(): HashSegment {
    const segment = new HashSegment({ room: count, indexed: count > scanUpTo, lanes })
    segment.add(known.ids, known.hashes)
    segment.build()
    return segment
  }

  /** Unless too much has changed. */
  function reused(shared: SharedSegment) {
    const segment = new HashSegment(shared.shape, shared)
    const { dead, missing } = fitSegment(segment, known)
    return shared.shape.lanes < lanes || dead + missing.length > count >> 2
      ? undefined
      : { segment, dead, missing }
  }

  function newDelta(): Delta {
    const room = pendingRoom ?? Math.min(Math.max(main.count >> 4, 32_768), 131_072)
    return { segment: new HashSegment({ room, indexed: false, lanes }), places: new Map() }
  }

  function segments(): readonly [HashSegment, ...HashSegment[]] {
    return [main, ...deltas.map(({ segment }) => segment)]
  }

  function remove(id: number): void {
    if (compacting !== undefined) gone.push(id)
    for (const { segment, places } of deltas) {
      const place = places.get(id)
      if (place === undefined) continue
      segment.kill(place)
      places.delete(id)
      return
    }
    if (killIn(main, id)) mainDead++
  }

  function exchange(merged: HashSegment, dead: number, later: readonly Delta[]): void {
    const before = segments()
    exchanges++
    main = merged
    mainDead = dead
    deltas = later.length > 0 ? later : [newDelta()]
    letGo(before.slice(0, before.length - later.length))
  }

  async function mergeAside(own: IndexThreads): Promise<void> {
    const began = exchanges
    const merging = segments()
    gone = []
    deltas = [...deltas, newDelta()]
    const [first, ...others] = merging
    const shared = await own.merge({
      segments: [first.share(), ...others.map((segment) => segment.share())],
      options: { scanUpTo, lanes },
    })
    const merged = new HashSegment(shared.shape, shared)
    let dead = 0
    while (gone.length > 0 && exchanges === began) {
      for (const id of gone.splice(0, TURN)) if (killIn(merged, id)) dead++
      await turn()
    }
    if (exchanges === began) exchange(merged, dead, deltas.slice(others.length))
    else letGo([merged])
    await own.release()
  }

  function compact(): void {
    exchange(mergeSegments(segments(), { scanUpTo, lanes }), 0, [])
  }

  function compactAside(): Promise<void> {
    if (threads === undefined) {
      compact()
      return Promise.resolve()
    }
    compacting ??= mergeAside(threads).finally(() => {
      compacting = undefined
      gone = []
    })
    return compacting
  }

  function makeRoom(): void {
    if (threads === undefined) compact()
    else if (compacting === undefined) void compactAside().catch(failed)
    else deltas = [...deltas, newDelta()]
  }

  function insert(id: number, hash: Uint8Array): void {
    checkHash(hash)
    checkId(id)
    remove(id)
    const { segment: latest } = deltas.at(-1)!
    if (latest.count === latest.shape.room) makeRoom()
    const { segment, places } = deltas.at(-1)!
    places.set(id, segment.add([id], hash))
  }

  return {
    get size() {
      return deltas.reduce((sum, { places }) => sum + places.size, main.count - mainDead)
    },
    get pending() {
      return deltas.reduce((sum, { segment }) => sum + segment.count, 0)
    },
    get bytes() {
      return segments().reduce((sum, { bytes }) => sum + bytes, 0)
    },
    ...{ compact, compactAside, remove, insert },
    async save(path) {
      if (threads === undefined || !main.shape.indexed) return false
      const now = main
      if (saved !== now) await threads.save({ segment: now.share(), path })
      saved = now
      return true
    },
    near(hash, distance, most) {
      checkHash(hash)
      return searchSegments(segments(), hash, { distance, most, lane: 0 })
    },
    async nearMany(hashes, distance, most) {
      checkQueries(hashes)
      if (threads !== undefined && main.shape.indexed && hashes.length > TURN * HASH_BYTES)
        return threads.search({
          segments: segments().map((segment) => segment.share()),
          hashes,
          distance,
          most,
        })
      const found: ReturnType<HashIndex['near']>[] = []
      for (let at = 0; at < hashes.length; at += HASH_BYTES) {
        if (at > 0 && at % (TURN * HASH_BYTES) === 0) await turn()
        found.push(
          searchSegments(segments(), hashes.subarray(at, at + HASH_BYTES), { distance, most, lane: 0 }),
        )
      }
      return found
    },
  }
}

/** Others get their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function killIn(segment: HashSegment, id: number): boolean {
  const place = segment.placeOf(id)
  if (place === undefined || segment.isDead(place)) return false
  segment.kill(place)
  return true
}
