import { expect, test } from 'vitest'
import type { Reply } from '../api/ask.ts'
import { completions } from './complete.ts'

const name = (of: string) => ({
  ...{
    name: of,
    kind: 'feature' as const,
    type: of === 'level' ? 'int' : 'string',
    optional: false,
    secret: false,
  },
})
const type = (of: string, names: readonly string[]) => ({
  ...{ name: of, description: '', actor: null, target: null, content: null, names: names.map(name) },
})
const facts = {
  eventTypes: [type('chat.message', ['text', 'level']), type('direct.message', ['text'])],
  functions: [
    {
      ...{ name: 'contains', method: true, macro: false, signatures: ['string.contains(string) -> bool'] },
      help: { en: 'holds', ko: '포함' },
    },
    {
      ...{ name: 'size', method: false, macro: false, signatures: ['size(string) -> int'] },
      help: { en: 'length', ko: '길이' },
    },
  ],
  words: ['true'],
  labels: [{ name: 'trusted', on: null, description: 'by hand' }],
} as unknown as Reply<'language'>
const labels = (on: string[], before: string, word: string) =>
  completions(facts, on, 'en')(before, word).map(({ label }) => label)

test('only names that every chosen event type knows are proposed', () => {
  expect(labels(['chat.message'], '', '')).toEqual(['text', 'level', 'size', 'true'])
  expect(labels(['chat.message', 'direct.message'], '', '')).toEqual(['text', 'size', 'true'])
})

test('behind a dot what can be called on a value, and within quotes labels', () => {
  expect(labels(['chat.message'], '', 'text.')).toContain('text.contains')
  expect(labels(['chat.message'], '', 'level.')).not.toContain('level.contains')
  expect(labels(['chat.message'], "actor.labels.has('", '')).toEqual(['trusted'])
})

test('help is in the language of the page', () => {
  expect(completions(facts, [], 'ko')('', '').find(({ label }) => label === 'size')?.info).toBe('길이')
})
