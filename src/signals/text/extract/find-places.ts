import { isIPv6 } from 'node:net'
import type { FoundNumber } from './identity-numbers.ts'

/** Kinds of places where somebody is found. */
export type PlaceKind = 'address' | 'school' | 'coordinates' | 'ip'

// Korean: a district and a road with a number, a lot number, or a door within a block.
const UNIT =
  '(?:서울|부산|대구|인천|광주|대전|울산|세종|제주|경기도?|강원도?|충[북남]|전[북남]|경[북남]|(?:충청|전라|경상)[북남]도|[가-힣]{2,8}(?:특별시|광역시|특별자치[시도]|시|군|구)|[가-힣]{1,3}(?:읍|면|동))'
const ADDRESS_KO = new RegExp(
  [
    `${UNIT}\\s{1,2}(?:${UNIT}\\s{1,2}){0,3}[가-힣\\d]{1,12}(?:대로|로|길)\\s?\\d{1,4}(?:번?길\\s?\\d{1,4})?(?:-\\d{1,4})?(?![\\d가-힣]{0,2}(?:개|명|시간|분|초|번째|등|점|살|월|일|억|만|천|위|년|회|배|층|칸|킬))`,
    '[가-힣\\d]{1,12}(?:대로|로)\\s?\\d{1,4}번길\\s?\\d{1,4}(?:-\\d{1,4})?',
    `[가-힣]{1,8}(?:동|읍|면|리|가)\\s?\\d{1,4}(?:-\\d{1,4})?\\s?번지(?:\\s?\\d{1,3}호)?`,
    '(?:[가-힣a-z]{1,12}(?:아파트|빌라|오피스텔|맨션|타워|주공|푸르지오|자이|래미안|힐스테이트|아이파크|캐슬|더샵|편한세상|위브)?\\s?)?\\d{2,4}동\\s?\\d{3,4}호',
    `${UNIT}\\s{1,2}[가-힣]{1,8}동\\s{1,2}[가-힣a-z]{2,12}(?:아파트|빌라|오피스텔|주공|푸르지오|자이|래미안|힐스테이트|아이파크|캐슬|더샵)`,
  ].join('|'),
  'g',
)
/** Words that end as roads do, before a number. */
const ADVERB =
  /(?:으로|적으로|제대로|그대로|이대로|저대로|맘대로|마음대로|멋대로|바로|새로|서로|따로|홀로|위로|아래로|프로|별로|실로|절로|스스로|대체로|주로|여러모로)\s?\d/
const NO_DISTRICT =
  /^(?:[가-힣]{0,6}(?:친구|야구|축구|농구|배구|지구|도구|가구|연구|요구|누구|입구|출구|항구|식구|장군|다시|역시|혹시|잠시|표시|무시|동시|즉시))\s/
// English: a number, a name, and a kind of street; kinds that are words need more to be one.
const SURE_STREET = 'street|avenue|ave|blvd|boulevard|lane|terrace|crescent|st\\.|ave\\.|rd\\.'
const WORD_STREET =
  'st|rd|road|drive|dr|ln|court|ct|way|place|pl|circle|close|square|highway|hwy|parkway|pkwy'
const NAMES =
  "(?:(?:n|s|e|w|north|south|east|west)\\.?\\s)?(?!(?:more|other|new|big|of|the|a|people|players|guys|times|hours|mins|minutes|days|blocks|different)\\s)[a-z\\d'.-]{2,20}(?:\\s[a-z'.-]{2,20}){0,2}"
const AFTER =
  '(?:\\s?,?\\s?(?:apt|apartment|unit|suite|#)\\.?\\s?[\\da-z-]{1,6}|\\s?,\\s?[a-z]{3,20}|\\s\\d{5}(?!\\d))'
const LIVE =
  '(?:i live (?:at|on|in)|live at|living at|lives at|my address is|address is|address:|addy is|my addy|house is at|located at|come to|come over to|ship (?:it )?to|send (?:it )?to|mail (?:it )?to)'
const ADDRESS_EN = new RegExp(
  [
    `(?<![\\d.$])\\d{1,5}[a-d]?\\s${NAMES}\\s(?:${SURE_STREET})(?![a-z])${AFTER}?`,
    `(?<![\\d.$])\\d{1,5}[a-d]?\\s${NAMES}\\s(?:${WORD_STREET})(?![a-z])${AFTER}`,
    `${LIVE}\\s(?:at\\s)?\\d{1,5}[a-d]?\\s${NAMES}\\s(?:${WORD_STREET})(?![a-z])`,
  ].join('|'),
  'g',
)
// Schools by name: where somebody can be waited for.
const NOT_A_SCHOOL =
  '우리|옛날|그때|작년|어제|오늘|내일|모든|어느|무슨|같은|다른|그냥|남자|여자|사립|공립|일반|명문|국제|특성화|예술|외국|대안|근처|동네|너희|저희|애들|친구|지방|요즘|전국|학원|부터|까지|때부터|나는|내가|너는|저는|난|나|넌|얘는'
