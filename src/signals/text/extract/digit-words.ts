/** Words for digits, in folded text: of one syllable, which may stand side by side, and of an alphabet, which may not. */
const SYLLABLES: Readonly<Record<string, string>> = {
  0: '공영빵零〇ㅇ',
  1: '일一❶➊',
  2: '이二❷➋둘',
  3: '삼三❸➌셋',
  4: '사四❹➍넷',
  5: '오五❺➎',
  6: '육륙六❻➏',
  7: '칠七❼➐',
  8: '팔八❽➑',
  9: '구九❾➒',
}
const WORDS: Readonly<Record<string, string>> = {
  0: 'zero oh cero 제로',
  1: 'one won uno um una 하나',
  2: 'two dos dois duas',
  3: 'three tres',
  4: 'four cuatro quatro',
  5: 'five cinco 다섯',
  6: 'six seis meia 여섯',
  7: 'seven siete sete 일곱',
  8: 'eight ocho oito 여덟',
  9: 'nine nueve nove 아홉',
}

const OF_SYLLABLE = new Map(
  Object.entries(SYLLABLES).flatMap(([digit, all]) => [...all].map((one) => [one, digit])),
)
const OF_WORD = new Map(
  Object.entries(WORDS).flatMap(([digit, all]) => all.split(' ').map((word) => [word, digit] as const)),
)
const ALL_WORDS = [...OF_WORD.keys()].sort((a, b) => b.length - a.length).join('|')

const DIGIT = new RegExp(`\\d|${ALL_WORDS}|[${[...OF_SYLLABLE.keys()].join('')}]|[oil]`, 'y')
const BETWEEN = /[\s\-.~_()/,·*+:|—–ㅡ]{0,3}(?:(?:하이픈|대시|dash|다시|에)[\s]{0,2})?/y
const DOUBLE = /(double|triple)\s{1,2}/y

/** A row of digits, however they are written, near each other. */
export interface DigitRun {
  /** Only digits. */
  readonly digits: string
  /** As written, with words made digits: `010-1234`. */
  readonly written: string
  /** How many of them were words, and how many letters that look like digits. */
  readonly words: number
  readonly letters: number
  /** `[start, end)` in units of the text given. */
  readonly start: number
  readonly end: number
}

const LONGEST_RUN = 40
const MOST_RUNS = 200

/** Finds rows of at least `least` digits in folded text, written as digits, words or a mix. Linear in time. */
export function digitRuns(text: string, least: number): DigitRun[] {
  const runs: DigitRun[] = []
  for (let at = 0; at < text.length && runs.length < MOST_RUNS; ) {
    const run = runAt(text, at)
    if (run === undefined) {
      at++
      continue
    }
    if (run.digits.length >= least) runs.push(run)
    at = run.end
  }
  return runs
}

function runAt(text: string, from: number): DigitRun | undefined {
  let digits = ''
  let written = ''
  let words = 0
  let letters = 0
  let end = from
  for (let at = from; digits.length < LONGEST_RUN; ) {
    DOUBLE.lastIndex = at
    const times = DOUBLE.exec(text)
    const begin = times ? DOUBLE.lastIndex : at
    DIGIT.lastIndex = begin
    const token = DIGIT.exec(text)?.[0]
    if (token === undefined || !stands(text, begin, token, digits)) break
    const digit = digitOf(token)
    const repeat = times ? (times[1] === 'double' ? 2 : 3) : 1
    digits += digit.repeat(repeat)
    written += digit.repeat(repeat)
    if (token >= 'a' && token.length === 1 && token <= 'z') letters++
    else if (!(token >= '0' && token <= '9')) words++
    end = begin + token.length
    BETWEEN.lastIndex = end
    const between = BETWEEN.exec(text)![0]
    at = end + between.length
    written += between.replace(/[^\s().+/~,:_-]/g, '-')
  }
  return digits === '' ? undefined : { digits, written: written.trimEnd(), words, letters, start: from, end }
}

/** Whether a word or letter of an alphabet is a digit here rather than part of another word. */
function stands(text: string, at: number, token: string, before: string): boolean {
  if (token >= '0' && token <= '9') return true
  const last = token.charCodeAt(token.length - 1)
  const previous = text[at - 1] ?? ' '
  if (last < 0x61 || last > 0x7a) return before === '' || !isOneOfWord(text, at, previous)
  const next = text[at + token.length] ?? ' '
  if (token.length > 1) return !isLatin(next) && (before !== '' || !isLatin(previous))
  return (
    (before === '' ? !isLatin(previous) : true) &&
    /[\doil\s\-.]/.test(next) &&
    /\d/.test(text.slice(Math.max(0, at - 2), at + 6))
  )
}

/** Whether a syllable begins a word that goes on with others: the 이 of 이야 is no two. */
function isOneOfWord(text: string, at: number, previous: string): boolean {
  const next = text[at + 1] ?? ' '
  return isHangul(text[at]!) && !isHangul(previous) && isHangul(next) && !OF_SYLLABLE.has(next)
}

function isHangul(char: string): boolean {
  return char >= '가' && char <= '힣'
}

function digitOf(token: string): string {
  if (token >= '0' && token <= '9') return token
  return OF_SYLLABLE.get(token) ?? OF_WORD.get(token) ?? (token === 'o' ? '0' : '1')
}

function isLatin(char: string): boolean {
  return char >= 'a' && char <= 'z'
}
