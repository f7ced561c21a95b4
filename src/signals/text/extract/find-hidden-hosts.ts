import { parse } from 'tldts'

/** A host that a player reads and a program does not, in units of the folded text. */
export interface HiddenHost {
  readonly host: string
  readonly domain: string
  readonly start: number
  readonly end: number
}

const NAME = '[a-z0-9][a-z0-9-]{0,62}'
/** Dots that are none, and that stand for nothing else before an ending. */
const SURE_DOT =
  '\\s{0,2}[(\\[{<]\\s?(?:dot|d0t|닷|점|쩜|[.。,])\\s?[)\\]}>]\\s{0,2}|\\s{0,2}(?:닷|쩜|점|도트)\\s{0,2}|\\s?[·•‧∙・ㆍᆞ。]\\s?|[\\\\/]\\.'
/** `dot` as a word: between spaces, hyphens or the like. */
const WORD_DOT = '(?:\\s{1,2}|[-_*~])d\\s?[o0]\\s?t(?:\\s{1,2}|[-_*~])'
/** A stop apart from what stands before it, or a sign in its place: it ends sentences, too. */
const ODD_STOP = '\\s{1,2}\\.\\s{0,2}|\\.\\s{1,2}|[,;*]'
const COMMON = 'c[o0]m|n[e3]t|[o0]rg|c[o0]\\.?kr|kr|co\\.jp|jp|cn|ru|xyz|gg|io|tv|biz|info|dev|app'
const KOREAN = '컴(?!퓨|백|팩|플|팬|포)|콤(?!마|플|비|보|파)|캄|넷(?!플|마)|케이알|지지'
const RARE =
  'shop|site|link|online|club|store|top|live|vip|pro|me|to|ly|be|us|in|ai|fun|win|bet|page|space|world'
const KOREAN_ENDINGS: Readonly<Record<string, string>> = {
  컴: 'com',
  콤: 'com',
  캄: 'com',
  넷: 'net',
  케이알: 'kr',
  지지: 'gg',
}
/** Where a sentence with a stop in it would go on, so that the ending is no word of it. */
const CLOSED = '(?=\\s*$|\\s*[/?#!.)\\]~^]|\\s*[가-힣ㄱ-ㅎㅋㅎㅠㅜ])'
const AT_NAME = '(?<![a-z0-9.@-])'
const AFTER = '(?![a-z0-9])'

const SURE = new RegExp(
  `${AT_NAME}(${NAME}(?:(?:${SURE_DOT}|${WORD_DOT}|\\.)${NAME}){0,3})(?:${SURE_DOT})(${COMMON}|${KOREAN}|${RARE})${AFTER}`,
  'g',
)
const WORD = new RegExp(
  `${AT_NAME}(${NAME}(?:(?:${WORD_DOT}|\\.)${NAME}){0,3})(?:${WORD_DOT})(${COMMON}|${RARE}(?=\\s?/))${AFTER}`,
  'g',
)
/** `com` is Portuguese for with, and begins other words: what goes on so is a sentence. */
const GOES_ON =
  '(?!\\s{1,2}(?:a|o|os|as|um|uma|ela|ele|eles|elas|voce|vc|vcs|minha|meu|meus|seu|sua|gente|todo|todos|tudo|certeza|isso|quem|nois|mais|esse|essa|este|esta|on|worth|gain|profit|income|result)(?![a-z]))'
const ODD = new RegExp(
  `${AT_NAME}(${NAME}(?:(?:${ODD_STOP}|\\.)${NAME}){0,2}?)(?:${ODD_STOP})(c[o0]m|net|co\\.kr|c[o0] ?[.,*;] ?kr|kr|org|gg|xyz)${AFTER}(?<!\\.\\s{1,2}net)${CLOSED}|${AT_NAME}(${NAME})(?:\\s{1,2}\\.\\s{0,2}|[,*;])(com|co\\.kr)${AFTER}${GOES_ON}|${AT_NAME}(${NAME})\\s\\.\\s?(net)${AFTER}${GOES_ON}|${AT_NAME}(${NAME})(?:\\s{1,2}\\.\\s{0,2}|\\.\\s{1,2})(${RARE})(?=\\s?/\\s?[a-z0-9])|${AT_NAME}(${NAME})\\s(?:point|punto|ponto|punkt)\\s(com|net)${AFTER}${GOES_ON}`,
  'g',
)
/** `naver.c0m` and `naver.c()m`: a digit or brackets in the ending. */
const LEET = new RegExp(
  `${AT_NAME}(${NAME}(?:\\.${NAME}){0,3})\\.(c0m|c\\(\\)m|c\\*m|n3t|0rg|c0\\.kr|ｃom)${AFTER}`,
  'g',
)
/** Letters apart: `n a v e r . c o m`. */
const APART =
  /(?<![a-z0-9])((?:[a-z0-9]\s){2,30})\s?(?:\.|dot|닷|점|쩜)\s{1,2}(c o m|n e t|o r g|k r|c o \. k r|c o k r|g g|com|net|kr|gg)(?![a-z0-9])/g
