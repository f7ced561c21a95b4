import { expect, test } from 'vitest'
import { compileBanks } from './compile-banks.ts'
import type { Level } from './level.ts'
import { normalise } from './normalise.ts'
import type { BankTerm, TermBank } from './term-bank.ts'

const bank = (
  language: string,
  terms: readonly (string | BankTerm)[],
  more: Partial<TermBank> = {},
): TermBank => ({
  name: language,
  language,
  match: language === 'en' ? 'word' : 'substring',
  level: 'alike',
  terms,
  except: [],
  ...more,
})
const BANKS = [
  bank(
    'ko',
    ['시발', '씨발', '씨팔', '병신', '개새끼', '멍청이', '또라이', '바보', '엿먹어', '짱꼴라', '좆'],
    {
      except: ['신발'],
    },
  ),
  bank('en', ['fuck', 'shit', 'bitch', 'asshole', 'noob', 'idiot', 'loser', 'prick', 'fucking']),
  bank('ja', ['ばか', 'アホ']),
]
const { matcher } = compileBanks(BANKS)
const found = (raw: string): string[] =>
  matcher.scan(normalise(raw)).map((hit) => `${hit.term}:${raw.slice(...hit.span)}:${hit.disguise}`)

test.each([
  ['야 뼝신아', '병신:뼝신:look-alike'],
  ['쉬발 진짜', '시발:쉬발:look-alike'],
  ['씨빨 진짜', '시발:씨빨:look-alike'],
  ['이씌발', '시발:씌발:look-alike'],
  ['시이발 뭐야', '시발:시이발:stretched'],
  ['시이이이발', '시발:시이이이발:stretched'],
  ['바아보', '바보:바아보:stretched'],
  ['병시인', '병신:병시인:stretched'],
  ['시ㅡ발', '시발:시ㅡ발:stretched'],
  ['바ㅏㅏ보', '바보:바ㅏㅏ보:stretched'],
  ['싯발', '시발:싯발:final-added'],
  ['바봉', '바보:바봉:final-added'],
  ['십알', '시발:십알:look-alike'],
  ['댕청이', '멍청이:댕청이:look-alike'],
  ['시바ㄹ', '시발:시바ㄹ:split'],
  ['ㅅ ㅣ ㅂ ㅏ ㄹ', '시발:ㅅ ㅣ ㅂ ㅏ ㄹ:split'],
  ['ㅁ.ㅓ.ㅇ.ㅊ.ㅓ.ㅇ.ㅇ.ㅣ', '멍청이:ㅁ.ㅓ.ㅇ.ㅊ.ㅓ.ㅇ.ㅇ.ㅣ:split'],
  ['ㅅl발', '시발:ㅅl발:mixed'],
  ['ㅅ1ㅂㅏㄹ', '시발:ㅅ1ㅂㅏㄹ:mixed'],
  ['^ㅣ발', '시발:^ㅣ발:mixed'],
  ['시bal', '시발:시bal:mixed'],
  ['병sin', '병신:병sin:mixed'],
  ['씨8', '시발:씨8:mixed'],
  ['🌱발', '시발:🌱발:mixed'],
  ['🐶새끼', '개새끼:🐶새끼:mixed'],
  ['ㅅ발 뭐냐', '시발:ㅅ발:abbreviated'],
  ['병ㅅ', '병신:병ㅅ:abbreviated'],
  ['개ㅅㄲ', '개새끼:개ㅅㄲ:abbreviated'],
  ['끼새개', '개새끼:끼새개:backwards'],
  ['개 새끼야', '개새끼:개 새끼:apart'],
  ['tlqkf', '시발:tlqkf:keyboard-layout'],
  ['dkTLQKFsha', '시발:TLQKF:keyboard-layout'],
  ['qudtls', '병신:qudtls:keyboard-layout'],
  ['ssibal', '시발:ssibal:romanised'],
  ['shibal nom', '시발:shibal:romanised'],
  ['byungshin', '병신:byungshin:romanised'],
  ['Gaesaekki', '개새끼:Gaesaekki:romanised'],
  ['병*', '병신:병*:mask'],
  ['개*끼야', '개새끼:개*끼:mask'],
  ['쫒 같은', '좆:쫒:look-alike'],
])('in %s', (raw, hit) => {
  expect(found(raw)).toContain(hit)
})