const SCHOOL_KO = new RegExp(
  `(?<![가-힣])(?!(?:${NOT_A_SCHOOL})\\s?(?:초|중|고))[가-힣]{2,8}\\s?(?:초등학교|여자중학교|중학교|여자고등학교|고등학교)(?=\\s?(?:\\d학년|\\d반|다녀|다니|다님|재학|학생|앞|에서|임|이야|이에요|입니다|나와|와|출신|전학|입학|졸업|으로|로|$|[.,!?~]))|(?<![가-힣])[가-힣]{2,6}(?:여중|여고|남중|남고|공고|상고|외고|과고)(?=\\s?(?:\\d학년|\\d반|다녀|다니|다님|재학|학생))|(?<![가-힣])[가-힣]{2,6}(?:초|중|고)\\s?\\d학년\\s?\\d{1,2}반`,
  'g',
)
const SCHOOL_EN =
  /(?:(?:go(?:es|ing)?|went|study|studying|student|enrolled|am|in)\s(?:to|at|of|in)|attend(?:ing)?(?:\sat)?)\s(?!(?:the|a|an|my|your|our|their|same|this|that|middle|high|elementary|primary|different|private|public|another|any|which|what)\s)(?:[a-z.'-]{3,20}\s){1,3}(?:elementary|middle|high|primary|secondary|prep|charter|academy|intermediate|junior high)(?:\sschool)?(?![a-z])/g
const COORDINATES =
  /(?<![\d.])[-+]?(?:[1-8]?\d(?:\.\d{4,12})|90\.0{4,})\s?[,/ ]\s?[-+]?(?:1[0-7]\d|\d{1,2}|180)\.\d{4,12}(?![\d.])|\d{1,3}\s?°\s?\d{1,2}\s?['′]\s?(?:\d{1,2}(?:\.\d+)?\s?["″]\s?)?[nsew]/g
const IPV4 = /(?<![\d.v])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]|\s?버전)/g
const IPV6 = /(?<![a-z0-9:])(?:[a-f0-9]{0,4}:){3,7}[a-f0-9]{0,4}(?![a-z0-9:])/g
const MOST = 100

export interface WhereToLook {
  readonly korean: boolean
  readonly english: boolean
  readonly school: boolean
}

/** Finds street and door addresses, schools by name, coordinates and IP addresses in folded text. */
export function findPlaces(text: string, { korean, english, school }: WhereToLook): FoundNumber<PlaceKind>[] {
  const found: FoundNumber<PlaceKind>[] = []
  const all = (
    kind: PlaceKind,
    pattern: RegExp,
    isOne: (written: string, at: number) => boolean = () => true,
  ) => {
    for (const { 0: written, index } of text.matchAll(pattern))
      if (found.length < MOST && isOne(written, index))
        found.push({ kind, start: index, end: index + written.trimEnd().length })
  }
  if (korean) all('address', ADDRESS_KO, (written) => !ADVERB.test(written) && !NO_DISTRICT.test(written))
  if (english) all('address', ADDRESS_EN)
  if (school) {
    all('school', SCHOOL_KO)
    all('school', SCHOOL_EN)
  }
  if (/\d\.\d/.test(text) || text.includes('°')) {
    all('coordinates', COORDINATES)
    all('ip', IPV4, (written, at) => isPublicIp(written, text.slice(Math.max(0, at - 20), at + 30)))
  }
  if (text.includes(':'))
    all('ip', IPV6, (written) => isIPv6(written) && !/^(?:::|fe80|fc|fd)/.test(written) && written.length > 8)
  return found
}

/** An address of the open net, told from a version by what stands around it or by its larger numbers. */
function isPublicIp(written: string, around: string): boolean {
  const [a, b, c, d] = written.split('.').map(Number) as [number, number, number, number]
  if ([a, b, c, d].some((part) => part > 255)) return false
  if (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 192 && b === 168) ||
    (a === 172 && b >= 16 && b < 32)
  )
    return false
  if (/(?<![a-z])(?:v|ver|version|버전|patch|update|패치|build)\s?\.?\s?\d/.test(around)) return false
  return (
    /(?<![a-z])(?:ip|ddos|server|addr|port|connect|doxx?)(?![a-z])|서버|아이피|주소|접속/.test(around) ||
    [a, b, c, d].filter((part) => part >= 10).length >= 2
  )
}
