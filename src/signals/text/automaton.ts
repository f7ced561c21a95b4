/**
 * An Aho-Corasick automaton as plain typed arrays, so that it can be stored or sent to another thread.
 * A state is four numbers in `nodes`: base, parent, fail, output. The goto function is a double array (a child by
 * class c of the state s is base[s] + c, if its parent is s), so that an alphabet of thousands of syllables costs
 * no more than one of letters. Sources: Aho and Corasick 1975; Aoe 1989.
 */
export interface Automaton {
  /** Class by UTF-16 unit; 0: the unit is in no key. */
  readonly classes: Uint16Array
  /** 4 × states. */
  readonly nodes: Int32Array
  /** The child of the root by class; 0: none. */
  readonly roots: Int32Array
  /** By key: the next shorter key that ends where this one does; -1: none. */
  readonly shorter: Int32Array
}

const ROOT = 0
// Positions of what a state holds.
const BASE = 0
const PARENT = 1
const FAIL = 2
const OUTPUT = 3

/** Builds the automaton of distinct, non-empty keys given in ascending order of UTF-16 units. */
export function buildAutomaton(keys: readonly string[]): Automaton {
  const { classes, classCount } = classesOf(keys)
  let units = 0
  for (const key of keys) units += key.length
  const builder = new DoubleArray(Math.max(1024, units + classCount + 256), classCount)
  const shorter = new Int32Array(keys.length).fill(-1)
  const roots = new Int32Array(classCount)

  // Breadth first: when a state is reached, every state that its failure can lead to stands already.
  let level: number[] = keys.length > 0 ? [ROOT, 0, keys.length] : []
  const childClass: number[] = []
  const childFrom: number[] = []
  for (let depth = 0; level.length > 0; depth++) {
    const next: number[] = []
    for (let i = 0; i < level.length; i += 3) {
      const state = level[i]!
      let lo = level[i + 1]!
      const hi = level[i + 2]!
      if (keys[lo]!.length === depth && depth > 0) lo++
      // 1. Its children: the keys from lo to hi share `depth` units, and those with the same next unit stand together.
      childClass.length = 0
      childFrom.length = 0
      for (let k = lo; k < hi; k++) {
        const c = classes[keys[k]!.charCodeAt(depth)]!
        if (childClass.length === 0 || childClass[childClass.length - 1] !== c) {
          childClass.push(c)
          childFrom.push(k)
        }
      }
      if (childClass.length === 0) continue
      // 2. Room for them, and where each fails to.
      const base = builder.place(state, childClass)
      const nodes = builder.nodes
      for (let j = 0; j < childClass.length; j++) {
        const c = childClass[j]!
        const child = base + c
        const from = childFrom[j]!
        const to = j + 1 < childClass.length ? childFrom[j + 1]! : hi
        if (depth === 0) roots[c] = child
        else nodes[child * 4 + FAIL] = target(nodes, roots, nodes[state * 4 + FAIL]!, c)
        // 3. What ends there: its own key, then what ends at its failure state.
        const inherited = nodes[nodes[child * 4 + FAIL]! * 4 + OUTPUT]!
        if (keys[from]!.length === depth + 1) {
          shorter[from] = inherited
          nodes[child * 4 + OUTPUT] = from
        } else {
          nodes[child * 4 + OUTPUT] = inherited
        }
        next.push(child, from, to)
      }
    }
    level = next
  }
  return { classes, nodes: builder.finish(), roots, shorter }
}

/** Where a class leads from a state, over failures where need be. */
function target(nodes: Int32Array, roots: Int32Array, from: number, c: number): number {
  let state = from
  while (state !== ROOT) {
    const child = nodes[state * 4 + BASE]! + c
    if (nodes[child * 4 + PARENT] === state) return child
    state = nodes[state * 4 + FAIL]!
  }
  return roots[c]!
}

/**
 * Runs the automaton over units and writes `key, end` for each position where keys end: the longest key, whose
 * `shorter` chain holds the rest. Returns how many numbers it wrote; grows `found` by calling `grow`.
 */
