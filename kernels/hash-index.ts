// Search among hashes of 256 bits. This is AssemblyScript, compiled to WebAssembly by the build.
// Every address is given: src/signals/hash/ lays out the memory, which several threads share. A hash is 32 bytes, or
// 16 stretches of 16 bits; a hit is its place and its distance, 4 bytes each. The bitmap `dead` has a bit for each
// place, lowest first.

const STRETCHES: u32 = 16
const KEYS: u32 = 65536

// @ts-ignore: decorator
@inline
function stretchOf(hash: usize, stretch: u32): u32 {
  return load<u16>(hash + usize(stretch & 15) * 2)
}

// @ts-ignore: decorator
@inline
function apart(one: usize, other: usize, stretch: u32): u32 {
  return u32(popcnt(stretchOf(one, stretch) ^ stretchOf(other, stretch)))
}

/**
 * Sorts all hashes by one stretch: those of key k stand from starts[k] to starts[k + 1]. Of each stands the stretch
 * behind in `nexts`, and the place, in 3 or 4 bytes, in `places`.
 */
export function buildTable(
  hashes: usize,
  count: u32,
  stretch: u32,
  starts: usize,
  nexts: usize,
  places: usize,
  placeBytes: u32,
): void {
  memory.fill(starts, 0, (usize(KEYS) + 1) * 4)
  for (let place: u32 = 0; place < count; place++) {
    const at = starts + usize(stretchOf(hashes + usize(place) * 32, stretch)) * 4
    store<u32>(at, load<u32>(at) + 1)
  }
  let sum: u32 = 0
  for (let key: u32 = 0; key <= KEYS; key++) {
    const at = starts + usize(key) * 4
    sum += load<u32>(at)
    store<u32>(at, sum)
  }
  // Filled from the end of each key, so that what is left are the beginnings.
  for (let place: u32 = count; place > 0; place--) {
    const hash = hashes + usize(place - 1) * 32
    const at = starts + usize(stretchOf(hash, stretch)) * 4
    const next = load<u32>(at) - 1
    store<u32>(at, next)
    store<u16>(nexts + usize(next) * 2, u16(stretchOf(hash, stretch + 1)))
    const to = places + usize(next) * placeBytes
    if (placeBytes == 4) store<u32>(to, place - 1)
    else {
      store<u16>(to, u16(place - 1))
      store<u8>(to, u8((place - 1) >> 16), 2)
    }
  }
}

// @ts-ignore: decorator
@inline
function addRange(key: u32, starts: usize, limit: u32, ranges: usize, known: u32): u32 {
  const at = starts + usize(key) * 4
  const to = ranges + usize(known) * 12
  const first = load<u32>(at)
  const end = load<u32>(at, 4)
  store<u32>(to, first)
  store<u32>(to, end, 4)
  store<u32>(to, limit, 8)
  return first < end ? known + 1 : known
}

/**
 * Finds where those stand whose stretch is within `radius` (0 to 2) bits of the query's; gives how many ranges there
 * are now. A range is where it begins, where it ends, and how far at most the stretch behind may be apart.
 */
function probe(query: usize, stretch: u32, radius: u32, limit: u32, starts: usize, ranges: usize): u32 {
  const key = stretchOf(query, stretch)
  let known = addRange(key, starts, limit, ranges, 0)
  if (radius == 0) return known
  for (let one: u32 = 0; one < 16; one++) {
    const near = key ^ (1 << one)
    known = addRange(near, starts, limit - 1, ranges, known)
    if (radius == 1) continue
    for (let other: u32 = 0; other < one; other++) {
      known = addRange(near ^ (1 << other), starts, limit - 2, ranges, known)
    }
  }
  return known
}

