/** Where an e-mail address stands, in units of the folded text. */
export interface FoundEmail {
  readonly start: number
  readonly end: number
}

const NAME = '(?<![\\w.+-])[\\w.+-]{1,64}'
const PLAIN = new RegExp(`${NAME}@[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,4}`, 'g')
const AT =
  '\\s{0,2}(?:[([{<]\\s?(?:at|@|골뱅이)\\s?[)\\]}>]|@|골뱅이|앳(?!\\s?홈))\\s{0,2}|\\s{1,2}(?:at|arroba|arobase)\\s{1,2}'
const DOT =
  '\\s{0,2}(?:[([{<]\\s?(?:dot|[.,]|닷|점)\\s?[)\\]}>]|닷|쩜|점|[.,])\\s{0,2}|\\s{1,2}(?:dot|punto|ponto|point|punkt)\\s{1,2}'
const PROVIDERS =
  'gmail|naver|hanmail|daum|nate|kakao|outlook|hotmail|yahoo|icloud|proton(?:mail)?|live|gmx|web|yandex|qq|163|126|네이버|지메일|쥐메일|한메일|다음|네이트|핫메일|아웃룩|야후'
/** A name, an `at` in any form, and a provider with its ending. */
const SPELT = new RegExp(
  `${NAME}(?:${AT})(?:${PROVIDERS})(?:(?:${DOT})?(?:com?|net|컴|콤|넷|de|ru|kr|jp|co\\.kr)(?![a-z]))`,
  'g',
)
/** Any host after an `at` in brackets or 골뱅이, with a dot of any kind. */
const SPELT_HOST = new RegExp(
  `${NAME}\\s{0,2}(?:[([{<]\\s?(?:at|@|골뱅이)\\s?[)\\]}>]|골뱅이)\\s{0,2}[a-z0-9-]{2,40}(?:${DOT})(?:com|net|org|kr|co\\.kr|jp|de|컴|콤|넷)(?![a-z])`,
  'g',
)
const KOREAN_BARE = new RegExp(`${NAME}\\s{0,2}골뱅이\\s{0,2}(?:${PROVIDERS})`, 'g')
/** Providers that are nothing else, without an ending: `moon at gmail`. */
const BARE = new RegExp(
  `${NAME}(?:${AT})(?:gmail|hotmail|hanmail|protonmail|지메일|쥐메일|한메일|핫메일)(?![a-z])`,
  'g',
)

/** Finds e-mail addresses in folded text, also spelt out: `moon at gmail dot com`, `moon골뱅이네이버닷컴`. */
export function findEmails(text: string): FoundEmail[] {
  const found: FoundEmail[] = []
  for (const pattern of [PLAIN, SPELT, SPELT_HOST, BARE, KOREAN_BARE])
    for (const match of text.matchAll(pattern)) {
      if (found.length >= MOST_EMAILS) return found
      found.push({ start: match.index, end: match.index + match[0].length })
    }
  return found
}

const MOST_EMAILS = 200
