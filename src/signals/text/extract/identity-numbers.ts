/** Kinds of numbers that say who somebody is or where their money lies. */
export type IdentityKind =
  | 'resident_number'
  | 'resident_number_like'
  | 'card'
  | 'bank_account'
  | 'iban'
  | 'passport'

export interface FoundNumber<K> {
  readonly kind: K
  /** `[start, end)` in units of the folded text. */
  readonly start: number
  readonly end: number
}

const RESIDENT = /(?<![\d.-])(\d{6})([-\s~.]{0,3})([1-8])(\d{6}|[*x●○]{4,6}|\d{0,5}(?!\d)(?=[*\s]|$))(?!\d)/g
const CARD = /(?<![\d.-])(?:\d[ -]?){12,18}\d(?![\d-])/g
const BANKS =
  '국민(?:은행)?|신한(?:은행)?|우리은행|하나(?:은행)?|농협|기업(?:은행)?|카뱅|카카오뱅크|토스(?:뱅크)?|케이뱅크|새마을(?:금고)?|우체국|수협|신협|부산은행|대구은행|제일은행|씨티|계좌(?:번호)?|입금|송금|이체|account (?:no|number|num)\\.?|acct|acc no|routing(?: number)?|sort code|bank'
const ACCOUNT = new RegExp(
  `(?:${BANKS})[^\\d\\n]{0,15}((?:\\d[ -]?){9,15}\\d)(?!\\d)|(?<!\\d)((?:\\d[ -]?){9,15}\\d)\\s{0,2}(?:${BANKS})`,
  'g',
)
const IBAN = /(?<![a-z0-9])[a-z]{2}\d{2}(?:\s?[a-z0-9]{4}){2,7}(?:\s?[a-z0-9]{1,3})?(?![a-z0-9])/g
const PASSPORT =
  /(?:passport|여권|旅券|护照|pasaporte|passaporte)[^\n]{0,20}?(?<![a-z0-9])([a-z]{1,2}\d{3}[a-z0-9]?\d{4,5})(?![a-z0-9])/g
const MOST = 100

/** Finds resident numbers, cards, accounts and passports in folded text. */
export function findIdentityNumbers(text: string): FoundNumber<IdentityKind>[] {
  const found: FoundNumber<IdentityKind>[] = []
  const add = (kind: IdentityKind, start: number, written: string): void => {
    if (found.length < MOST) found.push({ kind, start, end: start + written.trimEnd().length })
  }
  for (const match of text.matchAll(RESIDENT)) {
    const kind = residentKind(match, text)
    if (kind !== undefined) add(kind, match.index, match[0])
  }
  for (const { 0: written, index } of text.matchAll(CARD)) if (isCard(written)) add('card', index, written)
  for (const match of text.matchAll(IBAN)) if (isIban(match[0])) add('iban', match.index, match[0])
  for (const match of text.matchAll(ACCOUNT)) {
    const number = match[1] ?? match[2]!
    const digits = number.replace(/\D/g, '')
    if (
      digits.length >= 10 &&
      digits.length <= 14 &&
      !/^(\d)\1+$/.test(digits) &&
      !/^01[016789]\d{7,8}$/.test(digits)
    )
      add('bank_account', match.index + match[0].indexOf(number), number)
  }
  for (const match of text.matchAll(PASSPORT))
    add('passport', match.index + match[0].lastIndexOf(match[1]!), match[1]!)
  return found
}

/**
 * A Korean resident registration number: birth date, century and sex, and six digits of which the last checks the
 * others in those given out before October 2020.
 */
function residentKind(match: RegExpMatchArray, text: string): IdentityKind | undefined {
  const [whole, date, between, sex, rest] = match as unknown as [string, string, string, string, string]
  const month = Number(date.slice(2, 4))
  const day = Number(date.slice(4, 6))
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const at = match.index!
  const said = /주민|민증|등록번호|앞자리|뒷자리|rrn/.test(
    text.slice(Math.max(0, at - 24), at + whole.length + 24),
  )
  if (!/^\d{6}$/.test(rest))
    return said || (/^[*x●○]/.test(rest) && between.trim() === '-') ? 'resident_number_like' : undefined
  if (between === '' && !said && !hasCheckDigit(date + sex + rest)) return undefined
  return hasCheckDigit(date + sex + rest) ? 'resident_number' : 'resident_number_like'
}

/** Weights 2 to 9 and 2 to 5; (11 - sum mod 11) mod 10. */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * ((i % 8) + 2)
  return (11 - (sum % 11)) % 10 === Number(digits[12])
}

/** Luhn's check (ISO/IEC 7812-1), and a first digit that networks give out. */
function isCard(written: string): boolean {
  const digits = written.replace(/\D/g, '')
  if (!/^[3-69]/.test(digits) || /^(\d)\1+$/.test(digits)) return false
  // Written in groups they are of four digits, or of 4-6-5.
  if (/[ -]/.test(written) && !/^\d{4}[ -]\d{4,6}[ -]\d{4,5}(?:[ -]\d{1,7})?$/.test(written)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

/** ISO 13616: the first four moved to the end, letters as 10 to 35, mod 97 is 1. */
function isIban(written: string): boolean {
  const code = written.replace(/\s/g, '')
  if (code.length < 15 || code.length > 34) return false
  let rest = 0
  for (const char of code.slice(4) + code.slice(0, 4)) {
    const value = Number.parseInt(char, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
