import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  changeOf,
  type Draft,
  draftOf,
  draftOfQuery,
  EMPTY_DRAFT,
  effectsOf,
  specOf,
  withEffects,
} from './draft.ts'

const SPEC = {
  id: 'chat.insult',
  policy: 'harassment.insult',
  on: ['chat.message'],
  when: 'insults.count > 0\n',
  then: { verdict: 'mask', label: { name: 'insulter', for: '7d' }, unlabel: { name: 'newcomer' } },
}

test('a rule that is opened and left alone differs in nothing, however its file writes it', () => {
  expect(changeOf(SPEC, draftOf(SPEC))).toEqual({})
  expect(changeOf({ ...SPEC, on: 'chat.message', mode: 'live' }, draftOf(SPEC))).toEqual({})
  expect(changeOf({ ...SPEC, mode: 'canary: 5%' }, { ...draftOf(SPEC), mode: 'canary 5%' })).toEqual({})
})

test('what differs is set, and what was emptied is taken out', () => {
  const draft = { ...draftOf({ ...SPEC, owner: 'me' }), when: 'insults.count > 1', owner: '' }
  expect(changeOf({ ...SPEC, owner: 'me' }, draft)).toEqual({ when: 'insults.count > 1', owner: null })
})

test('a draft and what it says are one and the same', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  const draft: fc.Arbitrary<Draft> = fc.record({
    ...{ id: word, policy: word, when: word, owner: word, description: word },
    on: fc.array(word, { minLength: 1, maxLength: 3 }),
    worlds: fc.array(word, { maxLength: 3 }),
    then: fc.constant({ verdict: 'hold' }),
    mode: fc.constantFrom('shadow', 'live', 'canary 5%'),
    unknown: fc.constantFrom('', 'skip', 'hold'),
  })
  fc.assert(
    fc.property(draft, (one) => {
      expect(draftOf(specOf(one))).toEqual(one)
    }),
  )
  expect(draftOf(specOf(EMPTY_DRAFT))).toEqual(EMPTY_DRAFT)
})

test('effects are read and written as one, several or none', () => {
  expect(effectsOf(SPEC.then, 'label')).toEqual([{ name: 'insulter', for: '7d' }])
  expect(withEffects(SPEC.then, 'label', [])).toEqual({ verdict: 'mask', unlabel: { name: 'newcomer' } })
  const two = withEffects(SPEC.then, 'label', [{ name: 'a' }, { name: 'b' }])
  expect(effectsOf(two, 'label')).toHaveLength(2)
})

test('a query becomes a rule in shadow, on its event type and in its worlds', () => {
  const query = { on: 'chat.message', when: 'links.count > 0', where: { worlds: ['plaza'] } }
  expect(specOf({ ...draftOfQuery(query), id: 'x.y', policy: 'spam.links' })).toEqual({
    id: 'x.y',
    policy: 'spam.links',
    on: 'chat.message',
    worlds: ['plaza'],
    when: 'links.count > 0',
    then: { verdict: 'hold' },
    mode: 'shadow',
  })
})
