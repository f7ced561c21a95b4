import { agePatternsFor, type Means, numberIn } from './age-patterns.ts'
import type { Find } from './extractor.ts'
import type { ReadText } from './read-text.ts'

export interface AgeFind extends Find {
  /** `self`: somebody says how old they are; `other`: of somebody else; `ask`: a question for an age. */
  readonly who: 'self' | 'other' | 'ask'
  /** In whole years: the least that the words allow at the time of the event; undefined in a question. */
  readonly age: number | undefined
}

const ASKS = g(
  [
    '몇\\s?(?:살|짤|학년|년생)|나이가?\\s?(?:몇|어떻게|뭐|알려|물어|좀|\\?)|나이는\\??$|나이\\s?(?:공개|좀|까)|연세가|(?:혹시\\s)?(?:미자|민짜|중딩|고딩|초딩|학생|급식)(?:이야|이에요|이세요|이심|이냐|이니|임|야)\\s?\\?|몇\\s?학교',
    "(?<![a-z])(?:how old|hw old|how old's)(?:\\s(?:are|r|u|you|ya|do|is (?:he|she|everyone))|\\?|$)|(?:what'?s|whats|wats|what is|tell me|may i ask|can i ask|drop)\\s(?:your|ur|u|yo)\\sage(?![a-z])|(?:your|ur)\\sage\\s?\\?|^\\s?age\\s?\\?|(?<![a-z])asl(?![a-z])|what (?:grade|year) (?:are|r) (?:you|u)|what grade (?:you|u) in|what grade(?:\\s?\\?|$)|what year (?:were|was) (?:you|u) born|when were (?:you|u) born|(?:are|r) (?:you|u) (?:a minor|underage|an adult|over 18|in (?:middle|high|elementary) school|in school|a kid)|how many years old",
    "cuantos anos tienes|que edad tienes|edad\\s?\\?|quantos anos (?:voce |vc |tu )?(?:tem|tens)|qual (?:a |e a )?(?:sua|tua) idade|quel age (?:as|t)|t'?as quel age|tu as quel age|wie alt bist|(?:umur|usia) (?:kamu|lu|lo|mu|berapa|kakak|adek)|berapa (?:umur|usia)|bao nhieu tuoi|may tuoi|kac yas|何歳|なんさい|いくつです|何年生|几岁|幾歲|几年级|多大了|อายุเท่าไ",
  ].join('|'),
)

