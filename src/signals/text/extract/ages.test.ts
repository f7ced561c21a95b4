import { expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../../judged-event.fixture.ts'
import type { Signal } from '../../signal.ts'
import { ages } from './ages.ts'
import { findAges } from './find-ages.ts'
import { readText } from './read-text.ts'

const found = (raw: string): string[] =>
  findAges(readText(raw), 2026).map(({ who, age }) =>
    age === undefined || who === 'ask' ? who : `${who} ${age}`,
  )

test.each([
  ['나 12살', 12],
  ['저 열세 살이에요', 13],
  ['초6이야', 11],
  ['중2', 13],
  ['나 고1임', 15],
  ['6학년이에요', 11],
  ['나 아직 초딩인데', 11],
  ['07년생', 18],
  ['2012년생임', 13],
  ['나 13생', 12],
  ['im 13', 13],
  ["i'm only twelve lol", 12],
  ['i am 14 years old', 14],
  ['13f', 13],
  ['f/14', 14],
  ['hi 15 f here', 15],
  ['I am in 6th grade', 11],
  ['im in year 8', 12],
  ['i was born in 2011', 14],
  ['i just turned 11', 11],
  ['my age is 16', 16],
  ['tengo 12 años', 12],
  ['tenho 13 anos', 13],
  ["j'ai 14 ans", 14],
  ['ich bin 12', 12],
  ['umur ku 13 tahun', 13],
  ['14歳です', 14],
  ['小6です', 11],
  ['我今年13岁', 13],
])('%j states %d', (raw, age) => {
  expect(found(raw)).toEqual([`self ${age}`])
})

test.each([
  '몇 살이야',
  '몇살?',
  '나이가 어떻게 되세요',
  '몇 학년이야?',
  'how old r u',
  "what's ur age",
  'asl',
  'what grade are you in',
  'are you 13',
  'cuantos años tienes',
  'quantos anos vc tem',
  'wie alt bist du',
  '何歳?',
  '你几岁',
])('%j asks', (raw) => {
  expect(found(raw)).toEqual(['ask'])
})

test.each([
  ['내 동생 8살이야', 'other 8'],
  ['she is 12 years old', 'other 12'],
  ['우리 강아지 6살', 'other 6'],
])('%j says of another %s', (raw, expected) => {
  expect(found(raw)).toEqual([expected])
})

test.each([
  'im 5 minutes away',
  'im 10/10',
  'i am 100% sure',
  'im 20k short',
  '12세 이용가',
  '15세 이상',
  '5살 차이',
  '중2병',
  '고2 때 배웠어',
  '살 빠졌어',
  '3세대 카드',
  '12m ago',
  '40f outside',
  '1학년 3반 교실 맵',
  'level 13',
  'born to win',
  'im 2 kills behind',
  '생일 축하해',
  'how are u',
  'page 12',
])('no age in %j', (raw) => {
  expect(found(raw)).toEqual([])
})

test('a year of birth is told at the time of the event', () => {
  const signal = ages.build({ name: 'ages', of: 'text', options: {}, banks: new Map() }) as Signal & {
    cost: 'cheap'
  }
  const at = (iso: string) => signal.evaluate(itemOf('나 2012년생'), { ...CHAT_EVENT, time: Date.parse(iso) })
  expect(at('2026-03-01T00:00:00Z')).toEqual({ count: 1, ages: [13], youngest: 13, others: [], asks: 0 })
  expect(at('2030-03-01T00:00:00Z')).toMatchObject({ youngest: 17 })
  expect(signal.evaluate(itemOf('안녕'), CHAT_EVENT)).toMatchObject({ count: 0, youngest: 999 })
})