// @ts-ignore: decorator
@inline
function isDead(dead: usize, place: u32): bool {
  return ((load<u8>(dead + (place >> 3)) >> u8(place & 7)) & 1) != 0
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

// @ts-ignore: decorator
@inline
function addHit(hits: usize, found: u32, place: u32, bits: u32): u32 {
  store<u32>(hits + usize(found) * 8, place)
  store<u32>(hits + usize(found) * 8, bits, 4)
  return found + 1
}

/** Whether the table of an earlier stretch has led to this hash already. */
function isKnownBy(query: usize, hash: usize, stretch: u32, shares: usize): bool {
  for (let earlier: u32 = 0; earlier < stretch; earlier++) {
    const share = u32(load<u8>(shares + earlier))
    const both = share + u32(load<u8>(shares + ((earlier + 1) & 15)))
    const here = apart(query, hash, earlier)
    if (here < share && here + apart(query, hash, earlier + 1) < both) return true
  }
  return false
}

/**
 * Compares the query with what the tables lead to. Gives the number of hits, none twice and no more than `room`.
 * `shares`: of each stretch how many bits of `distance` + 1 are its own, in a byte. If those of a hash that is near
 * enough stood at or above their share behind every stretch, they would add up to more than the distance; so behind
 * some stretch they stand below at once, and below the two shares together with the next stretch, which is looked at
 * before any hash is. Room: 137 ranges of 12 bytes, and `candidateRoom` places of 4, 8 at least.
 */
export function search(
  query: usize,
  shares: usize,
  distance: u32,
  hashes: usize,
  dead: usize,
  starts: usize,
  startsEach: usize,
  nexts: usize,
  nextsEach: usize,
  places: usize,
  placesEach: usize,
  placeBytes: u32,
  ranges: usize,
  candidates: usize,
  candidateRoom: u32,
  hits: usize,
  room: u32,
): u32 {
  const mask: u32 = placeBytes == 4 ? 0xffffffff : 0xffffff
  let found: u32 = 0
  for (let stretch: u32 = 0; stretch < STRETCHES && found < room; stretch++) {
    const share = u32(load<u8>(shares + stretch))
    if (share == 0) continue
    const limit = share + u32(load<u8>(shares + ((stretch + 1) & 15))) - 1
    const ownNexts = nexts + usize(stretch) * nextsEach
    const ownPlaces = places + usize(stretch) * placesEach
    const known = probe(query, stretch, share - 1, limit, starts + usize(stretch) * startsEach, ranges)
    const behind = i16x8.splat(i16(stretchOf(query, stretch + 1)))
    // Nothing waits for these reads, so many go to memory at once; what they fetch is then near at hand.
    let fetched: u32 = 0
    for (let range: u32 = 0; range < known; range++) {
      const from = ranges + usize(range) * 12
      const last = ownNexts + usize(load<u32>(from, 4)) * 2
      for (let line = ownNexts + usize(load<u32>(from)) * 2; line < last; line += 64) fetched += load<u8>(line)
    }
    store<u32>(candidates, fetched)
    let waiting: u32 = 0
    for (let range: u32 = 0; range < known; range++) {
      const from = ranges + usize(range) * 12
      let at = load<u32>(from)
      const end = load<u32>(from, 4)
      const most = i16x8.splat(i16(load<u32>(from, 8)))
      for (; at < end; at += 8) {
        const differing = v128.xor(v128.load(ownNexts + usize(at) * 2), behind)
        const bits = i16x8.extadd_pairwise_i8x16_u(i8x16.popcnt(differing))
        let near = u32(i16x8.bitmask(i16x8.le_u(bits, most)))
        if (end - at < 8) near &= (1 << (end - at)) - 1
        for (; near != 0; near &= near - 1) {
          const place = load<u32>(ownPlaces + usize(at + u32(ctz(near))) * placeBytes) & mask
          store<u32>(candidates + usize(waiting) * 4, place)
          waiting++
        }
        if (waiting + 8 > candidateRoom) {
          found = verify(query, stretch, shares, distance, hashes, dead, candidates, waiting, hits, found, room)
          waiting = 0
        }
      }
    }
    found = verify(query, stretch, shares, distance, hashes, dead, candidates, waiting, hits, found, room)
  }
  return found
}

function verify(
  query: usize,
  stretch: u32,
  shares: usize,
  distance: u32,
  hashes: usize,
  dead: usize,
  candidates: usize,
  waiting: u32,
  hits: usize,
  found: u32,
  room: u32,
): u32 {
  const a = load<u64>(query)
  const b = load<u64>(query, 8)
  const c = load<u64>(query, 16)
  const d = load<u64>(query, 24)
  for (let at: u32 = 0; at < waiting && found < room; at++) {
    const place = load<u32>(candidates + usize(at) * 4)
    const hash = hashes + usize(place) * 32
    const bits = distanceOf(hash, a, b, c, d)
    if (bits > distance || isDead(dead, place) || isKnownBy(query, hash, stretch, shares)) continue
    found = addHit(hits, found, place, bits)
  }
  return found
}

/** Compares the query with every hash. Gives the number of hits, no more than `room`. */
export function scan(
  query: usize,
  distance: u32,
  hashes: usize,
  dead: usize,
  count: u32,
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
    if (bits > distance || isDead(dead, place)) continue
    found = addHit(hits, found, place, bits)
  }
  return found
}