const OTHERS_BEFORE =
  /(?:너|넌|니가|네가|걔|얘|쟤|동생|오빠|언니|누나|형|엄마|아빠|아들|딸|조카|친구|강아지|고양이|댕댕이|냥이|우리\s?집?\s?[가-힣]{1,4}(?:이|가|는)?|그\s?애|선배|후배|쌤|선생님|캐릭터|아기)(?:은|는|이|가|도|네)?\s?[^.!?\n]{0,4}$|(?:^|[^a-z])(?:she'?s|he'?s|they'?re|you'?re|ur|u r|you are|u are|sister is|brother is|son is|daughter is|dog is|cat is|friend is|kid is|mom is|dad is|who is|who's|is)\s?$/
const SELF_BEFORE =
  /(?:나|난|저|전|내가|제가|저는|나는|본인|나도|저도|전\s?아직)\s?[^.!?\n]{0,6}$|(?:^|[^a-z])(?:i'?m|i am|im)\s(?:an?\s)?(?:only\s|just\s|actually\s|a\s)?$/
const OTHERS_AFTER =
  /^\s?(?:동생|오빠|언니|누나|형(?!이)|아들|딸|조카|친구|강아지|고양이|애기|아기|아이|짜리|애들|위|연상|연하|차이|많|어려|어린|더)/
const ASKS_AFTER = /^\s?(?:이야|이에요|이세요|맞아|임|이지|이야\s?너|아니야|인가|이니|이냐)?\s?\?/

const OPENS = /(?:^|[.!?,\n~ㅋㅎㅠ]|(?:안녕|ㅎㅇ|ㄴㄴ|ㅇㅇ|네|응|아니|근데|올해|이제|아직|사실|만))\s*$/
const OWN_AFTER =
  /^\s?(?:이야|이에요|예요|에요|임(?![가-힣])|입니다|인데|됐어|됨|되는데|여자|남자|여(?![가-힣])|남(?![가-힣])|이라|이라서|이구|이요|요(?![가-힣])|이고\s?(?:여|남))/
const MOST_AGES = 60

/** Finds statements of ages and questions for them; years of birth are told against the year of the event. */
export function findAges(read: ReadText, yearNow: number): readonly AgeFind[] {
  const isAge = read.has('age') && read.has('ageNumber')
  if (!isAge && !read.has('ageAsk')) return NONE
  const { text } = read
  const found: AgeFind[] = []
  const add = (who: AgeFind['who'], age: number | undefined, start: number, end: number): void => {
    if (found.length >= MOST_AGES) return
    const span = read.spanOf(start, end)
    if (!found.some((other) => span[0] < other.span[1] && other.span[0] < span[1]))
      found.push({ who, age, span })
  }
  if (isAge)
    for (const { means, pattern, who } of agePatternsFor(text))
      for (const match of text.matchAll(pattern)) {
        const written = match.slice(1).find((part) => part !== undefined)
        if (written === undefined) continue
        const age = ageOf(means, written, yearNow)
        if (age === undefined) continue
        const end = match.index + match[0].trimEnd().length
        add(whoIs(text, match.index, end, who), age, match.index, end)
      }
  if (read.has('ageAsk'))
    for (const { 0: ask, index } of text.matchAll(ASKS)) add('ask', undefined, index, index + ask.length)
  return found.sort((a, b) => a.span[0] - b.span[0])
}

const NONE: readonly AgeFind[] = []

/** The least age in whole years that the words allow: somebody born in 2010 is 15 in 2026 until the birthday. */
function ageOf(means: Means, written: string, yearNow: number): number | undefined {
  const number = numberIn(written)
  switch (means) {
    case 'years':
      return number !== undefined && number >= 5 && number <= 99 ? number : undefined
    case 'born': {
      const year = number! > 99 ? number! : number! <= yearNow % 100 ? 2000 + number! : 1900 + number!
      const age = yearNow - year - 1
      return age >= 4 && age <= 99 ? age : undefined
    }
    // Korean and Japanese schools begin in the year of the seventh birthday.
    case 'elementary':
      return 5 + (number || 6)
    case 'middle':
      return 11 + (number || 1)
    case 'high':
      return 14 + (number || 1)
    case 'us_grade':
      return number !== undefined && number >= 1 && number <= 12 ? number + 5 : undefined
    case 'uk_year':
      return number! >= 1 && number! <= 13 ? number! + 4 : undefined
  }
}

function whoIs(text: string, start: number, end: number, told: AgeFind['who'] | undefined): AgeFind['who'] {
  if (told === 'ask') return 'ask'
  const before = text.slice(Math.max(0, start - 24), start)
  const after = text.slice(end, end + 12)
  if (ASKS_AFTER.test(after) && !SELF_BEFORE.test(before)) return 'ask'
  if (OTHERS_AFTER.test(after)) return 'other'
  if (SELF_BEFORE.test(before)) return 'self'
  if (OTHERS_BEFORE.test(before)) return 'other'
  // Without a subject it is the speaker's own where it opens a sentence, or goes on as one says of oneself.
  if (
    told === undefined &&
    /[가-힣]/.test(text.slice(start, end)) &&
    !OPENS.test(before) &&
    !OWN_AFTER.test(after)
  )
    return 'other'
  return told ?? 'self'
}

function g(pattern: string): RegExp {
  return new RegExp(pattern, 'g')
}
