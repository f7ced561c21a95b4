const LEAST = 8
/** The share of slots that are taken before there are more. */
const MOST_FULL = 0.7

/**
 * A small hash table over typed arrays: 64-bit key → `source`, `until`, `order`. `lo` is never 0. A state has many, so that no growth
 * takes longer than one of them. 28 bytes a slot.
 */
export class LabelShard {
  count = 0
  #hi = new Uint32Array(LEAST)
  /** 0 in a free slot. Most keys asked for are not there, which this array alone tells: one look at memory. */
  #lo = new Uint32Array(LEAST)
  source = new Uint32Array(LEAST)
  until = new Float64Array(LEAST)
  order = new Float64Array(LEAST)

  /** The slot of a key; -1 when it is not there. */
  find(hi: number, lo: number): number {
    const los = this.#lo
    const size = los.length
    for (let slot = home(lo, size); ; slot = slot + 1 === size ? 0 : slot + 1) {
      const found = los[slot]!
      if (found === 0) return -1
      if (found === lo && this.#hi[slot] === hi) return slot
    }
  }

  /** A slot for a key that is not there. */
  insert(hi: number, lo: number): number {
    if (this.count + 1 > this.#lo.length * MOST_FULL) this.#resize(Math.ceil(this.#lo.length * 1.4))
    this.count++
    return this.#place(hi, lo)
  }

  /** Frees a slot; others move, and what `find` gave is no longer true. */
  remove(slot: number): void {
    this.count--
    const size = this.#lo.length
    let hole = slot
    for (let next = (slot + 1) % size; this.#lo[next] !== 0; next = (next + 1) % size) {
      const from = home(this.#lo[next]!, size)
      // Stays where it is when its home lies behind the hole, going round.
      const stays = hole <= next ? hole < from && from <= next : hole < from || from <= next
      if (stays) continue
      this.#copy(this, next, hole)
      hole = next
    }
    this.#lo[hole] = 0
  }

  /** Forgets what `isOver` says of a slot, and gives memory back. */
  prune(isOver: (source: number, until: number, order: number) => boolean): void {
    for (let slot = 0; slot < this.#lo.length; slot++)
      while (this.#lo[slot] !== 0 && isOver(this.source[slot]!, this.until[slot]!, this.order[slot]!))
        this.remove(slot)
    const fits = Math.max(LEAST, Math.ceil((this.count + 1) / 0.6))
    if (fits < this.#lo.length / 2) this.#resize(fits)
  }

  get bytes(): number {
    return this.#lo.length * 28
  }

  #resize(size: number): void {
    const old = { source: this.source, until: this.until, order: this.order, hi: this.#hi, lo: this.#lo }
    this.source = new Uint32Array(size)
    this.until = new Float64Array(size)
    this.order = new Float64Array(size)
    this.#hi = new Uint32Array(size)
    this.#lo = new Uint32Array(size)
    for (let from = 0; from < old.lo.length; from++) {
      if (old.lo[from] === 0) continue
      const slot = this.#place(old.hi[from]!, old.lo[from]!)
      this.source[slot] = old.source[from]!
      this.until[slot] = old.until[from]!
      this.order[slot] = old.order[from]!
    }
  }

  #place(hi: number, lo: number): number {
    const size = this.#lo.length
    let slot = home(lo, size)
    while (this.#lo[slot] !== 0) slot = slot + 1 === size ? 0 : slot + 1
    this.#hi[slot] = hi
    this.#lo[slot] = lo
    return slot
  }

  #copy(from: LabelShard, slot: number, to: number): void {
    this.#hi[to] = from.#hi[slot]!
    this.#lo[to] = from.#lo[slot]!
    this.source[to] = from.source[slot]!
    this.until[to] = from.until[slot]!
    this.order[to] = from.order[slot]!
  }
}

/** Where a key would stand: sizes need not be powers of two, so that tables grow by less than their double. */
function home(lo: number, size: number): number {
  return Math.floor((lo / 4_294_967_296) * size)
}
