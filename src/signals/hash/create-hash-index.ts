import { chunksFor } from './chunk-plan.ts'
import type { HashIndex, HashMatch } from './hash-index.ts'
import { HashSegment } from './hash-segment.ts'
import { HASH_BYTES } from './index-kernel.ts'

export interface IndexOptions {
  /** Up to so many hashes are only scanned, which is as fast. */
  readonly scanUpTo: number
  /** How many may be added before they are put into tables, which takes about 0.5 s a million. */
  readonly pendingRoom: number
  /** Into how many stretches the bits are cut; undefined: what is fastest for so many. */
  readonly chunks: number | undefined
}

export const INDEX_DEFAULTS: IndexOptions = { scanUpTo: 65_536, pendingRoom: 131_072, chunks: undefined }

/** Hashes to begin with: the id and the 32 bytes of each, in the same order. */
export interface KnownHashes {
  readonly ids: Uint32Array
  readonly hashes: Uint8Array
}

/** An index that says when it puts what was added into its tables. */
export interface CompactingIndex extends HashIndex {
  /** How many were added since the tables were built; each query looks at all of them. */
  readonly pending: number
  /** Memory that it holds, but for a few bytes a pending hash. */
  readonly bytes: number
  /** Builds the tables anew over what is known; done by itself when there is no more room for pending ones. */
  compact(): void
}

const NONE: KnownHashes = { ids: new Uint32Array(0), hashes: new Uint8Array(0) }

/**
 * An exact index by multi-index hashing in WebAssembly. What is added later is scanned until the tables are built
 * anew; what is removed is passed over. Ids that are given to begin with must ascend.
 */
export function createHashIndex(
  known: KnownHashes = NONE,
  options: Partial<IndexOptions> = {},
): CompactingIndex {
  const { scanUpTo, pendingRoom, chunks } = { ...INDEX_DEFAULTS, ...options }
  checkKnown(known)
  let main = segmentOf(known.ids.length)
  let mainIds = known.ids
  let mainDead = 0
  main.add(known.hashes)
  main.build()
  let delta = new HashSegment(pendingRoom, 0)
  let deltaIds = new Uint32Array(pendingRoom)
  let places = new Map<number, number>()

  function segmentOf(count: number): HashSegment {
    return new HashSegment(count, count <= scanUpTo ? 0 : (chunks ?? chunksFor(count)))
  }

  function remove(id: number): void {
    const pending = places.get(id)
    if (pending !== undefined) {
      delta.kill(pending)
      places.delete(id)
      return
    }
    const place = placeOf(mainIds, id)
    if (place === undefined || main.isDead(place)) return
    main.kill(place)
    mainDead++
  }

  function compact(): void {
    const added = [...places].sort(([a], [b]) => a - b)
    const count = mainIds.length - mainDead + added.length
    const merged = segmentOf(count)
    const ids = new Uint32Array(count)
    const take = (id: number, hash: Uint8Array) => {
      ids[merged.add(hash)] = id
    }
    let next = 0
    for (let place = 0; place < mainIds.length; place++) {
      if (main.isDead(place)) continue
      for (; next < added.length && added[next]![0] < mainIds[place]!; next++)
        take(added[next]![0], delta.hashAt(added[next]![1]))
      take(mainIds[place]!, main.hashAt(place))
    }
    for (; next < added.length; next++) take(added[next]![0], delta.hashAt(added[next]![1]))
    merged.build()
    main = merged
    mainIds = ids
    mainDead = 0
    delta = new HashSegment(pendingRoom, 0)
    deltaIds = new Uint32Array(pendingRoom)
    places = new Map()
  }

  return {
    get size() {
      return mainIds.length - mainDead + places.size
    },
    get pending() {
      return delta.count
    },
    get bytes() {
      return main.bytes + delta.bytes + mainIds.byteLength + deltaIds.byteLength
    },
    compact,
    remove,
    insert(id, hash) {
      checkHash(hash)
      if (!(Number.isInteger(id) && id >= 0 && id < 2 ** 32))
        throw new RangeError(`${id} is no id; give a whole number below 2^32.`)
      remove(id)
      if (delta.count === delta.room) compact()
      const place = delta.add(hash)
      deltaIds[place] = id
      places.set(id, place)
    },
    near(hash, distance, most) {
      checkHash(hash)
      const matches: HashMatch[] = []
      main.near(hash, distance, (place, bits) => void matches.push({ id: mainIds[place]!, distance: bits }))
      delta.near(hash, distance, (place, bits) => void matches.push({ id: deltaIds[place]!, distance: bits }))
      return matches.sort((a, b) => a.distance - b.distance || a.id - b.id).slice(0, most)
    },
  }
}

/** Where an id stands among ascending ones. */
function placeOf(ids: Uint32Array, id: number): number | undefined {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ids[middle]! < id) low = middle + 1
    else high = middle
  }
  return ids[low] === id ? low : undefined
}

function checkHash(hash: Uint8Array): void {
  if (hash.length !== HASH_BYTES)
    throw new RangeError(`A hash holds ${hash.length} bytes; give one of ${HASH_BYTES} bytes.`)
}

function checkKnown({ ids, hashes }: KnownHashes): void {
  if (hashes.length !== ids.length * HASH_BYTES)
    throw new RangeError(`${ids.length} ids and ${hashes.length} bytes of hashes; give 32 bytes for each id.`)
  for (let at = 1; at < ids.length; at++)
    if (ids[at]! <= ids[at - 1]!)
      throw new RangeError(`Id ${ids[at]} stands after ${ids[at - 1]}; give ids that ascend.`)
}
