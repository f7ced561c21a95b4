import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { type DigitRun, digitRuns } from './digit-words.ts'

/** Where a number to call stands, in units of the folded text. */
export interface FoundPhone {
  readonly start: number
  readonly end: number
}

const LEAST_DIGITS = 8
/** Checking a number costs some 20 µs: a text of thousands of them is no reason to check each. */
const MOST_CHECKED = 60

/** Countries whose own numbers begin with a 0, besides Korea and Japan. */
const WITH_ZERO: readonly CountryCode[] = [
  'GB',
  'DE',
  'FR',
  'IT',
  'ID',
  'VN',
  'TH',
  'TR',
  'AU',
  'PH',
  'TW',
  'CN',
]
/** Those whose numbers begin otherwise, and how they are then grouped. */
const GROUPED: readonly (readonly [RegExp, CountryCode])[] = [
  [/^(?:1[\s.-]?)?\(?\d{3}(?:\)|\)?[\s.-]{1,2})\d{3}[\s.-]\d{4}$/, 'US'],
  [/^1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}$/, 'CN'],
  [/^\(?\d{2}\)?\s?9\d{4}[\s-]?\d{4}$/, 'BR'],
  [/^[6-9]\d{4}[\s-]\d{5}$/, 'IN'],
  [/^8[\s-]?\(?9\d\d\)?[\s-]?\d{3}[\s-]?\d{2}[\s-]?\d{2}$/, 'RU'],
  [/^[67]\d\d[\s.-]\d{3}[\s.-]\d{3}$/, 'ES'],
  [/^[67]\d\d[\s.-]\d\d[\s.-]\d\d[\s.-]\d\d$/, 'ES'],
  [/^\d{2}[\s-]\d{4}[\s-]\d{4}$/, 'MX'],
  [/^9\d\d[\s-]\d{3}[\s-]\d{4}$/, 'PH'],
]
/** Any of these, where somebody says that it is a number to call. */
const SAID: readonly CountryCode[] = ['US', 'CN', 'BR', 'IN', 'RU', 'ES', 'MX', 'PH', 'PL', 'FR', 'TR']
const CALL_KO = /번호|전화|연락|폰|문자|콜/
const CALL =
  /\b(?:call|text|phone|tel|number|whats ?app|wa|hp|sdt|handy|numero|telefon[eo]?|telp|llama|liga|ligue|hubungi|hmu|cell|mobile|sms|nummer|whats|zap)\b|โทร|電話|电话|手机/

/** Finds numbers to call in folded text: Korean ones above all, and of many countries where they are written as such. */
export function findPhones(text: string): FoundPhone[] {
  const found: FoundPhone[] = []
  let checks = 0
  for (const run of digitRuns(text, LEAST_DIGITS)) {
    if (checks >= MOST_CHECKED) break
    // A whole run may hold a number and something else: `010-1234-5678 2`.
    const part = trim(run, text)
    if (part === undefined) continue
    checks++
    if (isPhone(part, text)) found.push({ start: part.start, end: part.end })
  }
  return found
}

