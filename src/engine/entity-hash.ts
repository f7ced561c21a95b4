/** Longer than any entity; whatever is longer still is folded over. */
const PLACES = 512

/**
 * A keyed 64-bit hash of an entity, in two unsigned halves: who does not know the key cannot choose an id that falls
 * together with another's. Each half is a sum of UTF-16 units, each times a random number of its place: no unit waits
 * for the one before it, which makes it fast. Source: multilinear hashing (Carter and Wegman, 1979; Lemire and Kaser,
 * "Strongly universal string hashing is fast", 2014), taken modulo 2^32 and mixed as MurmurHash3's last step does.
 */
export class EntityHash {
  hi = 0
  lo = 0
  readonly #high = new Int32Array(PLACES)
  readonly #low = new Int32Array(PLACES)
  // An event's rules ask about the same one or two entities again and again.
  #last: string | undefined
  #lastHi = 0
  #lastLo = 0
  #before: string | undefined
  #beforeHi = 0
  #beforeLo = 0

  constructor([a, b]: readonly [number, number]) {
    let state = mix(a) ^ b
    const next = () => {
      state = (state + 0x9e3779b9) | 0
      return mix(state ^ mix(b + state))
    }
    for (let place = 0; place < PLACES; place++) {
      this.#high[place] = next()
      this.#low[place] = next()
    }
  }

  /** Puts the hash into `hi` and `lo`. */
  of(entity: string): void {
    if (entity === this.#last) {
      this.hi = this.#lastHi
      this.lo = this.#lastLo
      return
    }
    if (entity === this.#before) {
      this.hi = this.#beforeHi
      this.lo = this.#beforeLo
    } else this.#compute(entity)
    this.#before = this.#last
    this.#beforeHi = this.#lastHi
    this.#beforeLo = this.#lastLo
    this.#last = entity
    this.#lastHi = this.hi
    this.#lastLo = this.lo
  }

  #compute(text: string): void {
    const { length } = text
    const highs = this.#high
    const lows = this.#low
    let high = length
    let low = length
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at) + 1
      high = (high + Math.imul(unit, highs[at & (PLACES - 1)]!)) | 0
      low = (low + Math.imul(unit, lows[at & (PLACES - 1)]!)) | 0
    }
    this.hi = mix(high) >>> 0
    this.lo = mix(low) >>> 0
  }
}

function mix(bits: number): number {
  let hash = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
