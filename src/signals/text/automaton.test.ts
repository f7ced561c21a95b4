import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildAutomaton, runAutomaton } from './automaton.ts'

function unitsOf(text: string): Uint16Array {
  return Uint16Array.from(text, (_, i) => text.charCodeAt(i))
}

function find(keys: readonly string[], text: string): string[] {
  const automaton = buildAutomaton(keys)
  const found = { ends: new Int32Array(2) }
  const count = runAutomaton(automaton, unitsOf(text), text.length, found)
  const all: string[] = []
  for (let i = 0; i < count; i += 2)
    for (let key = found.ends[i]!; key >= 0; key = automaton.shorter[key]!)
      all.push(`${keys[key]}@${found.ends[i + 1]}`)
  return all.sort()
}

function findNaively(keys: readonly string[], text: string): string[] {
  const all: string[] = []
  for (const key of keys)
    for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1))
      all.push(`${key}@${at + key.length}`)
  return all.sort()
}

const letters = fc.constantFrom('a', 'b', 'c', '가', '나', '다', '\uffff')
const keysOf = fc
  .uniqueArray(fc.string({ unit: letters, minLength: 1, maxLength: 6 }), { maxLength: 60 })
  .map((keys) => keys.sort())

test('finds what a search for each key finds', () => {
  fc.assert(
    fc.property(keysOf, fc.string({ unit: letters, maxLength: 80 }), (keys, text) => {
      expect(find(keys, text)).toEqual(findNaively(keys, text))
    }),
    { numRuns: 500 },
  )
})

test('holds thousands of keys of a large alphabet', () => {
  const keys: string[] = []
  for (let i = 0; i < 5000; i++)
    keys.push(String.fromCharCode(0xac00 + ((i * 7919) % 11172), 0xac00 + ((i * 31) % 11172)))
  const sorted = [...new Set(keys)].sort()
  const text = keys.slice(1000, 1100).join('')
  expect(find(sorted, text)).toEqual(findNaively(sorted, text))
})

test('no keys, no finds', () => {
  expect(find([], 'abc')).toEqual([])
})
