import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPack } from '../../pack/check-pack.ts'
import { SMALL_PACK } from '../../pack/small-pack.fixture.ts'
import { checkCondition } from '../../rules/check-condition.ts'
import { narrow, without } from './narrow.ts'
import { newQuestion } from './query-state.ts'

const start = newQuestion('chat.message')
const { scope } = checkPack(SMALL_PACK).pack!.eventTypes.get('chat.message')!
const place = { file: 'x', line: 1, column: 1 }
const errorsIn = (text: string) =>
  checkCondition({ text, locate: () => place }, scope).diagnostics.filter(
    ({ severity }) => severity === 'error',
  )

test('who, where and what was decided become filters, and can be taken away again', () => {
  const one = narrow(narrow(start, 'actor', 'account:u1', 'entity')!, 'decision.verdict', 'block', undefined)!
  expect([one.when, one.where]).toEqual(['true', { actors: ['account:u1'], verdicts: ['block'] }])
  expect(without(one, 'actors').where).toEqual({ verdicts: ['block'] })
  expect(narrow(start, 'decision.unknown', 'some.rule', undefined)).toBeUndefined()
})

test('whatever players write, narrowing to it gives a condition of that one text and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const { when } = narrow(start, 'text', text, 'string')!
      expect(errorsIn(when)).toEqual([])
      expect(when.startsWith('text == "')).toBe(true)
    }),
  )
})

test('numbers keep their type, what is missing is asked for, and terms are joined as they were meant', () => {
  expect(narrow(start, 'level', 5, 'int')!.when).toBe('level == 5')
  expect(narrow(start, 'trust', 5, 'double')!.when).toBe('trust == 5.0')
  expect(narrow(start, 'level', null, 'int')!.when).toBe('!has(data.level)')
  const either = { ...start, when: 'level > 5 || level < 2' }
  expect(narrow(either, 'level', 7, 'int')!.when).toBe('(level > 5 || level < 2) && level == 7')
  expect(narrow(start, 'tags', ['a'], 'list<string>')).toBeUndefined()
})
