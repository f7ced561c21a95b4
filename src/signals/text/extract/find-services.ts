import type { ContactKind } from './services.ts'
import { SERVICES } from './services.ts'

/** An id of a service, or a question for one, in units of the folded text. */
export interface FoundService {
  readonly kind: ContactKind
  readonly start: number
  readonly end: number
  /** Asks for an id, or says that there is one, and gives none. */
  readonly asks: boolean
}

// 1. Ids, and what joins them to a name.
/** A number or a measure: `100k`, `3rd`, `v1.2`, `30fps`. */
const MEASURE =
  '(?:v?\\d[\\d.,]*(?:st|nd|rd|th|k|m|s|h|min|mins|sec|hr|hrs|fps|px?|x|hp|lv|am|pm|kg|cm|mm|gb|mb|usd|g|won|e)?|v\\d+)(?![a-z0-9_])'
const ID = '(?=[a-z0-9._-]{0,31}[a-z])[a-z0-9][a-z0-9._-]{2,31}(?![a-z0-9])'
/** An id that no word looks like: letters with a digit, a dot or an underscore in it. */
const ODD_ID = `(?!${MEASURE})(?=[a-z0-9._-]{0,31}[a-z])(?=[a-z0-9._-]{0,31}(?:\\d|_|[a-z]\\.[a-z0-9]))[a-z0-9_][a-z0-9._-]{2,30}[a-z0-9_]`
const NUMBER_ID = '\\d{5,12}'
const NOUN =
  'id|아이디|아뒤|아디|ㅇㅇㄷ|닉|닉네임|계정|user(?:name)?|handle|tag|code|코드|주소|ユーザー名|号|號|아이딘'
const COLON = '(?:[:=→]|->|～)'
const MARK = `(?:\\s{0,2}(?:my\\s)?(?:${NOUN})(?:는|은|가|이|\\sis|が|は)?\\s{0,2}${COLON}?|\\s{0,2}${COLON}|\\s{0,2}@)\\s{0,2}@?\\s?`
/** Words between a name and its id: `discord is moon_77`, `카톡 추가해줘 moon77`. */
const FILLER =
  "(?:(?:추가|친추|등록|검색|연락|맞팔|팔로우|팔로|디엠|해\\s?줘|해|주세요|줘|하자|ㄱㄱ|으로|로|은|는|이야|임|の|は|追加|して)[\\s:,.!~]{0,3}|(?:me|add|on|is|name|user|username|here|at|it's|its|e|es|ist|ta|da|meu|mi|my)[\\s:,.!~]{1,3}){0,4}"
const WORDS_AFTER_IS =
  '(?:down|up|not|so|the|a|an|my|better|best|good|bad|fun|free|dead|broken|in|on|for|where|lagging|slow|banned|gone|full|off|private|public|open|closed|cool|great|new|old|here|there|it|this|that|what|just|really|also|still|too|very|way|like|literally|hacked|linked|working|cringe|weird|back|full|blocked|deleted|acting|being|getting)'

const AFTER_STRONG = sticky(
  `${MARK}(?:${ID}|${NUMBER_ID})|(?<=qq|扣扣)\\s{0,2}(?:号|號)?\\s?\\d{5,12}|\\s{0,2}@${ID}|[\\s:]{1,3}${FILLER}${ODD_ID}|${ODD_ID.replace('[a-z0-9_]', '(?<=[가-힣])[a-z0-9_]')}`,
)
const AFTER_MINE = sticky(
  `\\s(?:id\\s|user(?:name)?\\s|tag\\s)?(?:is|e|es|ist)\\s(?!${WORDS_AFTER_IS}(?![a-z0-9_]))${ID}(?=\\s*(?:$|[,.!?;)\\n]|(?:add|dm|hmu|u|if|pls|plz|text|msg)(?![a-z])))`,
)
const AFTER_OWNED = sticky(
  `(?:${MARK}(?!${MEASURE})${ID}|\\s(?:is|es|e)\\s(?!${WORDS_AFTER_IS}(?![a-z0-9_]))(?!${MEASURE})${ID}|\\s{1,2}${FILLER}${ODD_ID})`,
)
const AFTER_WEAK = sticky(`\\s{0,2}[:=]\\s{0,2}@?${ODD_ID}|\\s{0,2}@${ID}`)
const AFTER_LINK = sticky('[\\w+@/-]{2,64}')
/** Whose it is, before a name that is a word, too. */
const OWNED =
  /(?:^|[\n,.!?|/;~]\s?|(?:^|[^a-z])(?:my|mine|add|me on|hmu|hit me up on|find me on|내|제|저|mi|meu|mein|mon|follow|text me on|via)\s{1,2}(?:on\s)?)$/
const MINE = /(?:^|[^a-z])(?:my|meu|mi|mein|mon)\s(?:new\s|main\s)?$/
const BEFORE = new RegExp(`(?<![a-z0-9._@/-])@?${ODD_ID}\\s{1,2}((?:on|my|is my|in)\\s)?$`)

