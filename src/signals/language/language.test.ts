import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../judged-event.fixture.ts'
import type { Signal } from '../signal.ts'
import { identifyLanguage } from './identify-language.ts'
import { language } from './language.ts'

test.each([
  ['나 오늘 늦게 들어와', 'ko', 'hang'],
  ['lol 아 그거 진짜 웃겼어', 'ko', 'hang'],
  ['we should build a bigger house', 'en', 'latn'],
  ['今から遊びに行く', 'ja', 'hira'],
  ['我们去那边看看吧', 'zh', 'hans'],
  ['我們去那邊看看吧', 'zh', 'hant'],
  ['vamos a construir una casa', 'es', 'latn'],
  ['vamos construir uma casa maior', 'pt', 'latn'],
  ['wir bauen ein größeres haus', 'de', 'latn'],
  ['on va construire une maison', 'fr', 'latn'],
  ['ayo kita bangun rumah besar', 'id', 'latn'],
  ['chúng ta xây nhà to hơn đi', 'vi', 'latn'],
  ['มาสร้างบ้านกันเถอะ', 'th', 'thai'],
  ['hadi daha büyük bir ev yapalım', 'tr', 'latn'],
  ['давайте построим дом побольше', 'ru', 'cyrl'],
  ['خلينا نبني بيت كبير هنا', 'ar', 'arab'],
  ['चलो एक बड़ा घर बनाते हैं', 'hi', 'deva'],
  ['ας χτίσουμε ένα σπίτι', 'el', 'grek'],
])('%j is %s in %s', (text, code, script) => {
  expect(identifyLanguage(text)).toMatchObject({ language: code, script })
})

test.each(['', '12345 !!', '😂😂', 'hahahaha', 'gg wp', 'zzzz', 'xdddd', 'ok', '1v1', 'brb', 'asdfgh qwrtz'])(
  '%j is of no language that could be told',
  (text) => {
    expect(identifyLanguage(text)).toMatchObject({ language: 'unknown', confidence: 0 })
  },
)

test('two scripts in one text are mixed, kana and Han are not', () => {
  expect(identifyLanguage('let us meet there 분수대 앞에서').mixed).toBe(true)
  expect(identifyLanguage('今日は何して遊ぶ').mixed).toBe(false)
  expect(identifyLanguage('hello there').mixed).toBe(false)
})

test('addresses and mentions are of no language', () => {
  expect(identifyLanguage('여기 봐 https://moon.example.com/page').language).toBe('ko')
  expect(identifyLanguage('@moonlight_person 안녕').language).toBe('ko')
  expect(identifyLanguage('https://www.example.com/some/longer/path').language).toBe('unknown')
})

test('the more there is to read, the surer', () => {
  const words = 'we should build a bigger house over there'.split(' ')
  const sure = words.map((_, i) => identifyLanguage(words.slice(0, i + 1).join(' '), { minConfidence: 0 }))
  expect(sure.at(-1)!.confidence).toBeGreaterThan(sure[0]!.confidence)
  expect(sure.at(-1)!.confidence).toBeGreaterThan(0.9)
})

test('a pack may name the languages that there are, and how sure one has to be', () => {
  const ask = (options: object, text: string) =>
    (
      language.build({
        name: 'language',
        of: 'text',
        options: language.options.parse(options),
        banks: new Map(),
      }) as Signal & { cost: 'cheap' }
    ).evaluate(itemOf(text), CHAT_EVENT)
  expect(ask({}, 'vamos construir uma casa maior')).toMatchObject({ language: 'pt' })
  expect(ask({ languages: ['ko', 'en'] }, 'hola a todos amigos')).not.toMatchObject({ language: 'es' })
  expect(ask({ languages: ['ko', 'en'] }, '今から遊びに行く')).toMatchObject({ language: 'unknown' })
  expect(ask({ min_confidence: 1 }, 'we should build a bigger house')).toMatchObject({ language: 'unknown' })
  expect(language.options.safeParse({ languages: ['Korean'] }).success).toBe(false)
})

test('any text has an answer, and the same one again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const first = identifyLanguage(text)
      expect(identifyLanguage(text)).toEqual(first)
      expect(first.confidence).toBeGreaterThanOrEqual(0)
      expect(first.confidence).toBeLessThanOrEqual(1)
    }),
  )
  expect(identifyLanguage('word '.repeat(200_000)).language).toBe(
    identifyLanguage('word '.repeat(400_000)).language,
  )
})
