import { expect, test } from 'vitest'
import { Chance } from '../../rules/differential/chance.fixture.ts'
import {
  type AccountCount,
  accountsSeen,
  addAccount,
  emptyAccountCount,
  MOST_EXACT,
  mergeAccounts,
} from './account-count.ts'

/** Sees `count` distinct accounts, each several times. */
function seen(count: number, seed: number, into = emptyAccountCount()): AccountCount {
  for (const _ of [1, 2]) {
    const chance = new Chance(seed)
    for (let i = 0; i < count; i++) addAccount(into, chance.bits(), chance.bits())
  }
  return into
}

test('few accounts are counted one by one', () => {
  expect(accountsSeen(seen(MOST_EXACT, 1))).toEqual({ count: MOST_EXACT, exact: true })
  expect(accountsSeen(emptyAccountCount())).toEqual({ count: 0, exact: true })
})

test.each([30_000, 300_000])('%i are estimated within three standard errors, and said to be', (count) => {
  const { count: estimate, exact } = accountsSeen(seen(count, 2))
  expect(exact).toBe(false)
  expect(Math.abs(estimate / count - 1)).toBeLessThan(3 * 0.0081)
})

test.each([
  [100, 100],
  [100, 50_000],
  [50_000, 100],
  [15_000, 15_000],
  [50_000, 50_000],
])('%i and %i put together are as if all had been seen by one', (a, b) => {
  const one = seen(b, 4, seen(a, 3))
  const together = seen(a, 3)
  mergeAccounts(together, seen(b, 4))
  expect(accountsSeen(together)).toEqual(accountsSeen(one))
})
