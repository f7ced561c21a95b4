/** Who people are, by neutral words for it; the same kind of word fits the same templates. */
export interface IdentityTerm {
  readonly kind: 'gender' | 'sexuality' | 'religion' | 'origin' | 'disability' | 'age'
  readonly en: string
  readonly ko: string
}

export const IDENTITY_TERMS: readonly IdentityTerm[] = [
  { kind: 'gender', en: 'women', ko: '여자' },
  { kind: 'gender', en: 'men', ko: '남자' },
  { kind: 'sexuality', en: 'gay people', ko: '게이' },
  { kind: 'sexuality', en: 'lesbians', ko: '레즈비언' },
  { kind: 'sexuality', en: 'trans people', ko: '트랜스젠더' },
  { kind: 'sexuality', en: 'straight people', ko: '이성애자' },
  { kind: 'religion', en: 'muslims', ko: '무슬림' },
  { kind: 'religion', en: 'jews', ko: '유대인' },
  { kind: 'religion', en: 'christians', ko: '기독교인' },
  { kind: 'religion', en: 'buddhists', ko: '불교도' },
  { kind: 'origin', en: 'black people', ko: '흑인' },
  { kind: 'origin', en: 'white people', ko: '백인' },
  { kind: 'origin', en: 'asians', ko: '동양인' },
  { kind: 'origin', en: 'immigrants', ko: '이민자' },
  { kind: 'origin', en: 'refugees', ko: '난민' },
  { kind: 'origin', en: 'koreans', ko: '한국인' },
  { kind: 'origin', en: 'chinese people', ko: '중국인' },
  { kind: 'origin', en: 'mexicans', ko: '멕시코인' },
  { kind: 'disability', en: 'disabled people', ko: '장애인' },
  { kind: 'disability', en: 'deaf people', ko: '청각장애인' },
  { kind: 'age', en: 'old people', ko: '노인' },
  { kind: 'age', en: 'young people', ko: '젊은이' },
]

const MENTIONS: readonly (readonly [IdentityTerm['kind'], RegExp])[] = [
  [
    'gender',
    /\b(wom[ae]n|girls?|females?|m[ae]n|boys?|males?)\b|여자|여성|남자|남성|여혐|남혐|페미|아줌마|아저씨/i,
  ],
  [
    'sexuality',
    /\b(gays?|lesbians?|trans(gender)?|homosexuals?|bisexuals?|queer)\b|게이|레즈|트랜스젠더|동성애|퀴어/i,
  ],
  [
    'religion',
    /\b(muslims?|islam|jew(s|ish)?|christians?|buddhists?|catholics?)\b|무슬림|이슬람|유대인|기독교|개신교|불교|천주교|교회/i,
  ],
  [
    'origin',
    /\b(black|white|asians?|mexicans?|chinese|koreans?|japanese|africans?|immigrants?|refugees?|indians?)\b|흑인|백인|동양인|중국인|조선족|일본인|외국인|난민|이민자|동남아/i,
  ],
  ['disability', /\b(disabled|deaf|blind|autis(m|tic)|wheelchair)\b|장애인|장애우|청각장애|시각장애|자폐/i],
  ['age', /\b(old (people|folks|m[ae]n|wom[ae]n)|elderly|seniors?)\b|노인|어르신|할머니|할아버지/i],
]

/** The kinds of identity that a text mentions, by neutral words alone: what insults by slurs is not found so. */
export function identityMentions(text: string): IdentityTerm['kind'][] {
  return MENTIONS.flatMap(([kind, pattern]) => (pattern.test(text) ? [kind] : []))
}
