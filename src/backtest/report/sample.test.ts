import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptySample, mergeSamples, offer, type Sample, scoreOf } from './sample.ts'

const events = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 60 })

function drawn(from: readonly number[], most: number): Sample<number> {
  const sample = emptySample<number>(most)
  for (const one of from)
    offer(
      sample,
      scoreOf(one >> 2, 7),
      () => String(one).padStart(4, '0'),
      () => one,
    )
  return sample
}

test('whatever the order, and however it is split, the same events are drawn', () => {
  fc.assert(
    fc.property(events, fc.integer({ min: 0, max: 8 }), fc.nat(60), (all, most, cut) => {
      const whole = drawn(all, most)
      expect(drawn([...all].reverse(), most)).toEqual(whole)
      const parts = drawn(all.slice(cut), most)
      mergeSamples(parts, drawn(all.slice(0, cut), most))
      expect(parts).toEqual(whole)
      expect(whole.drawn).toHaveLength(Math.min(most, all.length))
    }),
  )
})

test('each event has the same chance', () => {
  const counts = new Array<number>(50).fill(0)
  const at = Date.UTC(2026, 10, 20)
  for (let seed = 0; seed < 4000; seed++) {
    const sample = emptySample<number>(5)
    for (let i = 0; i < 50; i++)
      offer(
        sample,
        scoreOf(at + i * 997, seed * 7919),
        () => String(i),
        () => i,
      )
    for (const { more } of sample.drawn) counts[more]!++
  }
  // Expected 400 each, standard deviation 19: five of them.
  for (const count of counts) expect(Math.abs(count - 400)).toBeLessThan(95)
})
