import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordProblem } from './password-problem.ts'

const mina = { name: 'Mina Seo', email: 'mina.seo@plaza.example' }

test.each([
  ['short', 'eleven char'],
  ['long', 'x9!ab'.repeat(60)],
  ['common', 'Password1234!'],
  ['common', 'P@ssw0rd2026!!'],
  ['common', 'qwertyuiop123'],
  ['common', '123456789012'],
  ['common', '9876543210987'],
  ['common', 'aaaaaaaaaaaab'],
  ['common', 'letmeinletmein'],
  ['common', 'correct horse battery staple'],
  ['personal', 'minaseo-2026!'],
  ['personal', 'mina.seo-xyz12'],
  ['personal', 'Plaza.2026-ab'],
])('%s: %s', (problem, password) => {
  expect(passwordProblem(password, mina)).toBe(problem)
})

test.each([
  'tidal copper lantern',
  '우리집 강아지는 복슬강아지',
  '8t!mQ2#vLpR0z',
  'a mina bird sings in the old lantern',
])('good: %s', (password) => {
  expect(passwordProblem(password, mina)).toBeUndefined()
})

test('eleven characters are never enough, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 11 }), (text) => {
      fc.pre([...text].length < 12)
      expect(passwordProblem(text, mina)).toBe('short')
    }),
  )
})
