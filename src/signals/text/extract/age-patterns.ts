/** What a pattern says of the age: in years, as a year of birth, or as a grade at school. */
export type Means = 'years' | 'born' | 'elementary' | 'middle' | 'high' | 'us_grade' | 'uk_year'

export interface AgePattern {
  readonly means: Means
  readonly pattern: RegExp
  /** By default `self`, unless words around it say otherwise. */
  readonly who?: 'other' | 'ask'
}

const NUMBERS_KO: Readonly<Record<string, number>> = {
  여덟: 8,
  아홉: 9,
  열: 10,
  열한: 11,
  열하나: 11,
  열두: 12,
  열둘: 12,
  열세: 13,
  열셋: 13,
  열네: 14,
  열넷: 14,
  열다섯: 15,
  열여섯: 16,
  열일곱: 17,
  열여덟: 18,
  열아홉: 19,
  스무: 20,
  스물: 20,
  스물한: 21,
  스물두: 22,
}
const NUMBERS_EN =
  'eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen,twenty'.split(
    ',',
  )
const WORD_EN = `(?:${NUMBERS_EN.join('|')})`
const ORDINALS =
  'zeroth,first,second,third,fourth,fifth,sixth,seventh,eighth,ninth,tenth,eleventh,twelfth'.split(',')
const HAN = '〇一二三四五六'
const N = '(\\d{1,2})'
const N_EN = `(\\d{1,2}|${WORD_EN})`
const NOT_KO =
  '(?!\\s?(?:때|차이|이상|이하|미만|부터|까지|이용가|관람가|연상|연하|적에|쯤에|터울|짜리|인생|동안|무렵|남았|전에|전부터|정도\\s?차))'
/** What ends a statement of one's age in English: the end, or words that go on about it. */
const END_EN =
  '(?=\\s*(?:$|[.,!?;:)~\\n/]|\\s(?:and|but|so|too|btw|lol|lmao|haha|hbu|wbu|u|you|how|yo|years?|yrs?|y/o|female|male|girl|boy|guy|f|m|gonna|turning|soon|today|tomorrow|in|from|cuz|bc|because|now|rn|also|im|i|what|wby|wbt|nd|n|idk|ok|tho|though|actually|almost|already|still)(?![a-z])))'

