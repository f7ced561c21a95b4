import { expect, test } from 'vitest'
import { SIGN_IN_LIMITS, signInLimits } from './sign-in-limits.ts'

/** Tries until `endMs` as fast as it may; gives how many were let through. */
function attack(
  limits: ReturnType<typeof signInLimits>,
  endMs: number,
  next: (n: number) => [login: string, address: string],
): number {
  let tries = 0
  for (let nowMs = 0; nowMs < endMs; nowMs += 250) {
    const [login, address] = next(tries)
    if (limits.waitMs(login, address, nowMs) > 0) continue
    limits.begin(login, address, nowMs)
    tries++
  }
  return tries
}

const DAY = 24 * 3_600_000

test('one address guesses one login about a hundred times a day, and waits a quarter of an hour at most', () => {
  const limits = signInLimits()
  expect(attack(limits, DAY, () => ['mina', 'a'])).toBeLessThan(120)
  expect(limits.waitMs('mina', 'a', DAY)).toBeLessThanOrEqual(SIGN_IN_LIMITS.longestWaitMs)
})

test('one address that tries another login each time gets one try each ten seconds', () => {
  const limits = signInLimits()
  const tries = attack(limits, 3_600_000, (n) => [`user${n}`, 'a'])
  expect(tries).toBeGreaterThan(300)
  expect(tries).toBeLessThan(400)
})

test('many addresses at one login get one try a minute together, and its own address is spared', () => {
  const limits = signInLimits()
  limits.begin('admin', 'home', 0)
  limits.succeeded('admin', 'home', 0)
  expect(attack(limits, 3_600_000, (n) => ['admin', `bot${n}`])).toBeLessThan(100)
  expect(limits.waitMs('admin', 'bot-new', 3_600_000)).toBeGreaterThan(0)
  expect(limits.waitMs('admin', 'home', 3_600_000)).toBe(0)
})

test('many tries at once are many: each counts before it is known how it ends', () => {
  const limits = signInLimits()
  let through = 0
  for (let i = 0; i < 100; i++) {
    if (limits.waitMs('mina', 'a', 0) > 0) continue
    limits.begin('mina', 'a', 0)
    through++
  }
  expect(through).toBe(5)
})

test('who comes in starts anew; a failure of somebody else on the same address stays theirs', () => {
  const limits = signInLimits()
  for (let i = 0; i < 4; i++) limits.begin('mina', 'a', 0)
  limits.begin('mina', 'a', 0)
  expect(limits.waitMs('mina', 'a', 0)).toBeGreaterThan(0)
  expect(limits.waitMs('joon', 'a', 0)).toBe(0)
  limits.succeeded('mina', 'a', 0)
  expect(limits.waitMs('mina', 'a', 0)).toBe(0)
})

test('a flood of made-up logins and addresses takes no more memory than was set', () => {
  const limits = signInLimits({ ...SIGN_IN_LIMITS, most: 10 })
  for (let i = 0; i < 5; i++) limits.begin('mina', 'a', 0)
  for (let i = 0; i < 10; i++) limits.begin(`u${i}`, `b${i}`, 0)
  // Its entry was the least recent.
  expect(limits.waitMs('mina', 'a', 0)).toBe(0)
  expect(limits.waitMs('mina', 'b9', 0)).toBe(0)
})

test('a clock that is set back makes no wait longer', () => {
  const limits = signInLimits()
  for (let i = 0; i < 5; i++) limits.begin('mina', 'a', DAY)
  expect(limits.waitMs('mina', 'a', DAY)).toBe(1000)
  expect(limits.waitMs('mina', 'a', 0)).toBe(1000)
})
