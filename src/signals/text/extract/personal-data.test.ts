import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPersonalData } from './find-personal-data.ts'
import { hasCheckDigit } from './identity-numbers.ts'
import { readText } from './read-text.ts'

const found = (raw: string): string[] =>
  findPersonalData(readText(raw)).map(({ kind, span }) => `${kind} ${raw.slice(...span)}`)

test.each([
  ['내 주민번호 000101-3000006 이야', 'resident_number_like 000101-3000006'],
  ['９９０１０１-１２３４５６７', 'resident_number_like ９９０１０１-１２３４５６７'],
  ['주민 990101-1', 'resident_number_like 990101-1'],
  ['990101-1******', 'resident_number_like 990101-1******'],
  ['card 4242 4242 4242 4242', 'card 4242 4242 4242 4242'],
  ['4242424242424242', 'card 4242424242424242'],
  ['국민은행 123456-01-234567 입금해줘', 'bank_account 123456-01-234567'],
  ['계좌 110-234-567890', 'bank_account 110-234-567890'],
  ['3333-01-2345678 카카오뱅크', 'bank_account 3333-01-2345678'],
  ['iban DE89 3704 0044 0532 0130 00', 'iban DE89 3704 0044 0532 0130 00'],
  ['my passport is M12345678', 'passport M12345678'],
  ['여권번호 M123A4567', 'passport M123A4567'],
  ['서울시 강남구 테헤란로 123', 'address 서울시 강남구 테헤란로 123'],
  ['우리집 가람로 12번길 34', 'address 가람로 12번길 34'],
  ['푸른아파트 101동 1203호로 와', 'address 푸른아파트 101동 1203호'],
  ['별빛동 123-4번지', 'address 별빛동 123-4번지'],
  ['i live at 42 Maple Road', 'address i live at 42 Maple Road'],
  ['221 Baker Street', 'address 221 Baker Street'],
  ['12 Oak Dr, Springfield', 'address 12 Oak Dr, Springfield'],
  ['나 한빛초등학교 다녀', 'school 한빛초등학교'],
  ['한빛중 2학년 3반', 'school 한빛중 2학년 3반'],
  ['i go to Willow Creek Middle School', 'school go to Willow Creek Middle School'],
  ['37.566500, 126.978000', 'coordinates 37.566500, 126.978000'],
  ['his ip is 203.0.113.77', 'ip 203.0.113.77'],
  ['2001:db8:85a3::8a2e:370:7334', 'ip 2001:db8:85a3::8a2e:370:7334'],
])('%j gives %s', (raw, expected) => {
  expect(found(raw)).toContain(expected)
})

test.each([
  '점수 123456-7890',
  '1234 5678 9012 3456',
  '10.0.0.1',
  'v1.2.3.4',
  'update 10.15.2.30',
  '바로 3시에 보자',
  '앞으로 5분 남았어',
  '새로 2개 샀어',
  '3동 가자',
  'i waited 3 hours on the road',
  '2 more way to go',
  '초등학교 때 배웠어',
  '우리 중학교 급식 맛있어',
  'i go to high school',
  'going to the same middle school',
  '3, 5',
  'room 12 unit 3',
  '계좌이체로 할게',
  '카드 뽑았다 4장',
  '2026-11-26 12:30:15',
  '15 people in my way',
])('nothing personal in %j', (raw) => {
  expect(found(raw)).toEqual([])
})

test('the check digit of a resident number tells nine of ten slips', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{12}$/), (twelve) => {
      const right = [...'0123456789'].filter((last) => hasCheckDigit(twelve + last))
      expect(right).toHaveLength(1)
    }),
  )
  const twelve = '990101112345'
  const digit = [...'0123456789'].find((last) => hasCheckDigit(twelve + last))!
  expect(found(`990101-112345${digit}`)).toEqual([`resident_number 990101-112345${digit}`])
})
