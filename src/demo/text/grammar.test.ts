import { expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { grammar } from './grammar.ts'

test('slots are filled by phrases and by what is drawn afresh', () => {
  const expand = grammar({ any: ['{a}-{n}'], a: ['x', 'y'] }, { n: (random) => String(random.int(3)) })
  const random = seededRandom(1)
  const seen = new Set(Array.from({ length: 200 }, () => expand(random, 'any')))
  expect([...seen].sort()).toEqual(['x-0', 'x-1', 'x-2', 'y-0', 'y-1', 'y-2'])
})

test('a slot that nothing fills is refused at once', () => {
  expect(() => grammar({ any: ['{nope}'] }, {})).toThrow('Phrase "any" has the slot "nope"')
})
