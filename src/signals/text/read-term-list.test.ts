import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTermList } from './read-term-list.ts'

test('one term a line, comments and blank lines aside, whatever ends a line', () => {
  const list = readTermList('\ufeff# rude words\r\nnoob\r\n\r\n  2fast  \rgo away\n10넘\n13.\n- dash\n')
  expect(list.terms).toEqual(['noob', '2fast', 'go away', '10넘', '13.', '- dash'])
  expect(list.lines).toEqual([2, 4, 5, 6, 7, 8])
  expect(list.problems).toEqual([])
})

test('a Markdown list gives its items, and says what is none', () => {
  const list = readTermList(
    '# Words\n\nSome prose.\n\n- noob\n* `loser`\n+ **dunce**\n1. go away\n2) a\\*b\n---\n  - nested\n',
  )
  expect(list.terms).toEqual(['noob', 'loser', 'dunce', 'go away', 'a*b', 'nested'])
  expect(list.lines).toEqual([5, 6, 7, 8, 9, 11])
  expect(list.problems.map(({ line }) => line)).toEqual([3])
})

test('lines that are no text are told, and the rest is read', () => {
  const list = readTermList(`noob\nb\ufffdd\n${'x'.repeat(5000)}\nloser`)
  expect(list.terms).toEqual(['noob', 'loser'])
  expect(list.problems.map(({ line }) => line)).toEqual([2, 3])
})

test('every plain word comes back as it was written', () => {
  const word = fc
    .string({ unit: fc.constantFrom('a', 'b', '가', '1', ' ', '.', "'"), minLength: 1 })
    .filter((text) => text.trim() !== '')
  fc.assert(
    fc.property(fc.array(word.map((text) => `a${text.trim()}`)), (words) => {
      expect(readTermList(words.join('\n')).terms).toEqual(words)
    }),
  )
})