test.each([
  ['fu ck you', 'fuck:fu ck:apart'],
  ['fuc king hell', 'fucking:fuc king:apart'],
  ['fu.ck', 'fuck:fu.ck:apart'],
  ['fucck', 'fuck:fucck:repeated'],
  ['idiiot', 'idiot:idiiot:repeated'],
  ['sh1t', 'shit:sh1t:leetspeak'],
  ['5h17', 'shit:5h17:leetspeak'],
  ['shi+', 'shit:shi+:leetspeak'],
  ['b!tch', 'bitch:b!tch:leetspeak'],
  ['f*ck', 'fuck:f*ck:mask'],
  ['n**b', 'noob:n**b:mask'],
  ['a*****e', 'asshole:a*****e:mask'],
  ['kcuf', 'fuck:kcuf:backwards'],
  ['\u202ekcuf\u202c', 'fuck:kcuf:backwards'],
  ['ʞɔnɟ', 'fuck:ʞɔnɟ:upside-down'],
  ['ɟuɔʞ', 'fuck:ɟuɔʞ:upside-down'],
  ['려차', 'fuck:려차:keyboard-layout'],
  ['ㄹㅕㅊㅏ', 'fuck:ㄹㅕㅊㅏ:keyboard-layout'],
  ['ᖴ𐊲ᑕᛕ'.replace('𐊲', 'u').replace('ᑕ', 'c'), 'fuck:ᖴucᛕ:unicode'],
  ['バカ', 'ばか:バカ:kana'],
  ['ばーか', 'ばか:ばーか:kana'],
  ['ｱﾎ', 'アホ:ｱﾎ:unicode'],
  ['あほ', 'アホ:あほ:kana'],
])('in %s', (raw, hit) => {
  expect(found(raw)).toContain(hit)
})

test.each([
  '새 신발 샀다',
  '포토라인',
  '이라도 하자',
  '다시 발표해',
  '평소에 신기한',
  '아이 시원해',
  '나는 병원에 간다',
  'push it',
  'pen is here',
  'is hit by',
  "he'll be there",
  'who re-read it',
  'the loose end of the rope',
  'ㅅㅂㄹ',
  '에구 언니',
  'LG전자 TV가 좋다',
  '7시8분',
  'PC방 가자',
  'flick',
  '*hits the ball*',
  'J**n',
  '김*수',
  'rotor',
  'ship ahoy',
  '바위',
  '개발자',
  '그 사람 ㅋㅋㅋ',
  '안녕히 계세요',
  '또 라이브 본다',
])('lets %s be', (raw) => {
  expect(found(raw)).toEqual([])
})

test('each level finds what the one below it does, and more', () => {
  const texts = ['멍청이', 'ㅁㅓㅇ청이', '멍1청이', '멍쩡이', 'ㅁㅊㅇ 나가']
  const counts = (['unicode', 'spelled', 'alike', 'initials'] as Level[]).map((level) => {
    const { matcher } = compileBanks([bank('ko', ['멍청이'], { level })])
    return texts.map((text) => matcher.scan(normalise(text)).length)
  })
  expect(counts).toEqual([
    [1, 1, 0, 0, 0],
    [1, 1, 1, 0, 0],
    [1, 1, 1, 1, 0],
    [1, 1, 1, 1, 1],
  ])
})

test('initials stand alone, and two are asked for by the term itself', () => {
  const terms = ['멍청이', '바보', { term: '지랄', level: 'initials' }] as const
  const { matcher } = compileBanks([bank('ko', terms, { level: 'initials' })])
  const hits = (text: string) => matcher.scan(normalise(text)).map(({ term }) => term)
  expect(hits('ㅁㅊㅇㅋㅋㅋ 그리고 ㅈㄹ')).toEqual(['멍청이', '지랄'])
  expect(hits('ㅂㅂ')).toEqual([])
  expect(hits('ㅎㅁㅊㅇㄷ ㅈㄹㅈㄹ 아ㅈㄹ')).toEqual([])
})

test('a term sets its own level', () => {
  const { matcher } = compileBanks([bank('ko', ['멍청이', { term: '바보야', level: 'unicode' }])])
  expect(matcher.scan(normalise('멍쩡이 바뽀야 바.보.야')).map(({ term }) => term)).toEqual(['멍청이'])
})

test('what is like several terms of a bank is told once', () => {
  const { matcher } = compileBanks([bank('ko', ['병신', '빙신', '벙신'])])
  expect(matcher.scan(normalise('병신')).map(({ term }) => term)).toEqual(['병신'])
  expect(matcher.scan(normalise('뼝신'))).toHaveLength(1)
})

test('whole words where no spaces are: by the dictionary', () => {
  const words = (language: string, term: string, text: string) =>
    compileBanks([bank(language, [term], { match: 'word' })]).matcher.scan(normalise(text)).length
  expect(words('zh', '东西', '你这个东西真坏')).toBe(1)
  expect(words('zh', '京大', '我在北京大学读书')).toBe(0)
  expect(words('th', 'หมา', 'ฉันรักหมาตัวนี้')).toBe(1)
  expect(words('ja', '京都', '東京都に住む')).toBe(0)
})
