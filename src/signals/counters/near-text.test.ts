import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beginHash, emptyHash, endHash } from './hash-key.ts'
import { addNearText } from './near-text.ts'

function keyOf(text: string): string {
  const hash = emptyHash()
  beginHash(hash, 7)
  addNearText(hash, text)
  endHash(hash)
  return `${hash.hi}:${hash.lo}`
}

const ENGLISH = 'Selling cheap gold coins, write me on the market square'
const KOREAN = '골드 싸게 팔아요 광장으로 오세요 친구 추가'

describe('the same message made to look different is one', () => {
  test.each([
    ['case', ENGLISH.toUpperCase()],
    ['width', ENGLISH.replace(/[a-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
    ['spacing', [...ENGLISH].join(' ')],
    ['no spacing', ENGLISH.replaceAll(' ', '')],
    ['punctuation', `*** ${ENGLISH.replaceAll(' ', '... ')} !!!`],
    ['punctuation within words', ENGLISH.replaceAll('ea', 'e.a')],
    ['zero-width characters', [...ENGLISH].join('\u200b')],
    ['accents', ENGLISH.replaceAll('e', 'é')],
    ['look-alikes', ENGLISH.replaceAll('e', 'е').replaceAll('o', 'ο')],
    ['leetspeak', 'S3ll1ng ch34p g0ld c01ns, wr1te m3e on th3e m4rk3t squ4r3'],
    ['leetspeak with signs', 'S3ll!ng che@p g0ld coin$s, wr|te me on the m@rket square'],
    ['repeated letters', 'Selllling cheeeap goooold coins, write meeee on the market squaaare'],
    ['digits', `${ENGLISH} 4821`],
    ['emoji', `🔥🔥 ${ENGLISH.replace(' ', ' 💰 ')} 👍🏽`],
    ['fancy letters', ENGLISH.replace(/[a-z]/g, (c) => String.fromCodePoint(0x1d41a + c.charCodeAt(0) - 97))],
  ])('%s', (_, text) => {
    expect(keyOf(text)).toBe(keyOf(ENGLISH))
  })

  test.each([
    ['spacing', [...KOREAN].join(' ')],
    ['split jamo', '골ㄷㅡ 싸게 ㅍㅏㄹㅇㅏㅇㅛ 광장으로 오ㅅㅔㅇㅛ 친구 추가'],
    ['split jamo, apart', 'ㄱ ㅗ ㄹ ㄷ ㅡ 싸게 팔아요 ㄱ ㅗ ㅏ ㅇ 장으로 오세요 친구 추가'],
    ['conjoining jamo', KOREAN.normalize('NFD')],
    ['digits', '골드77 싸게 팔아요 3 광장으로 오세요 친구9 추가 010'],
    ['laughing within punctuation', '골드 싸게~~ 팔아요!! 광장으로... 오세요^^ 친구 추가'],
    ['repeated syllables', '골드 싸게게게 팔아요요 광장으로 오세요 친구 추가가가가'],
  ])('Korean: %s', (_, text) => {
    expect(keyOf(text)).toBe(keyOf(KOREAN))
  })

  test.each([
    ['buy 100k gold for 50 usd', 'buy 250k gold for 70 usd'],
    ['레벨 50 계정 3만원에 팝니다', '레벨 62 계정 4만원에 팝니다'],
    ['join my room 12 now', 'join my room12 now'],
    ['hahahahaha so funny', 'haha so funny'],
    ['visit www.gold123.com', 'visit www gold456 com'],
    ['the casino opens', 'the cas1n0 opens'],
    ['world of gold', 'wor1d of gold'],
    ['item abc123def here', 'item abc456def here'],
    ['my lv1 account for sale', 'my lv3 account for sale'],
    ['반가 친구들아', '반가반가반가 친구들아'],
    ['내 몫은 어디에 있나요', '내 ㅁㅗㄱㅅ은 어디에 있나요'],
    ['你好吗朋友', '你好吗！ 朋友 123'],
    ['𠮷野家好吃', '𠮷 野家，好吃'],
    ['free gold here', 'fr33 g0ld h3re'],
    ['a shower of gold', 'a 5h0wer of gold'],
    ['ㅋㅋㅋㅋㅋㅋ 진짜 웃기다', 'ㅋㅋ 진짜 웃기다'],
  ])('%s | %s', (one, other) => {
    expect(keyOf(one)).toBe(keyOf(other))
  })
})

describe('different messages differ', () => {
  test.each([
    ['buy gold here', 'buy bold here'],
    ['I will go home', 'I will go hame'],
    ['come to the red room', 'come to the bed room'],
    ['골드 싸게 팔아요', '골드 싸게 팔아유'],
    ['만나서 반가워요', '만나서 반가워여'],
    ['你好吗朋友', '你好吗明友'],
    ['𠮷野家好吃', '𠮶野家好吃'],
    ['see you at seven', 'see you at eleven'],
  ])('%s | %s', (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other))
  })

  test('short ones by their folded text', () => {
    const texts = [
      'ㅋㅋ',
      'ㅋㅋㅋ',
      'gg',
      'gg 1',
      'gg 2',
      '12',
      '13',
      '😀',
      '😀😀',
      '',
      'no',
      'no no',
      '네',
      '네네',
      'lol',
    ]
    expect(new Set(texts.map(keyOf)).size).toBe(texts.length)
    expect(keyOf(' GG ')).toBe(keyOf('gg'))
  })

  test('sentences of other words', () => {
    const words = ENGLISH.toLowerCase()
      .replace(/[^a-z ]/g, '')
      .split(' ')
      .concat(KOREAN.split(' '))
    const sentence = fc.array(fc.constantFrom(...words), { minLength: 4, maxLength: 8 })
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        // A word said twice in a row may be said once.
        const bare = (list: string[]) => list.join('').replace(/(.{1,8})\1+/g, '$1')
        fc.pre(bare(one) !== bare(other))
        expect(keyOf(one.join(' '))).not.toBe(keyOf(other.join(' ')))
      }),
    )
  })
})

test('any text has a key, and the same one again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(keyOf(text)).toBe(keyOf(text))
    }),
  )
})

test('a long text is no trouble', () => {
  expect(keyOf('가나다라 '.repeat(100_000))).toBe(keyOf('가나다라'.repeat(100_000)))
})