/** A run that could be a number to call: of 8 to 15 digits, with a letter or digit at neither side. */
function trim(run: DigitRun, text: string): (DigitRun & { readonly plus: boolean }) | undefined {
  const before = text[run.start - 1] ?? ' '
  const plus = before === '+' || /\+\s?\(?$/.test(text.slice(Math.max(0, run.start - 3), run.start))
  if (!plus && /[\p{Nd}a-z#$₩€£¥#/]/u.test(before)) return undefined
  // `.` before: 3.01012345678
  if (/\d[.,:]$/.test(text.slice(Math.max(0, run.start - 2), run.start))) return undefined
  if (
    /^[\p{Nd}a-z%]/u.test(text.slice(run.end, run.end + 1)) &&
    !/^(?:o|call|text)\b/.test(text.slice(run.end))
  )
    return undefined
  if (run.digits.length > 15) return mobileWithin(run)
  return plus ? { ...run, plus, start: text.lastIndexOf('+', run.start) } : { ...run, plus }
}

/** The Korean mobile number that a longer row of digits begins with, if its groups say so. */
function mobileWithin(run: DigitRun): (DigitRun & { readonly plus: boolean }) | undefined {
  const match = /^01[016789][\s.-]\d{3,4}[\s.-]\d{4}(?=[\s,/])/.exec(run.written)
  if (!match || run.words + run.letters > 0) return undefined
  return {
    ...run,
    written: match[0],
    digits: match[0].replace(/\D/g, ''),
    end: run.start + match[0].length,
    plus: false,
  }
}

function isPhone(run: DigitRun & { readonly plus: boolean }, text: string): boolean {
  const { digits, written, words, letters, plus } = run
  if (isNoNumber(digits)) return false
  if (plus) return isValid(`+${digits}`, undefined)
  const said = CALL.test(text.slice(Math.max(0, run.start - 30), run.end + 15))
  // Written in words wholly, only what is a mobile number or clearly one of ten digits and more is believed.
  if (words === digits.length)
    return (
      (/^01[016789]\d{7,8}$/.test(digits) && isValid(digits, 'KR')) ||
      (digits.length >= 10 && isAny(digits, SAID))
    )
  if (letters > 2 && !/^0/.test(digits)) return false
  if (words > 0 || letters > 0)
    return (
      isMobile(digits) ||
      (said && isAny(digits, SAID)) ||
      (CALL_KO.test(text) && /^0/.test(digits) && isValid(digits, 'KR'))
    )
  if (/^00[1-9]/.test(digits) && digits.length >= 11) return isValid(`+${digits.slice(2)}`, undefined)
  if (digits.startsWith('0')) {
    if (/^0\d?[.,]\d/.test(written) && !said && !/^\d(?:\.\d)+$/.test(written)) return false
    if (isMobile(digits) || isKorean(written, digits) || isJapanese(written, digits)) return true
    return (said || /^\(?0\d{1,4}\)?[\s-]\d{3,4}[\s-]?\d{3,4}$/.test(written)) && isAny(digits, WITH_ZERO)
  }
  if (/^10[\s.-]\d{4}[\s.-]\d{4}$/.test(written)) return isValid(`0${digits}`, 'KR')
  if (/^82[\s-]?10/.test(written)) return isValid(`+${digits}`, undefined)
  for (const [pattern, country] of GROUPED) if (pattern.test(written) && isValid(digits, country)) return true
  return said && digits.length >= 9 && digits.length <= 12 && isAny(digits, SAID)
}

function isMobile(digits: string): boolean {
  return /^01[016789]\d{7,8}$/.test(digits) && isValid(digits, 'KR')
}

/** A Korean number of a house or firm, which has to be grouped, since any nine digits could be one. */
function isKorean(written: string, digits: string): boolean {
  return /^\(?0(?:2|[3-7]\d)\)?[\s.)-]{1,2}\d{3,4}[\s.-]\d{4}$/.test(written) && isValid(digits, 'KR')
}

function isJapanese(written: string, digits: string): boolean {
  const isGrouped = /^\(?0\d{1,3}\)?[\s-]\d{2,4}[\s-]\d{4}$/.test(written)
  return (isGrouped || /^0[789]0\d{8}$/.test(digits)) && isValid(digits, 'JP')
}

/** Counting up, or one digit all along. */
function isNoNumber(digits: string): boolean {
  return (
    '01234567890123456789'.includes(digits) ||
    '98765432109876543210'.includes(digits) ||
    /^(\d)\1+$/.test(digits) ||
    /^(\d\d)\1+$/.test(digits)
  )
}

function isAny(digits: string, countries: readonly CountryCode[]): boolean {
  return countries.some((country) => isValid(digits, country))
}

function isValid(digits: string, country: CountryCode | undefined): boolean {
  return parsePhoneNumberFromString(digits, country)?.isValid() ?? false
}
