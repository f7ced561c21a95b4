import { expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../judged-event.fixture.ts'
import type { Signal } from '../signal.ts'
import type { TermBank } from './term-bank.ts'
import { terms } from './terms.ts'

const rude: TermBank = {
  name: 'rude',
  language: 'en',
  policy: 'harassment.insult',
  match: 'substring',
  terms: ['noob', 'noobs only', { term: '바보', policy: 'harassment.bullying' }],
  except: [],
}
const spam: TermBank = {
  name: 'spam',
  language: 'en',
  match: 'word',
  terms: ['free gems', 'noob'],
  except: [],
}

function signal(names: string[], banks: TermBank[] = [rude, spam]): Signal & { cost: 'cheap' } {
  const map = new Map(banks.map((bank) => [bank.name, bank]))
  return terms.build({ name: 'insults', of: 'text', options: { banks: names }, banks: map }) as Signal & {
    cost: 'cheap'
  }
}

test('says how often, which terms, under which policies, from which banks, and where', () => {
  const insults = signal(['rude'])
  const value = insults.evaluate(itemOf('n00b, 바 보 and noobs only'), CHAT_EVENT)
  expect(value).toEqual({
    count: 3,
    terms: ['noob', '바보', 'noobs only'],
    policies: ['harassment.insult', 'harassment.bullying'],
    banks: ['rude'],
  })
  expect(insults.spans?.(value)).toEqual([
    [0, 4],
    [6, 9],
    [14, 24],
    [14, 18],
  ])
})

test('sees only its own banks, though all share one scan', () => {
  const banks = new Map([rude, spam].map((bank) => [bank.name, bank]))
  const [one, two] = ['rude', 'spam'].map((bank) =>
    terms.build({ name: bank, of: 'text', options: { banks: [bank] }, banks }),
  )
  const item = itemOf('free gems for 바보')
  expect(one?.evaluate(item, CHAT_EVENT, new AbortController().signal)).toMatchObject({ terms: ['바보'] })
  expect(item.shared.size).toBe(1)
  expect(two?.evaluate(item, CHAT_EVENT, new AbortController().signal)).toMatchObject({
    terms: ['free gems'],
    policies: [],
  })
  expect(item.shared.size).toBe(1)
})

test('a text without terms gives nothing and no place', () => {
  const insults = signal(['rude'])
  const value = insults.evaluate(itemOf('hello there'), CHAT_EVENT)
  expect(value).toEqual({ count: 0, terms: [], policies: [], banks: [] })
  expect(insults.spans?.(value)).toEqual([])
})

test('its version changes with its own banks and the known-good ones, not with others', () => {
  const version = signal(['rude']).version
  expect(signal(['rude'], [rude]).version).toBe(version)
  expect(signal(['rude'], [{ ...rude, terms: ['noob'] }, spam]).version).not.toBe(version)
  expect(signal(['rude'], [rude, { ...spam, negative: true }]).version).not.toBe(version)
  expect(signal(['rude', 'spam']).version).not.toBe(version)
})

test('a bank that is not there is named, with the nearest that is', () => {
  expect(() => signal(['rued'])).toThrow('Unknown bank "rued" of signal "insults"; did you mean "rude"?')
  expect(terms.banks?.({ banks: ['rued'] })).toEqual(['rued'])
  expect(terms.options.safeParse({ banks: [], bank: 'rude' }).success).toBe(false)
})
