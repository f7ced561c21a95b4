import { describe, expect, test } from 'vitest'
import {
  addBool,
  addNumber,
  addString,
  addValue,
  beginHash,
  emptyHash,
  endHash,
  hashValue,
  type KeyHash,
} from './hash-key.ts'

const hash = emptyHash()

function keyOf(...parts: (string | number | boolean)[]): string {
  beginHash(hash, 1)
  for (const part of parts) addValue(hash, part)
  endHash(hash)
  return `${hash.hi}:${hash.lo}`
}

test('the same parts hash alike, whatever was hashed between', () => {
  const key = keyOf('account:a1', 42, true)
  keyOf('another')
  expect(keyOf('account:a1', 42, true)).toBe(key)
})

test('parts are told apart by type, length and order', () => {
  const tuples: (string | number | boolean)[][] = [
    [],
    [''],
    ['', ''],
    ['ab', 'c'],
    ['a', 'bc'],
    ['abc'],
    ['c', 'ab'],
    ['a\0'],
    ['a'],
    ['a', '\0'],
    [1],
    ['1'],
    [true],
    ['true'],
    [false],
    [0],
    ['0'],
    [1, 2],
    [2, 1],
    [0.1],
    [-1],
    [2 ** 53],
    [2 ** 32],
    [Number.POSITIVE_INFINITY],
    [Number.NaN],
  ]
  expect(new Set(tuples.map((parts) => keyOf(...parts))).size).toBe(tuples.length)
})

test('-0 is 0, and a NaN is a NaN', () => {
  expect(keyOf(-0)).toBe(keyOf(0))
  const odd = new Float64Array(new BigUint64Array([0x7ff8_0000_0000_0001n]).buffer)[0]!
  expect(keyOf(Number.NaN)).toBe(keyOf(odd))
})

test('a seed gives other hashes', () => {
  hashValue(hash, 'account:a1', 1)
  const { hi, lo } = hash
  hashValue(hash, 'account:a1', 2)
  expect(hash.hi).not.toBe(hi)
  expect(hash.lo).not.toBe(lo)
})

describe('each bit of what is hashed bears on each bit of the hash, about half of the time', () => {
  const chars = (text: string, bit: number) =>
    text.slice(0, bit >> 4) +
    String.fromCharCode(text.charCodeAt(bit >> 4) ^ (1 << (bit & 15))) +
    text.slice((bit >> 4) + 1)
  const view = new DataView(new ArrayBuffer(8))
  const flipped = (value: number, bit: number) => {
    view.setFloat64(0, value)
    view.setUint32(bit < 32 ? 4 : 0, view.getUint32(bit < 32 ? 4 : 0) ^ (1 << (bit & 31)))
    return view.getFloat64(0)
  }
  const cases: [string, number, (n: number, bit: number) => [(h: KeyHash) => void, (h: KeyHash) => void]][] =
    [
      ['a string of one unit', 16, (n, bit) => pair(String.fromCharCode(n * 7919), bit)],
      ['a string of two', 32, (n, bit) => pair(String.fromCharCode(n * 7919, n * 104729), bit)],
      ['a string of seven', 112, (n, bit) => pair(`u${n}_xyzabc`.slice(0, 7), bit)],
      [
        'a number',
        52,
        (n, bit) => [(h) => addNumber(h, n + 0.5), (h) => addNumber(h, flipped(n + 0.5, bit))],
      ],
      ['a seed', 32, (n, bit) => [(h) => beginHash(h, n), (h) => beginHash(h, n ^ (1 << bit))]],
    ]
  function pair(text: string, bit: number): [(h: KeyHash) => void, (h: KeyHash) => void] {
    return [(h) => addString(h, text), (h) => addString(h, chars(text, bit))]
  }

  test.each(cases)('%s', (_, bits, make) => {
    const samples = 1000
    let worst = 0
    for (let bit = 0; bit < bits; bit++) {
      const flips = new Uint32Array(64)
      for (let n = 1; n <= samples; n++) {
        const [one, other] = make(n, bit)
        beginHash(hash, 5)
        one(hash)
        endHash(hash)
        const { hi, lo } = hash
        beginHash(hash, 5)
        other(hash)
        endHash(hash)
        for (let i = 0; i < 32; i++) {
          flips[i]! += ((hash.hi ^ hi) >>> i) & 1
          flips[32 + i]! += ((hash.lo ^ lo) >>> i) & 1
        }
      }
      for (const count of flips) worst = Math.max(worst, Math.abs(count / samples - 0.5))
    }
    // Six standard deviations of a fair coin thrown a thousand times are 0.095.
    expect(worst).toBeLessThan(0.095)
  })
})

test('keys that differ little fill both halves evenly', () => {
  const halves = [new Set<number>(), new Set<number>()] as const
  const buckets = new Uint32Array(256)
  const total = 200_000
  for (let i = 0; i < total; i++) {
    beginHash(hash, 0)
    addString(hash, `account:${i}`)
    addBool(hash, (i & 1) === 1)
    endHash(hash)
    halves[0].add(hash.hi)
    halves[1].add(hash.lo)
    buckets[hash.lo & 255]!++
  }
  // n^2 / 2^33 = 4.7 collisions are expected of 32 random bits.
  for (const half of halves) expect(total - half.size).toBeLessThan(20)
  for (const count of buckets) expect(Math.abs(count - total / 256)).toBeLessThan(6 * Math.sqrt(total / 256))
})
