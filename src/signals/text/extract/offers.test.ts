import { expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../../judged-event.fixture.ts'
import type { Signal } from '../../signal.ts'
import { findOffers } from './find-offers.ts'
import { findPrices } from './find-prices.ts'
import { offers } from './offers.ts'
import { readText } from './read-text.ts'

const kinds = (raw: string): string[] => [
  ...new Set(
    findOffers(readText(raw))
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'price'),
  ),
]

test.each([
  ['계정 팝니다', 'account'],
  ['레벨 62 계정 4만원에 팜', 'account'],
  ['ㄱㅈ ㅍㄴㄷ', 'account'],
  ['부계 삽니다 쪽지', 'account'],
  ['selling acc $50', 'account'],
  ['wts stacked account dm', 'account'],
  ['acc for sale cheap', 'account'],
  ['현금 거래 하실분', 'cash'],
  ['현거래 ㄱㄱ', 'cash'],
  ['문상 5천원 줄게', 'gift_card'],
  ['trade for a steam card', 'gift_card'],
  ['robux for cash', 'currency'],
  ['골드 팝니다 계좌로 입금', 'currency'],
  ['selling 10k robux for $40', 'currency'],
  ['현금으로 아이템 삽니다', 'items'],
  ['i take paypal', 'payment'],
  ['cash app me', 'payment'],
  ['선입금 받아요', 'payment'],
  ['랭크 대리 해드려요', 'boosting'],
  ['elo boosting cheap', 'boosting'],
])('%j offers %s', (raw, kind) => {
  expect(kinds(raw)).toContain(kind)
})

test.each([
  '아이스크림 팝니다 카페로 오세요',
  '떡볶이 2개 10000원이래',
  'i sold my old bike',
  '계정 잃어버렸어',
  'my account got banned',
  '새 스킨 샀어',
  'gold for the win',
  '골드 500개 모았다',
  'trade me the red hat',
  '아이템 팔아요 500골드',
  'cash me outside',
])('no offer in %j', (raw) => {
  expect(kinds(raw)).toEqual([])
})

test.each([
  ['3만 5천원', 35000, 'krw'],
  ['3만에 팔아요', 30000, 'krw'],
  ['₩12,000', 12000, 'krw'],
  ['5000원', 5000, 'krw'],
  ['$19.99', 19.99, 'usd'],
  ['50 bucks', 50, 'usd'],
  ['€5', 5, 'eur'],
  ['20 usd', 20, 'usd'],
  ['500円', 500, 'jpy'],
  ['$2k', 2000, 'usd'],
])('%j costs %d %s', (raw, amount, currency) => {
  expect(findPrices(raw).map((price) => [price.amount, price.currency])).toEqual([[amount, currency]])
})

test('the value has kinds and amounts; a price alone is no offer', () => {
  const signal = offers.build({ name: 'offers', of: 'text', options: {}, banks: new Map() }) as Signal & {
    cost: 'cheap'
  }
  expect(signal.evaluate(itemOf('selling acc $50'), CHAT_EVENT)).toEqual({
    count: 1,
    kinds: ['account'],
    currencies: ['usd'],
    amounts: [50],
  })
  expect(signal.evaluate(itemOf('우유가 3000원'), CHAT_EVENT)).toMatchObject({ count: 0, amounts: [3000] })
})
