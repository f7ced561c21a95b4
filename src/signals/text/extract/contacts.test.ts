import { expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../../judged-event.fixture.ts'
import type { Signal } from '../../signal.ts'
import { contacts } from './contacts.ts'
import { findContacts } from './find-contacts.ts'
import { readText } from './read-text.ts'

const found = (raw: string): string[] =>
  findContacts(readText(raw))
    .filter(({ asks }) => !asks)
    .map(({ kind, span }) => `${kind} ${raw.slice(...span)}`)

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
  ['ㅋㅏ톡 아이디 playpal', 'kakao ㅋㅏ톡 아이디 playpal'],
  ['카1톡 playpal22', 'kakao 카1톡 playpal22'],
  ['ㅋㅌ playpal22', 'kakao ㅋㅌ playpal22'],
  ['insta: playpal', 'instagram insta: playpal'],
  ['dc: playpal.77', 'discord dc: playpal.77'],
  ['playpal#1234', 'discord playpal#1234'],
  ['my discord is playpal', 'discord discord is playpal'],
  ['play_pal on discord', 'discord play_pal on discord'],
  ['add my snap playpal_2', 'snapchat snap playpal_2'],
  ['snapchat playpal.x2', 'snapchat snapchat playpal.x2'],
  ['微信号 playpal', 'wechat 微信号 playpal'],
  ['tiktok @playpal', 'tiktok tiktok @playpal'],
  ['twitter: playpal', 'x twitter: playpal'],
  ['scan my qr', 'qr scan my qr'],
  ['큐알 보내줄게', 'qr 큐알 보내'],
  ['moon at gmail dot com', 'email moon at gmail dot com'],
  ['moon골뱅이네이버닷컴', 'email moon골뱅이네이버닷컴'],
  ['moon(at)example.com', 'email moon(at)example.com'],
  ['moon@naver . com', 'email moon@naver . com'],
  ['공일공 일이삼사 오육칠팔', 'phone 공일공 일이삼사 오육칠팔'],
  [
    'zero one zero two three four five six seven eight nine',
    'phone zero one zero two three four five six seven eight nine',
  ],
  ['010 이삼사오 6789', 'phone 010 이삼사오 6789'],
  ['⓪①⓪-②③④⑤-⑥⑦⑧⑨', 'phone ⓪①⓪-②③④⑤-⑥⑦⑧⑨'],
  ['0 1 0 2 3 4 5 6 7 8 9', 'phone 0 1 0 2 3 4 5 6 7 8 9'],
  ['o1o-2345-6789', 'phone o1o-2345-6789'],
  ['010.2345.6789 문자줘', 'phone 010.2345.6789'],
  ['call me 2125552368', 'phone 2125552368'],
  ['+1 212 555 2368', 'phone +1 212 555 2368'],
  ['07911 123456 text me', 'phone 07911 123456'],
  ['whatsapp 11 91234-5678', 'phone 11 91234-5678'],
  ['138 1234 5678', 'phone 138 1234 5678'],
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
  'line 42 of the script',
  'finish line: run',
  'my ping is 100ms',
  'room#1234',
  'discord is down again',
  '카톡 답장이 늦어',
  '12345678901234',
  '오이 이 일 사 오 구 일',
  'one two three four five six seven eight nine ten',
  'i snap 2 pics',
  'x = 10.5',
  '날씨 2026.11.26 09:30',
  '37.5665, 126.9780',
  'meet me at naver',
  '1,000,000,000원',
  '디코 v1.2.3 나옴',
])('no contact in %j', (raw) => {
  expect(found(raw)).toEqual([])
})

test('the value counts and names kinds, and never holds the contact', () => {
  const signal = contacts.build({ name: 'contacts', of: 'text', options: {}, banks: new Map() }) as Signal & {
    cost: 'cheap'
  }
  const value = signal.evaluate(itemOf('a@example.com, b@example.com 010-2345-6789'), CHAT_EVENT)
  expect(value).toEqual({ count: 3, kinds: ['email', 'phone'], asks: 0 })
  expect(signal.spans?.(value)).toEqual([
    [0, 13],
    [15, 28],
    [29, 42],
  ])
})

test('comes to an end on hostile text', () => {
  for (const piece of ['1 ', '0', 'a@', 'a@b.', '공', '카톡 ', 'insta @', 'a@b.co '])
    expect(findContacts(readText(piece.repeat(20_000))).length).toBeLessThanOrEqual(200)
})

test.each(["what's ur snap", '카톡 알려줘', '디코 하실 분', 'add me on insta'])('%j asks', (raw) => {
  expect(findContacts(readText(raw)).map(({ asks }) => asks)).toEqual([true])
})
