import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { findClash } from './find-clash.ts'
import { literalsOf } from './literals.ts'
import { simpleCondition, simpleFrames, simpleIr, simpleLeaf } from './simple-condition.fixture.ts'

function clashes(text: string): boolean {
  const { ir } = simpleIr(text)
  if (ir === undefined) throw new Error(`"${text}" does not check`)
  const literals = literalsOf(ir.root, ir.names)
  return literals !== undefined && findClash(literals, ir.names) !== undefined
}

test.each([
  'i > 3 && i < 2',
  'i >= 1 && i <= 2 && i != 1 && i != 2',
  'i in [1, 2] && i in [3]',
  '(i == 1 || i == 2) && i > 2',
  '(i < 1 || i > 2) && i == 1',
  '(i < 1 || s == "a") && i > 1 && s.startsWith("b")',
  '!(i < 3 || f) && young',
  's.startsWith("a") && s.startsWith("ba")',
  's.endsWith("a") && s.endsWith("b")',
  's.startsWith("ab") && !s.startsWith("a")',
  's.endsWith("ab") && !s.contains("b")',
  's.startsWith("😬a") && s.size() < 2',
  's == "ab" && s.contains("c")',
  's in ["a", "b"] && s.size() > 1',
  's.lowerAscii() == "a" && s.lowerAscii().matches("b")',
  '!has(data.t) && t == "a"',
  '!has(data.j) && twice > 2',
  '!has(age) && age > duration("1h")',
  '!has(actor) && actor.labels.has("good")',
  'actor.labels.has("good") && !actor.labels.has("good")',
  'i < j && j < i',
  'i == j && i != j',
  's.split("").exists(x, x == "a") && !s.split("").exists(y, y == "a")',
])('%s is never true', (text) => {
  expect(clashes(text)).toBe(true)
})

test.each([
  '!(d < 1.0) && !(d > 0.0)', // NaN
  'd == 0.0 && 1.0 / d < 0.0', // -0.0
  's.startsWith("a") && s.startsWith("ab")',
  's.contains("a") && s.contains("b")',
  's.startsWith("a") && s.endsWith("b") && s.size() < 2 || f',
  '!has(data.t) && s == "a"',
  'actor.labels.has("good") && !actor.labels.has("bad")',
  '(i < 1 || i > 2) && i == 3',
  'i < j && i <= j',
  'd != d',
  '(true || i > 1) && i < 1',
])('%s may be true', (text) => {
  expect(clashes(text)).toBe(false)
})

test.each([
  ['comparisons', simpleLeaf, 2500, 60],
  ['conditions', simpleCondition, 600, 30],
])('%s that are said never to be all true are so on no event', (_, part, numRuns, atLeast) => {
  const frames = simpleFrames()
  let told = 0
  fc.assert(
    fc.property(fc.array(part, { minLength: 2, maxLength: 4 }), (parts) => {
      const text = parts.join(' && ')
      const { ir, codes } = simpleIr(text)
      if (ir === undefined) return
      if (codes.includes('contradiction')) told++
      else if (!clashes(text)) return
      expect(frames.find((frame) => evaluate(ir, frame) === true)?.event).toBeUndefined()
    }),
    { numRuns },
  )
  expect(told).toBeGreaterThan(atLeast)
})
