/** One line of help, in the languages of the console. */
export interface Help {
  readonly en: string
  readonly ko: string
}

const IN_ZONE_EN = 'in UTC, or in the time zone given'
const IN_ZONE_KO = '시간대를 주지 않으면 UTC 기준입니다'

/** What each function does, by the name under which it is called. A test holds the list to the functions there are. */
export const FUNCTION_HELP: Readonly<Record<string, Help>> = {
  size: { en: 'Length of a text, list or map', ko: '글, 목록, 맵의 길이' },
  contains: { en: 'Whether a text holds another', ko: '글에 다른 글이 들어 있는지' },
  startsWith: { en: 'Whether a text begins with another', ko: '글이 다른 글로 시작하는지' },
  endsWith: { en: 'Whether a text ends with another', ko: '글이 다른 글로 끝나는지' },
  matches: {
    en: 'Whether a regular expression matches somewhere in a text',
    ko: '정규식이 글의 어딘가와 맞는지',
  },
  lowerAscii: { en: 'The text with A to Z as small letters', ko: 'A~Z를 소문자로 바꾼 글' },
  upperAscii: { en: 'The text with a to z as capital letters', ko: 'a~z를 대문자로 바꾼 글' },
  trim: { en: 'The text without blanks at both ends', ko: '앞뒤 공백을 뺀 글' },
  replace: {
    en: 'The text with one text replaced by another, everywhere or so many times',
    ko: '한 글을 다른 글로 바꾼 결과. 횟수를 줄 수 있습니다',
  },
  split: { en: 'The parts of a text between separators', ko: '구분자로 나눈 글의 목록' },
  join: { en: 'Texts put together, with a separator between them', ko: '글 목록을 구분자로 이은 글' },
  substring: { en: 'The part of a text from one place to another', ko: '글의 일부. 시작과 끝 위치를 줍니다' },
  charAt: { en: 'The character at a place', ko: '그 위치의 글자' },
  indexOf: { en: 'Where a text first holds another; -1: nowhere', ko: '처음 나오는 위치. 없으면 -1' },
  lastIndexOf: {
    en: 'Where a text last holds another; -1: nowhere',
    ko: '마지막으로 나오는 위치. 없으면 -1',
  },
  bool: { en: 'Read as true or false', ko: '참/거짓으로 바꿉니다' },
  int: { en: 'Read as a whole number', ko: '정수로 바꿉니다' },
  double: { en: 'Read as a number', ko: '실수로 바꿉니다' },
  string: { en: 'Written as text', ko: '글로 바꿉니다' },
  timestamp: {
    en: 'A moment, from RFC 3339 text or seconds since 1970',
    ko: '시각. RFC 3339 글이나 1970년부터의 초를 읽습니다',
  },
  duration: { en: "A length of time, as duration('24h')", ko: "기간. 예: duration('24h')" },
  dyn: { en: 'The value without its type', ko: '타입을 따지지 않는 값' },
  getFullYear: { en: `Year, ${IN_ZONE_EN}`, ko: `연도. ${IN_ZONE_KO}` },
  getMonth: { en: `Month from 0, ${IN_ZONE_EN}`, ko: `0부터 세는 월. ${IN_ZONE_KO}` },
  getDate: { en: `Day of the month from 1, ${IN_ZONE_EN}`, ko: `1부터 세는 날짜. ${IN_ZONE_KO}` },
  getDayOfMonth: { en: `Day of the month from 0, ${IN_ZONE_EN}`, ko: `0부터 세는 날짜. ${IN_ZONE_KO}` },
  getDayOfWeek: { en: `Day of the week, Sunday is 0, ${IN_ZONE_EN}`, ko: `요일. 일요일이 0. ${IN_ZONE_KO}` },
  getDayOfYear: { en: `Day of the year from 0, ${IN_ZONE_EN}`, ko: `0부터 세는 연중 날짜. ${IN_ZONE_KO}` },
  getHours: { en: 'Hours of a moment or of a length of time', ko: '시각의 시, 또는 기간의 시간 수' },
  getMinutes: { en: 'Minutes of a moment or of a length of time', ko: '시각의 분, 또는 기간의 분 수' },
  getSeconds: { en: 'Seconds of a moment or of a length of time', ko: '시각의 초, 또는 기간의 초 수' },
  getMilliseconds: {
    en: 'Milliseconds of a moment or of a length of time',
    ko: '시각의 밀리초, 또는 기간의 밀리초 수',
  },
  'math.abs': { en: 'The number without its sign', ko: '절댓값' },
  'math.sign': { en: '-1, 0 or 1, as the number is', ko: '부호에 따라 -1, 0, 1' },
  'math.ceil': { en: 'Rounded up', ko: '올림' },
  'math.floor': { en: 'Rounded down', ko: '내림' },
  'math.round': { en: 'Rounded, halves away from zero', ko: '반올림' },
  'math.trunc': { en: 'Without what stands behind the point', ko: '소수점 아래를 버림' },
  'math.isNaN': { en: 'Whether it is no number', ko: '숫자가 아닌지' },
  'math.isInf': { en: 'Whether it is infinite', ko: '무한대인지' },
  'math.isFinite': { en: 'Whether it is a finite number', ko: '유한한 수인지' },
  'math.greatest': { en: 'The greatest of several numbers', ko: '여러 수 가운데 가장 큰 값' },
  'math.least': { en: 'The least of several numbers', ko: '여러 수 가운데 가장 작은 값' },
}

/** What each macro does, and how it is written. */
export const MACRO_HELP: Readonly<Record<string, Help & { readonly form: string }>> = {
  has: {
    form: 'has(data.NAME) -> bool',
    en: 'Whether the event brings this feature',
    ko: '이벤트에 이 피처가 있는지',
  },
  all: {
    form: 'list.all(x, condition) -> bool',
    en: 'Whether the condition holds for every item',
    ko: '모든 항목이 조건에 맞는지',
  },
  exists: {
    form: 'list.exists(x, condition) -> bool',
    en: 'Whether the condition holds for some item',
    ko: '조건에 맞는 항목이 하나라도 있는지',
  },
  exists_one: {
    form: 'list.exists_one(x, condition) -> bool',
    en: 'Whether the condition holds for exactly one item',
    ko: '조건에 맞는 항목이 꼭 하나인지',
  },
  map: {
    form: 'list.map(x, value) -> list',
    en: 'Something made of each item',
    ko: '항목마다 값을 만든 목록',
  },
  filter: {
    form: 'list.filter(x, condition) -> list',
    en: 'The items for which the condition holds',
    ko: '조건에 맞는 항목의 목록',
  },
}

/** How an entity is asked for a label. */
export const LABEL_HELP = {
  form: "entity.labels.has('NAME') -> bool",
  en: 'Whether the entity bears a label',
  ko: '대상에 이 라벨이 붙어 있는지',
} as const satisfies Help & { readonly form: string }

/** The names that every event has. */
export const ENVELOPE_HELP: Readonly<Record<string, Help>> = {
  event: { en: 'The event itself', ko: '이벤트 자체' },
  data: { en: 'All features, to be asked with has()', ko: 'has()로 물어볼 수 있는 모든 피처' },
  actor: { en: 'Who acted', ko: '행위자' },
  target: { en: 'To whom, or to what, it was done', ko: '행위의 대상' },
  session: { en: 'The room or instance it happened in', ko: '일이 일어난 방이나 인스턴스' },
}
