import { expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../judged-event.fixture.ts'
import type { Signal } from '../signal.ts'
import { findLinks, links } from './links.ts'

const found = (raw: string): string[] =>
  findLinks(raw).map(({ host, hidden, span }) => `${hidden ? 'hidden ' : ''}${host} in ${raw.slice(...span)}`)

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
    expect(findLinks(piece.repeat(50_000)).length).toBeLessThanOrEqual(400)
})
