import { expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../judged-event.fixture.ts'
import type { Signal } from '../signal.ts'
import { contacts, findContacts } from './contacts.ts'

const found = (raw: string): string[] =>
  findContacts(raw).map(({ kind, span }) => `${kind} ${raw.slice(...span)}`)

test.each([
  ['mail me: some.one+1@example.com!', 'email some.one+1@example.com'],
  ['메일 ｓｏｍｅ@example.com', 'email ｓｏｍｅ@example.com'],
  ['010-2345-6789 연락줘', 'phone 010-2345-6789'],
  ['０１０２３４５６７８９', 'phone ０１０２３４５６７８９'],
  ['공일공 이삼사오 육칠팔구', 'phone 공일공 이삼사오 육칠팔구'],
  ['call (212) 555-2368', 'phone 212) 555-2368'],
  ['+82 10 2345 6789', 'phone +82 10 2345 6789'],
  ['090-1234-5678', 'phone 090-1234-5678'],
  ['카톡 아이디 playpal22', 'kakao 카톡 아이디 playpal22'],
  ['카톡: playpal', 'kakao 카톡: playpal'],
  ['kakao playpal_22', 'kakao kakao playpal_22'],
  ['open.kakao.com/o/abc123', 'kakao open.kakao.com/o/abc123'],
  ['라인 id: playpal', 'line 라인 id: playpal'],
  ['디코 playpal.22', 'discord 디코 playpal.22'],
  ['discord.gg/abcDEF', 'discord discord.gg/abcDEF'],
  ['t.me/playpal', 'telegram t.me/playpal'],
  ['insta @playpal', 'instagram insta @playpal'],
])('%j gives %s', (raw, expected) => {
  expect(found(raw).join('|')).toContain(expected)
})

test.each([
  'line up here',
  'what is the deadline: tomorrow',
  '1234567890',
  '2026-11-23 09:00:00',
  '카톡 해줘',
  '이 일은 이미 구일 이상 걸렸다',
  'score 100-200-300',
  'discover',
  'gift me 5000 gems',
])('no contact in %j', (raw) => {
  expect(found(raw)).toEqual([])
})

test('the value counts and names kinds, and never holds the contact', () => {
  const signal = contacts.build({ name: 'contacts', of: 'text', options: {}, banks: new Map() }) as Signal & {
    cost: 'cheap'
  }
  const value = signal.evaluate(itemOf('a@example.com, b@example.com 010-2345-6789'), CHAT_EVENT)
  expect(value).toEqual({ count: 3, kinds: ['email', 'phone'] })
  expect(signal.spans?.(value)).toEqual([
    [0, 13],
    [15, 28],
    [29, 42],
  ])
})

test('comes to an end on hostile text', () => {
  for (const piece of ['1 ', '0', 'a@', 'a@b.', '공', '카톡 ', 'insta @', 'a@b.co '])
    expect(findContacts(piece.repeat(20_000)).length).toBeLessThanOrEqual(200)
})
