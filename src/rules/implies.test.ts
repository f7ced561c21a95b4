import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { conjunctionOf } from './conjunction.ts'
import { evaluate } from './evaluate.ts'
import { implies } from './implies.ts'
import type { Ir } from './ir.ts'
import { literalsOf } from './literals.ts'
import { simpleCondition, simpleFrames, simpleIr, simpleLeaf } from './simple-condition.fixture.ts'

function isImplied(one: Ir, other: Ir): boolean {
  const known = literalsOf(one.root, one.names)
  const asked = literalsOf(other.root, other.names)
  return known !== undefined && asked !== undefined && implies(conjunctionOf(known, one.names), asked)
}

function irOf(text: string): Ir {
  const { ir } = simpleIr(text)
  if (ir === undefined) throw new Error(`"${text}" does not check`)
  return ir
}

test.each([
  ['i > 5', 'i > 3'],
  ['i > 5', 'i >= 6'],
  ['i == 4', 'i in [3, 4]'],
  ['i == 3 || i == 4', 'i in [4, 3, 9]'],
  ['i > 5', 'i != 2'],
  ['i > 5 && f', 'f'],
  ['f && i > 5', 'i > 5 && f'],
  ['f', 'f || i > 5'],
  ['i > 5 || f', 'i > 3 || f || s == "a"'],
  ['young && i > 0', 'i < 3'],
  ['short', 'has(data.t) && s.size() < 4'],
  ['t == "a"', 'has(data.t)'],
  ['twice > 4', 'has(data.j)'],
  ['has(twice)', 'has(data.j)'],
  ['s.startsWith("ab")', 's.contains("b")'],
  ['!s.contains("a")', '!s.startsWith("ab")'],
  ['s == "abc"', 's.contains("b") && s.size() == 3'],
  ['i < j', 'i <= j'],
  ['i < j', 'j != i'],
  ['!(f && i > 5)', '!f || i < 9'],
  ['s.split("").exists(x, x == "a")', 's.split("").exists(y, y == "a")'],
  ['i > 5', 'true'],
  ['i < 1 && j > 2', '(i < 3 && j > 0) || f'],
])('%s implies %s', (one, other) => {
  expect(isImplied(irOf(one), irOf(other))).toBe(true)
})

test.each([
  ['i > 3', 'i > 5'],
  ['i > 3', 'j > 3'],
  ['f || i > 5', 'f'],
  ['!s.contains("ab")', '!s.contains("a")'],
  ['!s.contains("a")', 's.contains("b")'],
  ['s.contains("ab")', 's.startsWith("a")'],
  ['math.abs(d / d) != 5.0', 'math.abs(d / d) >= 0.0'], // NaN
  ['!(d < 1.0)', 'd >= 1.0'], // NaN
  ['d == 0.0', '1.0 / d > 0.0'], // -0.0
  ['!has(data.t)', 't != "a"'],
  ['true', 'has(data.t)'],
  ['has(data.j) != f', 'has(data.j)'],
  ['actor.labels.has("good")', 'actor.labels.has("bad")'],
])('%s does not imply %s', (one, other) => {
  expect(isImplied(irOf(one), irOf(other))).toBe(false)
})

test.each([
  ['comparisons', simpleLeaf, 3000, 25],
  ['conditions', simpleCondition, 600, 15],
])('where %s are said to imply another, no event shows otherwise', (_, part, numRuns, atLeast) => {
  const frames = simpleFrames()
  let claims = 0
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), part, (parts, other) => {
      const [ir, asked] = [simpleIr(parts.join(' && ')).ir, simpleIr(other).ir]
      if (ir === undefined || asked === undefined || !isImplied(ir, asked)) return
      claims++
      const against = frames.find((frame) => evaluate(ir, frame) === true && evaluate(asked, frame) !== true)
      expect(against?.event).toBeUndefined()
    }),
    { numRuns },
  )
  expect(claims).toBeGreaterThan(atLeast)
})
