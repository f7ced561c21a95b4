import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatherBytes } from './gather-bytes.ts'

test('pieces come back whole, whatever their sizes, and the gatherer can be used again', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 60 })
  fc.assert(
    fc.property(pieces, pieces, (first, second) => {
      const gathered = gatherBytes(10_000)
      for (const group of [first, second]) {
        for (const piece of group) expect(gathered.push(Buffer.from(piece))).toBe(true)
        const whole = Buffer.concat(group)
        expect(gathered.length).toBe(whole.length)
        expect(gathered.take().equals(whole)).toBe(true)
        expect(gathered.length).toBe(0)
      }
    }),
  )
})

test('more than the limit is refused and dropped', () => {
  const gathered = gatherBytes(3)
  expect(gathered.push(Buffer.from('abc'))).toBe(true)
  expect(gathered.push(Buffer.from('d'))).toBe(false)
  expect(gathered.length).toBe(0)
})

test('a million pieces of one byte cost no more than a few times their bytes', () => {
  const gathered = gatherBytes(1 << 20)
  const piece = Buffer.from('x')
  const before = process.memoryUsage()
  for (let i = 0; i < 1_000_000; i++) gathered.push(piece)
  const after = process.memoryUsage()
  expect(gathered.length).toBe(1_000_000)
  expect(after.external + after.heapUsed - before.external - before.heapUsed).toBeLessThan(20_000_000)
  expect(gathered.take()).toHaveLength(1_000_000)
})
