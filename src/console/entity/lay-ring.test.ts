import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layRing, RING_LIMITS } from './lay-ring.ts'

test('every line joins a thing and an account that are drawn, each account once, none outside of the picture', () => {
  const entity = fc.integer({ min: 0, max: 80 }).map((n) => ({ entity: `account:u${n}` }))
  fc.assert(
    fc.property(
      fc.array(fc.record({ with: fc.array(entity, { maxLength: 60 }) }), { maxLength: 30 }),
      (shared) => {
        const { things, accounts, lines } = layRing(shared)
        expect(things.length).toBe(Math.min(shared.length, RING_LIMITS.things))
        expect(new Set(accounts.map((one) => one.entity)).size).toBe(accounts.length)
        expect(accounts.length).toBeLessThanOrEqual(RING_LIMITS.accounts)
        for (const { thing, account } of lines) {
          expect(things[thing]).toBeDefined()
          expect(shared[thing]!.with.map((one) => one.entity)).toContain(accounts[account]!.entity)
        }
        for (const { x, y } of [...things, ...accounts]) expect(Math.hypot(x, y)).toBeLessThan(212)
      },
    ),
  )
})
