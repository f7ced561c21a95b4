import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { z } from 'zod'
import type { Span } from '../../core/decision.ts'
import type { Value, ValueType } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { SignalKind } from '../signal-kind.ts'
import { foldedText, foldOnce } from './fold-once.ts'
import { LIST_OF_STRINGS, SpansOfValues } from './spans-of-values.ts'

const TYPE: ValueType = {
  kind: 'object',
  name: 'Contacts',
  fields: {
    count: { kind: 'int' },
    /** Of email, phone, kakao, line, discord, telegram, instagram. */
    kinds: LIST_OF_STRINGS,
  },
}

const NOTHING: Value = Object.freeze({ count: 0, kinds: [] })

/** `contacts`: ways to reach a player outside the world. The value never holds the contact itself. */
export const contacts: SignalKind = {
  kind: 'contacts',
  options: z.strictObject({}),
  cost: 'cheap',
  type: TYPE,
  build({ name, of }) {
    const spans = new SpansOfValues()
    return {
      name,
      of,
      version: hashOf({ kind: 'contacts', form: 1, of }),
      type: TYPE,
      cost: 'cheap',
      evaluate(item) {
        const found = findContacts(item.raw)
        if (found.length === 0) return NOTHING
        return spans.keep(
          found.map(({ span }) => span),
          { count: found.length, kinds: [...new Set(found.map(({ kind }) => kind))] },
        )
      },
      spans: (value) => spans.of(value),
    }
  },
}

export interface Contact {
  readonly kind: 'email' | 'phone' | 'kakao' | 'line' | 'discord' | 'telegram' | 'instagram'
  readonly span: Span
}

const HINT =
  /@|카톡|카카오|까톡|ㅋㅌ|kakao|라인|line|디코|디스코드|disc|텔레|telegram|t\.me|인스타|insta|\big\b|(?:[\d공영빵일이삼사오육륙칠팔구][\s\-.~_()+]{0,3}){8}/iu
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/giu

const MARK = '(?:\\s{0,2}(?:id|아이디|아뒤)(?:는|은)?\\s{0,2}[:=]?|\\s{0,2}[:=@])\\s{0,2}@?'
const ID = '[a-z0-9][a-z0-9._-]{2,31}'
/** An id that no word looks like: with a digit, a dot or an underscore in it. */
const ODD_ID = '(?=[a-z._-]{0,31}[\\d_])[a-z0-9][a-z0-9._-]{3,31}'

/** Each service: its names, whose id follows a mark or looks odd, and its links. */
const SERVICES: readonly (readonly [Contact['kind'], string, string])[] = [
  ['kakao', '카카오톡|카카오|카톡|까톡|ㅋㅌ|kakao ?talk|kakao|katalk', 'open\\.kakao\\.com/'],
  ['line', '라인|(?<![a-z])line', 'line\\.me/'],
  ['discord', '디스코드|디코|discord|(?<![a-z])disc', 'discord(?:\\.gg|\\.com/invite|app\\.com/invite)/'],
  ['telegram', '텔레그램|텔레|telegram|(?<![a-z])tele', '(?<![a-z])t\\.me/'],
  ['instagram', '인스타그램|인스타|instagram|insta|(?<![a-z])ig', 'instagram\\.com/'],
]
const SERVICE_PATTERNS = SERVICES.map(
  ([kind, names, links]) =>
    [
      kind,
      new RegExp(`(?:${names})(?:${MARK}${ID}|\\s{1,2}${ODD_ID})|(?:${links})[\\w+/-]{3,64}`, 'giu'),
    ] as const,
)

const DIGIT_WORDS: Readonly<Record<string, string>> = {
  공: '0',
  영: '0',
  빵: '0',
  일: '1',
  이: '2',
  삼: '3',
  사: '4',
  오: '5',
  육: '6',
  륙: '6',
  칠: '7',
  팔: '8',
  구: '9',
}
const PHONE =
  /(?<![\p{L}\p{N}])\+?(?:[\d공영빵일이삼사오육륙칠팔구][\s\-.~_()]{0,3}){8,14}[\d공영빵일이삼사오육륙칠팔구](?![\d])/gu

/** Nobody gives so many; looking for more would only serve whoever wants us busy. */
const MOST_CONTACTS = 200

/** Finds contacts in a text as a player reads it. */
export function findContacts(raw: string): Contact[] {
  if (!HINT.test(raw) && !/[^\x20-\x7e가-힣ㄱ-ㅣ]/.test(raw)) return []
  const normal = foldOnce(raw)
  const text = foldedText(normal)
  const found: Contact[] = []
  const add = (kind: Contact['kind'], match: RegExpExecArray): void => {
    if (found.length >= MOST_CONTACTS) return
    const end = match.index + match[0].length
    const span: Span = [normal.starts[match.index]!, normal.ends[end - 1]!]
    if (!found.some((other) => span[0] < other.span[1] && other.span[0] < span[1])) found.push({ kind, span })
  }
  for (const match of text.matchAll(EMAIL)) add('email', match)
  for (const [kind, pattern] of SERVICE_PATTERNS) for (const match of text.matchAll(pattern)) add(kind, match)
  for (const match of text.matchAll(PHONE)) if (isPhone(match[0])) add('phone', match)
  return found.sort((a, b) => a.span[0] - b.span[0])
}

/** Whether digits, or their Korean names, are a number that Korea, Japan or the United States gives out. */
function isPhone(written: string): boolean {
  const named = /[가-힣]/.test(written)
  const number = written.replace(/[가-힣]/g, (word) => DIGIT_WORDS[word]!)
  const digits = number.replace(/[^\d+]/g, '')
  // Written in words only mobile numbers are believed: 이 and 일 are words of their own.
  if (named) return /^01\d{8,9}$/.test(digits) && valid(digits, 'KR')
  if (digits.startsWith('+')) return valid(digits, undefined)
  if (digits.startsWith('0')) return valid(digits, 'KR') || valid(digits, 'JP')
  // Any ten digits could be a number of the United States: it has to be written as one.
  return /^(?:1[\s.-]?)?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}$/.test(number) && valid(digits, 'US')
}

function valid(digits: string, country: CountryCode | undefined): boolean {
  return parsePhoneNumberFromString(digits, country)?.isValid() ?? false
}
