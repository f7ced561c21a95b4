import { expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../../judged-event.fixture.ts'
import type { Signal } from '../../signal.ts'
import { findLinks } from './find-links.ts'
import { links } from './links.ts'
import { readText } from './read-text.ts'

const found = (raw: string): string[] =>
  findLinks(readText(raw)).map(
    ({ host, hidden, span }) => `${hidden ? 'hidden ' : ''}${host} in ${raw.slice(...span)}`,
  )

test.each([
  ['see https://www.Example.com/a?b=1 now', 'www.example.com in https://www.Example.com/a?b=1'],
  ['example.com에서 봐', 'example.com in example.com'],
  ['여기example.co.kr', 'example.co.kr in example.co.kr'],
  ['http://203.0.113.9/x', '203.0.113.9 in http://203.0.113.9/x'],
  ['한국.com', '한국.com in 한국.com'],
  ['https://bit.ly/abc', 'bit.ly in https://bit.ly/abc'],
  ['example dot com', 'hidden example.com in example dot com'],
  ['example (dot) net', 'hidden example.net in example (dot) net'],
  ['example[.]com', 'hidden example.com in example[.]com'],
  ['example . com', 'hidden example.com in example . com'],
  ['example 닷컴', 'hidden example.com in example 닷컴'],
  ['example점컴', 'hidden example.com in example점컴'],
  ['ｅｘａｍｐｌｅ．ｃｏｍ', 'hidden example.com in ｅｘａｍｐｌｅ．ｃｏｍ'],
  ['exam\u200bple.com', 'hidden example.com in exam\u200bple.com'],
  ['네이버 닷컴', 'hidden naver.com in 네이버 닷컴'],
  ['네이버점컴 들어와', 'hidden naver.com in 네이버점컴'],
  ['naver . com 으로', 'hidden naver.com in naver . com'],
  ['naver .com', 'hidden naver.com in naver .com'],
  ['n a v e r . c o m', 'hidden naver.com in n a v e r . c o m'],
  ['hxxps://example[.]com/x', 'hidden example.com in hxxps://example[.]com/x'],
  ['hxxp://example.com/x', 'hidden example.com in hxxp://example.com/x'],
  ['www dot example dot co dot kr', 'hidden www.example.co.kr in www dot example dot co dot kr'],
  ['example.c0m', 'hidden example.com in example.c0m'],
  ['exаmple.cоm', 'hidden example.com in exаmple.cоm'],
  ['discord.gg/abc123', 'discord.gg in discord.gg/abc123'],
  ['디코 .gg/abc123', 'hidden discord.gg in 디코 .gg/abc123'],
  ['open.kakao.com/o/abc', 'open.kakao.com in open.kakao.com/o/abc'],
  ['t.me/abc', 't.me in t.me/abc'],
  ['coolplay.fun 들어와', 'coolplay.fun in coolplay.fun'],
  ['play77.club', 'play77.club in play77.club'],
])('%j links to %s', (raw, expected) => {
  expect(found(raw)).toContain(expected)
})

test.each([
  'hello.my friend',
  'that is fun. net worth',
  'v1.2.3',
  '10.5점',
  'me@example.com',
  '안녕...',
  'a.b',
  'see you.so',
  'connect the dots',
  '안녕.하세요',
  'ok.bye',
  'v1.2.ts',
  '3.5',
  'nice.lol',
  'the dot com bubble',
  '닷컴 버블',
  'eu fui , com ela',
  '이 모델의 장점 컴퓨터 연결',
  'gg/wp',
  'no.se nada',
  'ready. net worth is up',
])('no link in %j', (raw) => {
  expect(found(raw)).toEqual([])
})

test('counts links, names hosts and registered domains once, and knows where they stand', () => {
  const signal = links.build({ name: 'links', of: 'text', options: {}, banks: new Map() }) as Signal & {
    cost: 'cheap'
  }
  const value = signal.evaluate(
    itemOf('a.example.co.kr b.example.co.kr a.example.co.kr example dot com'),
    CHAT_EVENT,
  )
  expect(value).toEqual({
    count: 4,
    hosts: ['a.example.co.kr', 'b.example.co.kr', 'example.com'],
    domains: ['example.co.kr', 'example.com'],
    hidden: 1,
    invites: 0,
    shorteners: 0,
  })
  expect(signal.spans?.(value)).toEqual([
    [0, 15],
    [16, 31],
    [32, 47],
    [48, 63],
  ])
  expect(signal.evaluate(itemOf('hi'), CHAT_EVENT)).toMatchObject({ count: 0 })
})

test('comes to an end on hostile text', () => {
  for (const piece of ['a.', 'a', '.', 'a-', 'http://', 'dot ', 'example.com ', ' . '])
    expect(findLinks(readText(piece.repeat(50_000))).length).toBeLessThanOrEqual(400)
})
