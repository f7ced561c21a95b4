import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NewestEvents } from './newest-events.ts'

test('the newest before a decision are kept, newest first, however many there were', () => {
  fc.assert(
    fc.property(
      fc.nat(5000),
      fc.integer({ min: 0, max: 40 }),
      fc.option(fc.nat(5000)),
      (count, most, cut) => {
        const ids = Array.from({ length: count }, (_, i) => String(i).padStart(5, '0'))
        const before = cut === null ? undefined : String(cut).padStart(5, '0')
        const newest = new NewestEvents(most, before)
        for (const [received, id] of ids.entries()) newest.add({ id, received })
        const older = ids.filter((id) => before === undefined || id < before)
        expect(newest.list().map(({ id }) => id)).toEqual(older.reverse().slice(0, most))
      },
    ),
  )
})