const SITES: Readonly<Record<string, string>> = {
  네이버: 'naver',
  구글: 'google',
  유튜브: 'youtube',
  다음: 'daum',
  카카오: 'kakao',
  디스코드: 'discord',
  틱톡: 'tiktok',
  인스타: 'instagram',
  인스타그램: 'instagram',
  트위치: 'twitch',
  로블록스: 'roblox',
  페이스북: 'facebook',
  트위터: 'twitter',
}
/** A name in Hangul: `네이버 닷컴`, `네이버점컴`, `네이버.콤`. */
const HANGUL =
  /(?<![가-힣])([가-힣]{2,10})(?:\s?닷\s?(?:컴(?!퓨)|콤|넷|com|net|케이알)(?!\s?(?:버블|기업|시대|붕괴|열풍|회사|주|업체))|(?:점|쩜)(?:컴(?!퓨|백|팩|플)|콤(?!마|플|비)|com|net)|\.(?:컴(?!퓨)|콤))/g
/** A scheme in disguise, and what follows. */
const SCHEME = /(?:hxxps?|h\*\*ps?|h__ps?|h--ps?)\s?[:;]?\s?\/{1,2}\s?([a-z0-9][^\s/]{2,200})/g
/** An invite without its dot or host: `discord gg/abc123`, `.gg/abc123`. */
const INVITE =
  /(?:(?:discord|dsc|디코|디스코드)[\s.,]{0,2}gg\s?\/\s?|(?<![a-z0-9])[.,]\s?gg\s?\/\s?)([a-z0-9-]{2,32})/g

/** Words before "dot com" that make no name of it. */
const NO_NAMES = new Set(
  'the,a,an,this,that,my,your,his,her,our,their,of,is,are,was,in,on,at,to,and,or,it,with,no,some,any,every,go,im,polka,micro,de,la,el,eu,com,que'.split(
    ',',
  ),
)
const MOST_HIDDEN = 200

/** Finds hosts whose dot is spelt out, set apart, replaced or whose letters stand apart, in folded text. */
export function findHiddenHosts(text: string): HiddenHost[] {
  const found: HiddenHost[] = []
  const keep = (host: string, domain: string, match: RegExpMatchArray): void => {
    if (found.length >= MOST_HIDDEN) return
    const start = match.index!
    const end = start + match[0].length
    // The path belongs to it.
    const path = /^\s?\/\s?[^\s/][^\s<>"')\]}]{0,200}/.exec(text.slice(end, end + 210))
    found.push({ host, domain, start, end: end + (path?.[0].length ?? 0) })
  }
  const add = (labels: string, ending: string, match: RegExpMatchArray): void => {
    const name = plainLabels(labels)
    if (name.length < (ending === 'me' ? 1 : 2) || NO_NAMES.has(name) || !/[a-z][^.]*$/.test(name)) return
    const host = `${name}.${KOREAN_ENDINGS[ending] ?? plainEnding(ending)}`
    const { domain, isIcann, isPrivate } = parse(host)
    if (domain && (isIcann || isPrivate)) keep(host, domain, match)
  }
  // The scheme first: what is found first counts where two overlap.
  for (const match of text.matchAll(SCHEME)) {
    const { domain, hostname } = parse(plainLabels(match[1]!.replace(/[?#:].*$/, '')))
    if (domain && hostname) keep(hostname, domain, match)
  }
  for (const pattern of [SURE, WORD, ODD, LEET])
    for (const match of text.matchAll(pattern)) {
      const [labels, ending] = match.slice(1).filter((part) => part !== undefined)
      add(labels!, ending!, match)
    }
  for (const match of text.matchAll(APART)) add(match[1]!, match[2]!.replace(/\s/g, ''), match)
  for (const match of text.matchAll(HANGUL)) {
    const name = match[1]!
    const host = `${SITES[name] ?? name}.${/넷|net/.test(match[0].slice(name.length)) ? 'net' : 'com'}`
    keep(host, host, match)
  }
  for (const match of text.matchAll(INVITE))
    if (!/^(?:wp|ez|gl|hf|glhf|easy)$/.test(match[1]!)) keep('discord.gg', 'discord.gg', match)
  return found
}

/** The labels with plain dots between them. */
function plainLabels(labels: string): string {
  return labels
    .replace(/[([{<]|[)\]}>]/g, ' ')
    .replace(/\s*(?:(?<![a-z0-9])d\s?[o0]\s?t(?![a-z0-9])|[\\/]\.|닷|쩜|점|도트|[.。,;*·•‧∙・ㆍᆞ])\s*/g, '.')
    .replace(/\s+/g, '')
    .replace(/[-_~]\.|\.[-_~]/g, '.')
}

function plainEnding(ending: string): string {
  return ending
    .replace(/0|\(\)|\*(?=m)/g, 'o')
    .replace(/3/g, 'e')
    .replace(/\s?[,;*.]\s?kr$/, '.kr')
    .replace(/^cokr$/, 'co.kr')
}
