import { expect, test } from 'vitest'
import { spentAlpha } from '../../stats/proportion/spent-alpha.ts'
import type { Attempt, CertifySet, KeptAttempt } from '../registry/ports.ts'
import { certifySetOf } from './certify-set.ts'
import { nextAttempt } from './ledger.ts'
import { overlapOf } from './overlap.ts'

const facts = { alpha: 0.05, bar: 0.9, violating: 400, task: 'abuse' }
const texts = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `text ${from + i}`)
const kept = (set: CertifySet, count: number, task = 'abuse'): KeptAttempt[] =>
  Array.from({ length: count }, (_, i) => ({ task, set, number: i + 1, subject: `s${i}`, atMs: i }))

test('each other subject on a set has a smaller share; the same one is the same attempt', () => {
  const set = certifySetOf(texts(0, 500))
  const third = nextAttempt(kept(set, 2), 'new', set, facts) as Attempt
  expect(third).toEqual({ number: 3, alpha: spentAlpha(3, 0.05), isRepeat: false })
  expect(nextAttempt(kept(set, 7), 's1', set, facts)).toEqual({
    number: 2,
    alpha: spentAlpha(2, 0.05),
    isRepeat: true,
  })
})

test('rows under another name, or with some more beside them, are not fresh; other rows are', () => {
  const set = certifySetOf(texts(0, 2000))
  const before = kept(set, 3)
  const again = certifySetOf(
    texts(0, 2000)
      .reverse()
      .map((text) => ` ${text} `),
  )
  const grown = certifySetOf(texts(0, 2600))
  const fresh = certifySetOf(texts(2000, 4000))
  expect(again.id).toBe(set.id)
  expect(Math.abs(overlapOf(set, grown) - 2000 / 2600)).toBeLessThan(0.1)
  expect(overlapOf(set, fresh)).toBe(0)
  expect(
    [again, grown, fresh].map((one) => (nextAttempt(before, 'x', one, facts) as Attempt).number),
  ).toEqual([4, 4, 1])
})

test('the same rows are not fresh under another task, split by another seed, or with other signs and spaces', () => {
  const all = texts(0, 8000)
  const set = certifySetOf(all.filter((_, i) => i % 4 === 0))
  const before = kept(set, 3)
  const renamed = nextAttempt(before, 'x', set, { ...facts, task: 'other' })
  expect(renamed).toMatchObject({ number: 4 })
  // A quarter of the rows, a quarter of which certified before.
  const again = all.filter((_, i) => (i >> 2) % 4 === 0)
  expect(nextAttempt(before, 'x', certifySetOf(again), facts)).toMatchObject({ number: 4 })
  const said = ['come and see the castle', 'nobody will ever like you', '오늘은 같이 놀자']
  const signed = said.map((text) => `${text.toUpperCase().replaceAll(' ', '  ')}\u200b…`)
  expect(certifySetOf(signed).id).toBe(certifySetOf(said).id)
})

test('attempts for other tasks make an attempt dearer, and shut nobody out', () => {
  const set = certifySetOf(texts(0, 2000))
  expect(nextAttempt(kept(set, 150, 'other'), 'x', set, facts)).toMatchObject({ number: 151 })
  expect(nextAttempt(kept(set, 100), 'x', set, facts)).toMatchObject({ ok: false })
})

test('when not even a model without a fault could pass, it is refused with how many labels would help', () => {
  const set = certifySetOf(texts(0, 300))
  const spent = nextAttempt(kept(set, 60), 'x', set, { ...facts, violating: 60 })
  expect(spent).toMatchObject({ ok: false, why: expect.stringContaining('asked 60 times') })
  expect(spent).toMatchObject({ wayOut: expect.stringMatching(/draw fresh labels: about \d+ rows/) })
  const few = { ...facts, violating: 20 }
  expect(nextAttempt(kept(set, 99), 'x', set, few)).toMatchObject({ number: 100 })
  expect(nextAttempt(kept(set, 100), 'x', set, few)).toMatchObject({ ok: false })
})
