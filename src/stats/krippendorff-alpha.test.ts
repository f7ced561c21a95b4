import fc from 'fast-check'
import { expect, test } from 'vitest'
import { krippendorffAlpha } from './krippendorff-alpha.ts'

/** Krippendorff's own example (2011): four observers, twelve units, values missing; unit by unit. */
const PUBLISHED = [
  '111',
  '2232',
  '3333',
  '3333',
  '2222',
  '1234',
  '4444',
  '1121',
  '2222',
  '555',
  '11',
  '3',
].map((unit) => [...unit])

test("Krippendorff's published example gives 0.743", () => {
  const { alpha, units, judgements } = krippendorffAlpha(PUBLISHED)
  expect(alpha).toBeCloseTo(0.743, 3)
  expect([units, judgements]).toEqual([11, 40])
})

test('two judges, two values: his worked example gives 0.095', () => {
  // Krippendorff 2011, section A: reliability data of ten units.
  const a = [...'0100000010']
  const b = [...'1110010000']
  expect(krippendorffAlpha(a.map((value, i) => [value, b[i]!])).alpha).toBeCloseTo(0.095, 3)
})

test('with one value alone, or without pairs, it is not to be known', () => {
  expect(
    krippendorffAlpha([
      ['a', 'a'],
      ['a', 'a', 'a'],
    ]),
  ).toEqual({
    ...{ alpha: undefined, agreed: 1, units: 2, judgements: 5 },
  })
  expect(krippendorffAlpha([['a'], ['b'], []])).toEqual({
    ...{ alpha: undefined, agreed: undefined, units: 0, judgements: 0 },
  })
})

const value = fc.constantFrom('violates', 'fine', 'unsure')
const unit = fc.array(value, { maxLength: 5 })

test('neither the order of judges nor of units matters, nor units with one judge', () => {
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 20 }), fc.array(value), (units, alone) => {
      const turned = [...units.map((one) => one.toReversed()), ...alone.map((one) => [one])].toReversed()
      const [here, there] = [krippendorffAlpha(units), krippendorffAlpha(turned)]
      expect(there.units).toBe(here.units)
      if (here.alpha === undefined) expect(there.alpha).toBe(undefined)
      else expect(there.alpha).toBeCloseTo(here.alpha, 10)
    }),
  )
})

test('it is 1 when all agree on more than one value, and never above', () => {
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 20 }), (units) => {
      const { alpha, agreed } = krippendorffAlpha(units)
      if (alpha === undefined) return
      expect(alpha).toBeLessThanOrEqual(1)
      expect(alpha === 1).toBe(agreed === 1)
    }),
  )
})
