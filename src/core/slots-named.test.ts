import { expect, test } from 'vitest'
import { slotsNamed } from './slots-named.ts'

const SLOTS = [
  { id: 'any', of: 'any' },
  { id: 'zepeto-top', of: 'top' },
  { id: 'zepeto-dress', of: 'dress' },
]

test('an item is held against the slot that its event says, and against those for any', () => {
  expect(slotsNamed(SLOTS, { title: 'Summer', slot: 'Top', price: 3 })).toEqual(['zepeto-top', 'any'])
})

test.each([{}, { title: 'A top for summer' }, { slot: 'any' }, { slot: 3 }])(
  'an event that says none leaves it open: %j',
  (data) => {
    expect(slotsNamed(SLOTS, data)).toBeUndefined()
  },
)
