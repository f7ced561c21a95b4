/** Which members have a digest: equal ones only. Digests are spread evenly, so their own first bytes say where they stand. */
export class DigestTable {
  private readonly width: number
  private bytes: Uint8Array
  private ids: Uint32Array
  /** Entry + 1; 0: none stood here ever, `GONE`: one did. */
  private slots: Uint32Array
  private used = 0
  private live = 0

  /** For digests of so many bytes. */
  constructor(width: number, room = 16) {
    this.width = width
    this.bytes = new Uint8Array(room * width)
    this.ids = new Uint32Array(room)
    this.slots = new Uint32Array(slotsFor(room))
  }

  get size(): number {
    return this.live
  }

  /** Memory that it holds. */
  get memory(): number {
    return this.bytes.byteLength + this.ids.byteLength + this.slots.byteLength
  }

  /** Adds a digest of a member; one that is there already is left alone. */
  insert(id: number, digest: Uint8Array): void {
    if (this.find(digest).includes(id)) return
    if (this.used === this.ids.length) this.grow()
    const entry = this.used++
    this.bytes.set(digest.subarray(0, this.width), entry * this.width)
    this.ids[entry] = id
    this.place(entry)
    this.live++
  }

  remove(id: number, digest: Uint8Array): void {
    const mask = this.slots.length - 1
    for (let slot = this.slotOf(digest); this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = this.slots[slot]!
      if (entry === GONE || this.ids[entry - 1] !== id || !this.isAt(entry - 1, digest)) continue
      this.slots[slot] = GONE
      this.live--
      return
    }
  }

  /** Members with that digest. */
  find(digest: Uint8Array): number[] {
    const found: number[] = []
    const mask = this.slots.length - 1
    for (let slot = this.slotOf(digest); this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = this.slots[slot]!
      if (entry !== GONE && this.isAt(entry - 1, digest)) found.push(this.ids[entry - 1]!)
    }
    return found
  }

  private isAt(entry: number, digest: Uint8Array): boolean {
    const from = entry * this.width
    for (let at = 0; at < this.width; at++) if (this.bytes[from + at] !== digest[at]) return false
    return true
  }

  private slotOf(digest: Uint8Array): number {
    const word = digest[0]! | (digest[5]! << 8) | (digest[10]! << 16) | (digest[15]! << 24)
    return Math.imul(word, 0x9e3779b1) >>> (32 - Math.log2(this.slots.length))
  }

  private place(entry: number): void {
    const mask = this.slots.length - 1
    const from = entry * this.width
    let slot = this.slotOf(this.bytes.subarray(from, from + this.width))
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask
    this.slots[slot] = entry + 1
  }

  /** Twice the room, or the same where half of it is of members that are gone. */
  private grow(): void {
    const stay: number[] = []
    for (const entry of this.slots) if (entry !== 0 && entry !== GONE) stay.push(entry - 1)
    stay.sort((a, b) => a - b)
    const room = stay.length * 2 > this.used ? this.ids.length * 2 : this.ids.length
    const bytes = new Uint8Array(room * this.width)
    const ids = new Uint32Array(room)
    for (const [at, entry] of stay.entries()) {
      bytes.set(this.bytes.subarray(entry * this.width, (entry + 1) * this.width), at * this.width)
      ids[at] = this.ids[entry]!
    }
    this.bytes = bytes
    this.ids = ids
    this.slots = new Uint32Array(slotsFor(room))
    this.used = stay.length
    for (let entry = 0; entry < this.used; entry++) this.place(entry)
  }
}

const GONE = 0xffffffff

/** Never fuller than half. */
function slotsFor(room: number): number {
  return 2 ** Math.max(5, Math.ceil(Math.log2(room * 2)))
}
