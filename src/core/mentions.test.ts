import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mentionsOf } from './mentions.ts'

const gone = (ref: string, text: string) => mentionsOf(ref).replace(text, '#')

test('an entity is found as a whole and never as a part of another', () => {
  for (const text of [
    'account:u10',
    'account:u1-b',
    'account:u1.b',
    'account:u1_',
    'account:u1@x',
    'subaccount:u1',
    'my_account:u1',
    'u1',
    'room:u1',
  ])
    expect(gone('account:u1', text), text).toBe(text)
  for (const [text, after] of [
    ['account:u1', '#'],
    ['by account:u1.', 'by #.'],
    ['(account:u1)', '(#)'],
    ['"account:u1","account:u10"', '"#","account:u10"'],
    ['account:u1님이', '#님이'],
    ['account:u1: hello', '#: hello'],
    ['account:u1 account:u1', '# #'],
  ])
    expect(gone('account:u1', text!), text).toBe(after)
})

test('a long id is found without its kind, a short one is not', () => {
  expect(gone('account:zebra-7781', 'ask zebra-7781, or zebra-77812')).toBe('ask #, or zebra-77812')
  expect(gone('account:zebra-7781', 'item:zebra-7781')).toBe('item:zebra-7781')
  expect(gone('account:player', 'a player')).toBe('a player')
})

test('both Unicode forms are found', () => {
  const ref = 'account:표범é'
  for (const form of ['NFC', 'NFD'] as const) expect(gone(ref.normalize(form), `by ${ref}!`)).toBe('by #!')
  expect(gone(ref, `by ${ref.normalize('NFD')}!`)).toBe('by #!')
})

test('no character of an id means anything: wildcards, expressions, dollars', () => {
  const id = fc.stringMatching(/^[!-~가-힣]{1,20}$/)
  fc.assert(
    fc.property(id, (one) => {
      const ref = `account:${one}`
      expect(gone(ref, `see ${ref} here`)).toBe('see # here')
    }),
  )
  expect(gone('account:%', 'account:u1')).toBe('account:u1')
  expect(gone('account:.*', 'account:u1')).toBe('account:u1')
  expect(mentionsOf('account:u1').replace('account:u1', '$&$1')).toBe('$&$1')
})

test('whatever names it holds one of the needles, in plain text and inside JSON', () => {
  const id = fc.stringMatching(/^[!-~가-힣]{1,20}$/)
  fc.assert(
    fc.property(id, (one) => {
      const ref = `account:${one}`
      const { needles } = mentionsOf(ref)
      for (const text of [`x ${ref} y`, JSON.stringify({ a: [`x ${ref} y`, ref] })])
        expect(needles.some((needle) => text.includes(needle))).toBe(true)
    }),
  )
})
