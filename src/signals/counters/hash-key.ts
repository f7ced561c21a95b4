/**
 * A 64-bit hash under way, as two lanes of 32 bits that are mixed when it ends. To hash a tuple, begin, add each part,
 * and end; parts are told apart by type and length, so that ('ab', 'c') and ('a', 'bc') differ, and 1 and '1' too.
 * Nothing is allocated: the result stands in `hi` and `lo`, unsigned, until the next `endHash`. Reading a string costs
 * about as much as summing its units.
 */
export interface KeyHash {
  hi: number
  lo: number
  /** The lanes, signed, so that they are small integers to V8. */
  a: number
  b: number
}

/** Types are added as a word before what they hold. */
const STRING = 0x51ed270b
const NUMBER = 0x2545f491
const BOOL = 0x6c62272e

const double = new Float64Array(1)
const halves = new Uint32Array(double.buffer)

export function emptyHash(): KeyHash {
  return { hi: 0, lo: 0, a: 0, b: 0 }
}

export function beginHash(hash: KeyHash, seed = 0): void {
  hash.a = (seed ^ 0x9e3779b9) | 0
  hash.b = Math.imul(seed, 0x85ebca6b) ^ 0x243f6a88
}

/** Hashes UTF-16 units, two at a step, as they are: no normal form is made. */
export function addString(hash: KeyHash, text: string): void {
  const { length } = text
  addWord(hash, STRING ^ length)
  let a = hash.a
  let b = hash.b
  const even = length & ~1
  for (let i = 0; i < even; i += 2) {
    const word = text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16)
    a = Math.imul(a ^ word, 0xcc9e2d51)
    a = (a << 15) | (a >>> 17)
    b = Math.imul(((b << 13) | (b >>> 19)) + word, 0x1b873593)
    b ^= b >>> 16
  }
  hash.a = a
  hash.b = b
  if (even < length) addWord(hash, text.charCodeAt(even))
}

/** Hashes the units from `from` up to `end`, each as a word, under a type of the caller's. */
export function addUnits(hash: KeyHash, type: number, units: Uint16Array, from: number, end: number): void {
  addWord(hash, type ^ (end - from))
  let a = hash.a
  let b = hash.b
  for (let i = from; i < end; i++) {
    a = Math.imul(a ^ units[i]!, 0xcc9e2d51)
    a = (a << 15) | (a >>> 17)
    b = Math.imul(((b << 13) | (b >>> 19)) + units[i]!, 0x1b873593)
    b ^= b >>> 16
  }
  hash.a = a
  hash.b = b
}

/** Numbers that are equal hash alike: -0 as 0, and every NaN as one. */
export function addNumber(hash: KeyHash, value: number): void {
  double[0] = value === 0 ? 0 : Number.isNaN(value) ? Number.NaN : value
  addWord(hash, NUMBER)
  addWord(hash, halves[0]!)
  addWord(hash, halves[1]!)
}

export function addBool(hash: KeyHash, value: boolean): void {
  addWord(hash, BOOL + (value ? 1 : 0))
}

export function addWord(hash: KeyHash, word: number): void {
  const a = Math.imul(hash.a ^ word, 0xcc9e2d51)
  hash.a = (a << 15) | (a >>> 17)
  const b = Math.imul(((hash.b << 13) | (hash.b >>> 19)) + word, 0x1b873593)
  hash.b = b ^ (b >>> 16)
}

/** Mixes the lanes, so that each bit of what was added bears on each bit of both halves. */
export function endHash(hash: KeyHash): void {
  let a = hash.a
  let b = hash.b
  a = mix(a ^ b)
  b = mix((b + Math.imul(a, 0x9e3779b1)) | 0)
  a = mix((a + b) | 0)
  hash.hi = a >>> 0
  hash.lo = b >>> 0
}

/** Of one value by itself. */
export function hashValue(hash: KeyHash, value: string | number | boolean, seed = 0): void {
  beginHash(hash, seed)
  addValue(hash, value)
  endHash(hash)
}

export function addValue(hash: KeyHash, value: string | number | boolean): void {
  if (typeof value === 'string') addString(hash, value)
  else if (typeof value === 'number') addNumber(hash, value)
  else addBool(hash, value)
}

/** Finaliser of MurmurHash3 (A. Appleby, public domain). */
function mix(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
