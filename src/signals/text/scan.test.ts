import { expect, test } from 'vitest'
import { compileBanks } from './compile-banks.ts'
import { normalise } from './normalise.ts'
import type { TermBank } from './term-bank.ts'

const en: TermBank = {
  name: 'en',
  language: 'en',
  policy: 'harassment.insult',
  match: 'word',
  terms: [
    'ass',
    { term: 'shit', match: 'substring' },
    { term: 'fuck', match: 'substring' },
    'hell',
    'penis',
    { term: 'cunt', match: 'substring' },
    'rapist',
    'asshole',
    'sex',
  ],
  except: ['Scunthorpe'],
}
const ko: TermBank = {
  name: 'ko',
  language: 'ko',
  match: 'substring',
  terms: ['시발', '개새끼', '병신', 'ㅅㅂ', '바보', '자지', '멍청이'],
  except: ['시발점', '바보온달'],
}
const { matcher } = compileBanks([en, ko])
const found = (raw: string): string[] =>
  matcher.scan(normalise(raw)).map((hit) => `${hit.term}:${raw.slice(...hit.span)}`)

test.each([
  ['what the FUCK', 'fuck:FUCK'],
  ['ｆｕｃｋ you', 'fuck:ｆｕｃｋ'],
  ['f u c k', 'fuck:f u c k'],
  ['f.u.c.k!', 'fuck:f.u.c.k'],
  ['f-u_c*k', 'fuck:f-u_c*k'],
  ['fu-ck off', 'fuck:fu-ck'],
  ['fuuuuck', 'fuck:fuuuuck'],
  ['fuuck', 'fuck:fuuck'],
  ['FFF UUU CCC KKK', 'fuck:FFF UUU CCC KKK'],
  ['f\u200bu\u200dck', 'fuck:f\u200bu\u200dck'],
  ['fυсk', 'fuck:fυсk'],
  ['f\u0336u\u0336c\u0336k\u0336', 'fuck:f\u0336u\u0336c\u0336k\u0336'],
  ['𝖋𝖚𝖈𝖐', 'fuck:𝖋𝖚𝖈𝖐'],
  ['🅵🆄🅲🅺', 'fuck:🅵🆄🅲🅺'],
  ['🇫 🇺 🇨 🇰', 'fuck:🇫 🇺 🇨 🇰'],
  ['sh1t', 'shit:sh1t'],
  ['$h!t happens', 'shit:$h!t'],
  ['a55h0le', 'asshole:a55h0le'],
  ['a$$', 'ass:a$$'],
  ['assho1e', 'asshole:assho1e'],
  ['a s s h o l e', 'asshole:a s s h o l e'],
  ['kick ass들', 'ass:ass'],
  ['slut ass69', 'ass:ass'],
  ['시발', '시발:시발'],
  ['야이시발놈아', '시발:시발'],
  ['ㅅㅣㅂㅏㄹ', '시발:ㅅㅣㅂㅏㄹ'],
  ['ㅅㅣㅂㅏㄹㅋㅋㅋ', '시발:ㅅㅣㅂㅏㄹ'],
  ['시발'.normalize('NFD'), `시발:${'시발'.normalize('NFD')}`],
  ['ｼﾊﾞ 시 발', '시발:시 발'],
  ['\uffb5\uffdc\uffb2\uffc2\uffa9', '시발:\uffb5\uffdc\uffb2\uffc2\uffa9'],
  ['시.발', '시발:시.발'],
  ['시1발놈', '시발:시1발'],
  ['야시@발', '시발:시@발'],
  ['개.새.끼야', '개새끼:개.새.끼'],
  ['개 새 끼', '개새끼:개 새 끼'],
  ['개새새끼', '개새끼:개새새끼'],
  ['㉳이 ㅅㅂ', 'ㅅㅂ:ㅅㅂ'],
])('finds %s', (raw, hit) => {
  expect(found(raw)).toContain(hit)
})

test.each([
  'push it',
  'as sociation',
  'association',
  'class',
  'Scunthorpe',
  'SCUNTHORPE united',
  'S c u n t h o r p e',
  "he'll be there",
  'shell',
  'hello',
  'hell0',
  'w a s s u p',
  'my pen.is it there',
  'as so',
  'is hit',
  'if u c kate',
  'therapist',
  'a b c',
  '다시 발표',
  '이번 시발점',
  '열 시 발표',
  '10시 발',
  '남자 지금',
  '남자/지인',
  '다시.발표',
  '바보온달',
  'ㅅ',
  '안녕하세요 ㅋㅋㅋㅋ',
  '시바견',
  'no. 1 5 8',
  'grass',
  'essex',
  '1337',
  '시90발표',
  'push.it',
])('lets %s be', (raw) => {
  expect(found(raw)).toEqual([])
})