// 2. Questions.
const ASK_AFTER = sticky(
  '\\s{0,2}(?:아이디|아디|id|좀|으로|로)?\\s{0,2}(?:알려|뭐|있(?:어|음|으|니|냐)|교환|주(?:라|세요|실|면)|줘|줄(?!이|어|었|여)|추가|친추|할래|하실|하자|ㄱㄱ|ㄱ(?![가-힣])|ㄱㄴ|가능|와(?:라|줘|요)?(?![가-힣])|오(?:세요|실|셈)|들어와|交換|教えて)',
)
const ASK_BEFORE =
  /(?:^|[^a-z])(?:what'?s|whats|wats|got|have|has|drop|give me|gimme|send|share|tell me|u got|add me on|add me in|hmu on|hit me up on|talk on|dm me on|text me on|msg me on|move to|go on|call on|add my|tenes|tienes|tem|passa|pasame|passe)\s(?:(?:your|ur|u|a|my|me|on|the|o|seu|tu|teu)\s){0,2}$/

// 3. Names. By service three groups: links, names, and names that are words, too.
const NAMES = new RegExp(
  SERVICES.map(
    ({ links, names, weak }) => `(${links ?? '(?!)'})|(${names})|(?<![a-z])(${weak ?? '(?!)'})(?![a-z])`,
  ).join('|'),
  'g',
)
/** Old Discord tags: a name, and a number of four digits. */
const TAG =
  /(?<![\w.#])(?!(?:room|order|level|map|no|ticket|issue|pr|player|user|guest|team|rank|color|colour|id|item|code|number|page|bug|day|part|wave|lv)#)[a-z가-힣_][\w.가-힣]{1,31}#\d{4}(?!\d)/g
/** A code to be scanned. */
const QR =
  /(?:scan|send|share|check|use|here is|heres|here's)\s(?:(?:my|this|the|a|ur|your)\s){0,2}(?:qr|q\.?r\.? ?code)(?![a-z])|(?<![a-z])(?:qr|큐알|큐ㅏ알)\s?(?:code|코드)?\s{0,2}(?:를|을|로)?\s{0,2}(?:찍|스캔|보내|줄게|줄께|줘|추가|보여|올려|올릴|있)|(?:(?<![a-z])my|내)\s(?:qr|큐알)(?![a-z])/g

const MOST_SERVICES = 200
const LOOK_BACK = 48

/** Finds ids of messengers and networks, and questions for them, in folded text. */
export function findServices(text: string): FoundService[] {
  const found: FoundService[] = []
  if (text.includes('#'))
    for (const { 0: tag, index } of text.matchAll(TAG))
      keep(found, 'discord', index, index + tag.length, false)
  for (const match of text.matchAll(NAMES)) {
    if (found.length >= MOST_SERVICES) break
    const group = match.findIndex((part, i) => i > 0 && part !== undefined) - 1
    const { kind } = SERVICES[Math.floor(group / 3)]!
    const start = match.index
    const end = start + match[0].length
    const form = FORMS[group % 3]!
    const id = endOfId(text, form, start, end)
    if (id !== undefined) {
      keep(found, kind, id[0], id[1], false)
      continue
    }
    if (form === 'link' || isLatin(text, end)) continue
    const before = text.slice(Math.max(0, start - LOOK_BACK), start)
    const ask = ASK_BEFORE.exec(before)
    if (ask) keep(found, kind, start, end, true)
    else if (form === 'strong') {
      const after = endAt(ASK_AFTER, text, end)
      if (after !== undefined) keep(found, kind, start, after, true)
    }
  }
  for (const { 0: prompt, index } of text.matchAll(QR)) keep(found, 'qr', index, index + prompt.length, false)
  return found
}

const FORMS = ['link', 'strong', 'weak'] as const

/** From where to where the name at a place and the id that belongs to it reach. */
function endOfId(
  text: string,
  form: (typeof FORMS)[number],
  start: number,
  end: number,
): [number, number] | undefined {
  if (form === 'link') {
    const code = endAt(AFTER_LINK, text, end)
    return code === undefined ? undefined : [start, code]
  }
  const before = text.slice(Math.max(0, start - LOOK_BACK), start)
  const own =
    form === 'strong'
      ? (endAt(AFTER_STRONG, text, end) ?? (MINE.test(before) ? endAt(AFTER_MINE, text, end) : undefined))
      : OWNED.test(before)
        ? endAt(AFTER_OWNED, text, end)
        : /[\w가-힣]$/.test(before)
          ? undefined
          : endAt(AFTER_WEAK, text, end)
  if (own !== undefined) return [start, own]
  if (isLatin(text, end)) return undefined
  const id = BEFORE.exec(before)
  return id && (form === 'strong' || id[1] !== undefined)
    ? [start - (before.length - id.index), end]
    : undefined
}

function keep(found: FoundService[], kind: ContactKind, start: number, end: number, asks: boolean): void {
  found.push({ kind, start, end, asks })
}

function endAt(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

function isLatin(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x61 && unit <= 0x7a
}

function sticky(pattern: string): RegExp {
  return new RegExp(pattern, 'y')
}