export function runAutomaton(
  automaton: Automaton,
  units: Uint16Array,
  length: number,
  found: { ends: Int32Array },
): number {
  const { classes, nodes, roots } = automaton
  let ends = found.ends
  let n = 0
  let state = ROOT
  for (let i = 0; i < length; i++) {
    const c = classes[units[i]!]!
    if (c === 0) {
      state = ROOT
      continue
    }
    for (;;) {
      if (state === ROOT) {
        state = roots[c]!
        break
      }
      const child = nodes[state << 2]! + c
      if (nodes[(child << 2) + PARENT] === state) {
        state = child
        break
      }
      state = nodes[(state << 2) + FAIL]!
    }
    const output = nodes[(state << 2) + OUTPUT]!
    if (output < 0) continue
    if (n + 2 > ends.length) {
      const larger = new Int32Array(ends.length * 2)
      larger.set(ends)
      ends = larger
      found.ends = larger
    }
    ends[n++] = output
    ends[n++] = i + 1
  }
  return n
}

/** Bytes that the automaton's tables take. */
export function automatonBytes({ classes, nodes, roots, shorter }: Automaton): number {
  return classes.byteLength + nodes.byteLength + roots.byteLength + shorter.byteLength
}

/** Numbers the units that occur in keys, the most frequent first, so that states lie close together. */
function classesOf(keys: readonly string[]): { classes: Uint16Array; classCount: number } {
  const counts = new Int32Array(0x10000)
  for (const key of keys) for (let i = 0; i < key.length; i++) counts[key.charCodeAt(i)]!++
  const used: number[] = []
  for (let unit = 0; unit < 0x10000; unit++) if (counts[unit]! > 0) used.push(unit)
  used.sort((a, b) => counts[b]! - counts[a]! || a - b)
  const classes = new Uint16Array(0x10000)
  used.forEach((unit, i) => {
    classes[unit] = i + 1
  })
  return { classes, classCount: used.length + 1 }
}

/** A growing double array with its free places in a linked list. */
class DoubleArray {
  nodes: Int32Array
  private free: Int32Array
  private readonly classCount: number
  private capacity: number
  private highest = 0
  /** Where the search for room for one child, and for several, goes on: what lies below is nearly full. */
  private firstFree = 1

  constructor(capacity: number, classCount: number) {
    this.capacity = capacity
    this.classCount = classCount
    this.nodes = new Int32Array(capacity * 4)
    // free[i]: the next free place after i.
    this.free = new Int32Array(capacity + 1)
    this.clear(0)
    this.nodes[PARENT] = -2
  }

  private clear(from: number): void {
    for (let i = from; i < this.capacity; i++) {
      this.nodes[i * 4 + PARENT] = -1
      this.nodes[i * 4 + OUTPUT] = -1
      this.free[i] = i + 1
    }
  }

  /** Takes places for the children of a state by class; returns the state's base. */
  place(state: number, classes: readonly number[]): number {
    const first = classes[0]!
    let lowest = first
    for (const c of classes) if (c < lowest) lowest = c
    let tries = 0
    let place = this.nextFree(this.firstFree)
    // A base below 1 would lead an unknown class back into used places.
    while (place - lowest < 1) place = this.nextFree(place + 1)
    for (;;) {
      const base = place - lowest
      if (base + this.classCount >= this.capacity) this.grow()
      if (this.fits(base, classes)) {
        // Where many tries failed, the places below are full but for holes: leave them to single children.
        if (tries > 64 && classes.length > 1) this.firstFree = Math.max(this.firstFree, place - 256)
        for (const c of classes) this.nodes[(base + c) * 4 + PARENT] = state
        this.nodes[state * 4 + BASE] = base
        if (base + this.classCount > this.highest) this.highest = base + this.classCount
        return base
      }
      tries++
      place = this.nextFree(place + 1)
    }
  }

  private fits(base: number, classes: readonly number[]): boolean {
    for (const c of classes) if (this.nodes[(base + c) * 4 + PARENT] !== -1) return false
    return true
  }

  /** The first free place from `from` on; shortens the way for whoever asks next. */
  private nextFree(from: number): number {
    let place = from
    while (place < this.capacity && this.nodes[place * 4 + PARENT] !== -1) place = this.free[place]!
    for (let at = from; at < place; ) {
      const after = this.free[at]!
      this.free[at] = place
      at = after
    }
    if (place >= this.capacity) this.grow()
    return place
  }

  private grow(): void {
    const old = this.capacity
    const nodes = new Int32Array(old * 8)
    nodes.set(this.nodes)
    const free = new Int32Array(old * 2 + 1)
    free.set(this.free)
    this.nodes = nodes
    this.free = free
    this.capacity = old * 2
    this.clear(old)
  }

  /** The states up to the highest that any base and class can lead to. */
  finish(): Int32Array {
    return this.nodes.slice(0, Math.max(this.highest, this.classCount + 1) * 4)
  }
}
