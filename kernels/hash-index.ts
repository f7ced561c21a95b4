// Search among hashes of 256 bits. This is AssemblyScript, compiled to WebAssembly by the build.
// Every address is given: src/signals/hash/ lays out the memory. A hash is 32 bytes; a hit is its place and its
// distance, 4 bytes each. Bitmaps have a bit for each place, lowest first.

// @ts-ignore: decorator
@inline
function keyOf(hash: usize, fromBit: u32, bits: u32): u32 {
  return (load<u32>(hash + (fromBit >> 3)) >> (fromBit & 7)) & ((1 << bits) - 1)
}

/** Sorts the places of all hashes by one stretch of their bits: those of key k stand from starts[k] to starts[k + 1]. */
export function buildChunk(hashes: usize, count: u32, fromBit: u32, bits: u32, starts: usize, places: usize): void {
  const keys: u32 = 1 << bits
  memory.fill(starts, 0, (usize(keys) + 1) * 4)
  for (let place: u32 = 0; place < count; place++) {
    const at = starts + usize(keyOf(hashes + usize(place) * 32, fromBit, bits)) * 4
    store<u32>(at, load<u32>(at) + 1)
  }
  let sum: u32 = 0
  for (let key: u32 = 0; key <= keys; key++) {
    const at = starts + usize(key) * 4
    sum += load<u32>(at)
    store<u32>(at, sum)
  }
  // Filled from the end of each key, so that what is left are the beginnings.
  for (let place: u32 = count; place > 0; place--) {
    const at = starts + usize(keyOf(hashes + usize(place - 1) * 32, fromBit, bits)) * 4
    const next = load<u32>(at) - 1
    store<u32>(at, next)
    store<u32>(places + usize(next) * 4, place - 1)
  }
}

// @ts-ignore: decorator
@inline
function addRange(key: u32, starts: usize, places: usize, ranges: usize, known: u32): u32 {
  const at = starts + usize(key) * 4
  const first = load<u32>(at)
  const end = load<u32>(at, 4)
  // Stored even when there is nothing: where the next is stored must not wait for memory.
  store<usize>(ranges + usize(known) * 8, places + usize(first) * 4)
  store<usize>(ranges + usize(known) * 8, places + usize(end) * 4, 4)
  return known + 1
}

/** Adds the ranges of all keys within a radius of 0 to 2 bits of the query's; returns how many there are now. */
export function probeChunk(
  query: usize,
  fromBit: u32,
  bits: u32,
  radius: i32,
  starts: usize,
  places: usize,
  ranges: usize,
  known: u32,
): u32 {
  const key = keyOf(query, fromBit, bits)
  known = addRange(key, starts, places, ranges, known)
  if (radius == 0) return known
  for (let one: u32 = 0; one < bits; one++) {
    const near = key ^ (1 << one)
    known = addRange(near, starts, places, ranges, known)
    if (radius == 1) continue
    for (let other: u32 = 0; other < one; other++) {
      known = addRange(near ^ (1 << other), starts, places, ranges, known)
    }
  }
  return known
}

// @ts-ignore: decorator
@inline
function bitIsSet(bitmap: usize, place: u32): bool {
  return ((load<u8>(bitmap + (place >> 3)) >> u8(place & 7)) & 1) != 0
}

// @ts-ignore: decorator
@inline
function distanceOf(hash: usize, a: u64, b: u64, c: u64, d: u64): u32 {
  return u32(
    popcnt(load<u64>(hash) ^ a) +
      popcnt(load<u64>(hash, 8) ^ b) +
      popcnt(load<u64>(hash, 16) ^ c) +
      popcnt(load<u64>(hash, 24) ^ d),
  )
}

/** Compares the query with what is in the ranges. Returns the number of hits, none twice and no more than `room`. */
export function verifyRanges(
  query: usize,
  ranges: usize,
  known: u32,
  hashes: usize,
  dead: usize,
  seen: usize,
  distance: u32,
  candidates: usize,
  candidateRoom: u32,
  hits: usize,
  room: u32,
): u32 {
  let found: u32 = 0
  let waiting: u32 = 0
  for (let range: u32 = 0; range < known && found < room; range++) {
    let at = load<usize>(ranges + usize(range) * 8)
    const end = load<usize>(ranges + usize(range) * 8, 4)
    while (at < end && found < room) {
      // All places are read before any hash is, so that the reads of memory overlap.
      store<u32>(candidates + usize(waiting) * 4, load<u32>(at))
      waiting++
      at += 4
      if (waiting == candidateRoom) {
        found = verify(query, candidates, waiting, hashes, dead, seen, distance, hits, found, room)
        waiting = 0
      }
    }
  }
  found = verify(query, candidates, waiting, hashes, dead, seen, distance, hits, found, room)
  for (let hit: u32 = 0; hit < found; hit++) store<u8>(seen + (load<u32>(hits + usize(hit) * 8) >> 3), 0)
  return found
}

function verify(
  query: usize,
  candidates: usize,
  waiting: u32,
  hashes: usize,
  dead: usize,
  seen: usize,
  distance: u32,
  hits: usize,
  found: u32,
  room: u32,
): u32 {
  const a = load<u64>(query)
  const b = load<u64>(query, 8)
  const c = load<u64>(query, 16)
  const d = load<u64>(query, 24)
  // Nothing waits for these reads, so many go to memory at once; what they fetch is then near at hand.
  let fetched: u32 = 0
  for (let at: u32 = 0; at < waiting; at++) {
    fetched += load<u8>(hashes + usize(load<u32>(candidates + usize(at) * 4)) * 32)
  }
  store<u32>(candidates + usize(waiting) * 4, fetched)
  for (let at: u32 = 0; at < waiting && found < room; at++) {
    const place = load<u32>(candidates + usize(at) * 4)
    const bits = distanceOf(hashes + usize(place) * 32, a, b, c, d)
    if (bits > distance || bitIsSet(dead, place) || bitIsSet(seen, place)) continue
    store<u8>(seen + (place >> 3), load<u8>(seen + (place >> 3)) | u8(u32(1) << (place & 7)))
    store<u32>(hits + usize(found) * 8, place)
    store<u32>(hits + usize(found) * 8, bits, 4)
    found++
  }
  return found
}

/** Compares the query with every hash. Returns the number of hits, no more than `room`. */
export function scan(
  query: usize,
  hashes: usize,
  count: u32,
  dead: usize,
  distance: u32,
  hits: usize,
  room: u32,
): u32 {
  const a = load<u64>(query)
  const b = load<u64>(query, 8)
  const c = load<u64>(query, 16)
  const d = load<u64>(query, 24)
  let found: u32 = 0
  for (let place: u32 = 0; place < count && found < room; place++) {
    const bits = distanceOf(hashes + usize(place) * 32, a, b, c, d)
    if (bits > distance || bitIsSet(dead, place)) continue
    store<u32>(hits + usize(found) * 8, place)
    store<u32>(hits + usize(found) * 8, bits, 4)
    found++
  }
  return found
}
