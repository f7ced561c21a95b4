import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scorer } from '../train/scorer.ts'
import { measureEvasion } from './measure-evasion.ts'
import { TRANSFORMS } from './transforms.ts'

const by = (name: string) => TRANSFORMS.find((one) => one.name === name)!.apply

test('there are enough disguises, each with a name of its own', () => {
  expect(TRANSFORMS.filter(({ canBeRead }) => canBeRead).length).toBeGreaterThanOrEqual(12)
  expect(new Set(TRANSFORMS.map(({ name }) => name)).size).toBe(TRANSFORMS.length)
})

test.each([
  ['leet', 'silly goat', '51lly g047'],
  ['dots', 'silly 바보 a', 's.i.l.l.y 바.보 a'],
  ['doubled', 'silly goat', 'siilly gooat'],
  ['drawn-out', 'silly', 'siiiilly'],
  ['full-width', 'ab', 'ａｂ'],
  ['run-together', 'you silly goat', 'yousillygoat'],
  ['emoji-inside', 'silly 바보', 'sil🔥ly 바🔥보'],
  ['masks', 'silly 바보', 's*l*y 바*'],
  ['jamo-split', '바보야', 'ㅂㅏㅂㅗㅇㅑ'],
  ['latin-keyboard', '멍청이 hi', 'ajdcjddl hi'],
  ['hangul-drawn-out', '시발점', '시이발점'],
  ['initials', '바보 같은', 'ㅂㅂ ㄱㅇ'],
])('%s turns %s into %s', (name, from, to) => {
  expect(by(name)(from)).toBe(to)
})

test('whatever the text, each disguise gives the same text again, and no endless one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const { apply } of TRANSFORMS) {
        const once = apply(text)
        expect(apply(text)).toBe(once)
        expect(once.length).toBeLessThanOrEqual(12 * text.length + 12)
      }
    }),
  )
})

/** Finds the word itself and nothing else. */
const blind: Scorer = {
  labels: ['violates'],
  score: async (texts) => Float32Array.from(texts, (text) => (text.includes('silly') ? 0.95 : 0.1)),
}

test('a model that sees the plain word alone is found out, one that sees through is not', async () => {
  const asked = { texts: ['you silly goat', 'so silly'], scores: [0.95, 0.95], review: 0.25, act: 0.9 }
  const figures = await measureEvasion(blind, asked)
  const of = (name: string) => figures.find(({ transform }) => transform === name)!
  expect(of('dots')).toMatchObject({ found: 2, hidden: 2, acted: { found: 2, lost: 2 } })
  expect(of('dots').evasion.value).toBe(1)
  expect(of('run-together')).toMatchObject({ found: 2, hidden: 0 })
  // What a disguise does not change is no evidence about it.
  expect(of('jamo-split')).toMatchObject({ found: 0, hidden: 0 })
  expect(of('jamo-split').evasion.high).toBe(1)
})