const KOREAN: readonly AgePattern[] = [
  { means: 'years', pattern: g(`(?<![\\d.:/-])${N}\\s?(?:살|짤)${NOT_KO}`) },
  {
    means: 'years',
    pattern: g(
      `(?<![\\d.:/-])(?:만\\s?)${N}\\s?세${NOT_KO}|(?:나이는?|내\\s?나이|저는?|나는?|난|전)\\s?${N}\\s?(?:세|이야|이에요|임|입니다)(?![가-힣])`,
    ),
  },
  {
    means: 'years',
    pattern: g(
      `(?<![가-힣])(${Object.keys(NUMBERS_KO)
        .sort((a, b) => b.length - a.length)
        .join('|')})\\s?살${NOT_KO}`,
    ),
  },
  {
    means: 'elementary',
    pattern: g(
      '(?<![가-힣\\d])(?:초등학교|초등|초딩|초)\\s?([1-6])(?:\\s?학년)?(?![\\d]|등|번|개|시|분|초|회|위|살|-|\\s?(?:때|까지))|(?<![가-힣\\d])([4-6])\\s?학년(?!\\s?때)',
    ),
  },
  {
    means: 'middle',
    pattern: g(
      '(?<![가-힣\\d])(?:중학교|중등|중딩|중)\\s?([1-3])(?:\\s?학년)?(?![\\d]|병|등|번|개|시|분|회|위|명|-|\\s?(?:때|까지|수학|영어|과학|국어|문제))',
    ),
  },
  {
    means: 'high',
    pattern: g(
      '(?<![가-힣\\d])(?:고등학교|고등|고딩|고)\\s?([1-3])(?:\\s?학년)?(?![\\d]|등|번|개|시|분|회|위|명|-|\\s?(?:때|까지|수학|영어|과학|국어|문제|모의|수능|응원|내신|입시|반))',
    ),
  },
  {
    means: 'elementary',
    pattern: g(
      '(?:나|난|저|전|저는|나는|우리|아직)\\s?(?:아직\\s)?()(?:초딩|초등학생|잼민이)(?:이야|인데|임|이에요|예요|입니다|이라|이라서|ㅋ|ㅎ|$)',
    ),
  },
  {
    means: 'middle',
    pattern: g(
      '(?:나|난|저|전|저는|나는|우리|아직)\\s?(?:아직\\s)?()(?:중딩|중학생)(?:이야|인데|임|이에요|예요|입니다|이라|이라서|ㅋ|ㅎ|$)',
    ),
  },
  {
    means: 'high',
    pattern: g(
      '(?:나|난|저|전|저는|나는|우리|아직)\\s?(?:아직\\s)?()(?:고딩|고등학생)(?:이야|인데|임|이에요|예요|입니다|이라|이라서|ㅋ|ㅎ|$)',
    ),
  },
  {
    means: 'born',
    pattern: g(
      '(?<!\\d)((?:19|20)\\d{2}|\\d{2})\\s?년\\s?(?:생|도\\s?생)|(?:나|난|저|전|저는|나는)\\s?(\\d{2})\\s?생(?![가-힣])',
    ),
  },
]
const LATIN: readonly AgePattern[] = [
  {
    means: 'years',
    pattern: g(
      `(?<![a-z])(?:i'?m|i am|iam|me is|am)\\s(?:only\\s|just\\s|like\\s|almost\\s|turning\\s|about to be\\s|actually\\s|currently\\s|also\\s)?${N_EN}${END_EN}(?!\\s?(?:/\\s?\\d|min|hp|k|%|percent|lvl|level|kills|sec|hour|am|pm|ft|foot|feet|cm|kg|in(?:ch)? (?:tall|long)|in the (?:line|queue|lobby)))`,
    ),
  },
  {
    means: 'years',
    pattern: g(
      `(?<![a-z])(?:i'?m|i am|im a|i am a|i'm a)\\s(?:only\\s|just\\s)?${N_EN}[\\s-]?(?:y/?o|yrs?|years?)(?:[\\s-]?olds?)?(?![a-z])`,
    ),
  },
  {
    means: 'years',
    pattern: g(`(?<![a-z])(?:my age is|my age's|age\\s?[:=]|(?<=^|[,.;/]\\s?)aged?)\\s?${N_EN}(?![\\d%+-])`),
  },
  {
    means: 'years',
    pattern: g(
      `(?<![a-z])(?:i (?:just |recently )?turned|i'?ll be|ill be|i (?:will|am gonna|gonna) (?:be|turn)|turning)\\s${N_EN}(?!\\s?(?:min|sec|hour|level|lvl|m(?![a-z])|k(?![a-z])|late))(?![\\d%:.])`,
    ),
  },
  {
    means: 'years',
    pattern: g(
      `(?<![\\w.$/:-])${N}\\s?/\\s?[fm](?!\\w)|(?<![\\w/])[fm]\\s?/\\s?${N}(?![\\w/:.])|(?:^|[\\n,(]\\s?|(?:i'?m|hi|hey|hello|ayo|yo|im a|anyone)[\\s,]{1,2})${N}\\s?(?:f|m|female|male|girl|boy)(?=\\s*(?:$|[,.!?\\n)]|here|usa?|uk|kr|korea|hmu|dm|add|bi|single|looking|lf|bored|from|pst|est|wbu|hbu|u\\b|lets|let's|text|who|anyone|nd|and))|(?<![\\w])[fm]\\s?${N}(?=\\s*(?:$|[,.!?\\n]|here|hmu|dm|looking|lf))`,
    ),
  },
  {
    means: 'years',
    pattern: g(`(?<![\\w.$])${N_EN}[\\s-]?(?:y/?o|yrs? old|years? old|year old)(?![a-z])`),
    who: 'other',
  },
  {
    means: 'us_grade',
    pattern: g(
      "(?<![a-z])(?:i'?m|i am|im|i|still|going|now|starting)\\s(?:am\\s|in\\s|into\\s|to\\s|the\\s|a\\s|going\\s|start\\s){0,4}(\\d{1,2}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)(?:st|nd|rd|th)?[\\s-]?grade(?:r)?(?![a-z])|(?:^|[,.\\n]\\s?)(\\d{1,2})(?:st|nd|rd|th)\\s?grader?(?=\\s*(?:$|[,.!?\\n]|here|btw|lol))",
    ),
  },
  {
    means: 'uk_year',
    pattern: g("(?<![a-z])(?:i'?m|i am|im)\\s(?:in\\s|a\\s)?year\\s(\\d{1,2})(?!\\s?\\d)"),
  },
  {
    means: 'born',
    pattern: g(
      "(?<![a-z])(?:i was |i'?m |im )?born (?:in|on)?\\s?(?:[a-z]{3,9}\\s)?((?:19|20)\\d{2})(?!\\d)|((?:19|20)\\d{2})\\s?(?:kid|baby|liner|line)(?![a-z])",
    ),
  },
  // Others, by the phrase that states an age.
  {
    means: 'years',
    pattern: g(
      `(?:tengo|yo tengo)\\s${N}(?:\\sanos|(?=\\s*(?:$|[,.!?])))|(?:tenho|eu tenho)\\s${N}(?:\\sanos|(?=\\s*(?:$|[,.!?])))|j'?ai\\s${N}\\sans|ich bin\\s${N}(?:\\sjahre)?(?=\\s*(?:$|[,.!?]|jahre|alt|und))|(?:umur|umurku|usia|aku|saya|gw|gue)\\s(?:ku\\s|saya\\s|gw\\s|aku\\s)?${N}\\s(?:tahun|thn|th)(?![a-z])|(?:toi|em|minh|tui|tao)\\s${N}\\stuoi|${N}\\s?(?:yasindayim|yasindayım)`,
    ),
  },
  {
    means: 'years',
    pattern: g(
      `(?<![a-z])(?:are|r)\\s(?:you|u|ya)\\s(?:like\\s|over\\s|under\\s|at least\\s|even\\s|only\\s)?${N}(?![\\d:%])(?!\\s?(?:min|k|hp|lvl|level))`,
    ),
    who: 'ask',
  },
]

const OTHER: readonly AgePattern[] = [
  {
    means: 'years',
    pattern: g(
      `${N}\\s?[歳才](?:です|だよ|だ|なんだ|の(?:男|女)|$|[。!、])|我(?:今年|才|是)?\\s?${N}\\s?[岁歲]|อายุ\\s?${N}`,
    ),
  },
  {
    means: 'elementary',
    pattern: g('(?<![一-鿿])小学?([1-6一二三四五六])(?:年(?:生)?)?(?:です|だよ|の(?:男|女)|$|[。!、\\s])'),
  },
  {
    means: 'middle',
    pattern: g('(?<![一-鿿])中学?([1-3一二三])(?:年(?:生)?)?(?:です|だよ|の(?:男|女)|$|[。!、\\s])'),
  },
  {
    means: 'high',
    pattern: g('(?<![一-鿿])高校?([1-3一二三])(?:年(?:生)?)?(?:です|だよ|の(?:男|女)|$|[。!、\\s])'),
  },
]

/** The patterns of the scripts that a folded text is written in. */
export function agePatternsFor(text: string): readonly AgePattern[] {
  const korean = /[가-힣]/.test(text)
  const other = /[一-鿿ぁ-ヿ฀-๿]/.test(text)
  const latin = /[a-z]/.test(text)
  if (korean) return latin ? [...KOREAN, ...LATIN] : KOREAN
  if (other) return latin ? [...OTHER, ...LATIN] : OTHER
  return LATIN
}

/** The number that a pattern's group holds, in digits or in a word; undefined for an empty group. */
export function numberIn(written: string): number | undefined {
  if (/^\d+$/.test(written)) return Number(written)
  if (Object.hasOwn(NUMBERS_KO, written)) return NUMBERS_KO[written]
  const english = NUMBERS_EN.indexOf(written)
  if (english >= 0) return english + 8
  const ordinal = ORDINALS.indexOf(written)
  if (ordinal > 0) return ordinal
  const han = written === '' ? -1 : HAN.indexOf(written)
  return han > 0 ? han : undefined
}

function g(pattern: string): RegExp {
  return new RegExp(pattern, 'g')
}
