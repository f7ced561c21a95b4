import { existsSync, readFileSync } from 'node:fs'
import { beginHash, emptyHash, endHash } from '../src/signals/counters/hash-key.ts'
import { addNearText } from '../src/signals/counters/near-text.ts'
import { nearBands } from '../src/signals/near/near-bands.ts'
import type { Bench, Emit } from './emit.ts'

/** Advertisements as they are sent from many accounts, with a place for a name where there is one. */
const TEMPLATES = `
골드 싸게 팔아요 NAME님 광장으로 오세요 선착순 10명
NAME님 안녕하세요 무료 다이아 이벤트 참여하고 보상 받아가세요
로벅스 공짜로 받는 방법 알려드려요 지금 바로 프로필 확인
우리 길드에서 신입 모집합니다 NAME님 같이 하실 분 환영해요
계정 삽니다 고레벨 우대 NAME님 쪽지 주세요 바로 입금해드려요
오늘만 특가 스킨 세트 반값 할인 방송 보러 오세요
NAME야 이거 진짜 대박이야 링크 눌러서 쿠폰 받아
팔로우 해주시면 맞팔 갑니다 댓글에 남겨주세요 꼭이요
새로 연 카페 맵 놀러오세요 커피 무료로 드려요 NAME님도 환영
돈 쉽게 버는 부업 하루 십만원 가능 상담 문의 주세요
selling cheap gold coins NAME come to the market square before noon
hey NAME free gems event today only join now and claim your prize
i can show you how to get robux for free just check my profile
our guild is looking for new members NAME everyone is welcome here
buying high level accounts NAME send me a message and get paid now
today only half price on all skins come and watch the stream
NAME this is real open the page and take your coupon before it ends
follow me and i will follow you back leave a comment below please
come and visit my new cafe map free coffee for everyone NAME too
make easy money from home every day ask me how it works
`
  .trim()
  .split('\n')

const NAMES = [
  'minsu',
  '하늘이',
  'luna',
  '지훈',
  'skyfox',
  '민지',
  'alex',
  '별이',
  'jonas',
  '토끼',
  'maria',
  '구름',
]
const EVASIONS: Readonly<Record<string, (text: string, turn: number) => string>> = {
  'another name': (text, turn) => text.replace('NAME', NAMES[(turn + 1) % NAMES.length]!),
  'other numbers': (text, turn) =>
    `${text.replace('NAME', NAMES[0]!).replace(/\d+/g, String(turn * 37))} ${turn * 911}`,
  'zero-width characters': (text) => [...named(text)].join('\u200b'),
  'look-alike letters': (text) => named(text).replaceAll('o', 'о').replaceAll('e', 'е').replaceAll('a', 'а'),
  spacing: (text) => [...named(text)].join(' '),
  'no spaces': (text) => named(text).replaceAll(' ', ''),
  emoji: (text, turn) =>
    named(text)
      .split(' ')
      .join(` ${['🔥', '💎', '✨'][turn % 3]!} `),
  'stops between words': (text) => named(text).split(' ').join('.'),
  'drawn-out letters': (text) =>
    named(text)
      .replace(/([aeiou])/g, '$1$1$1')
      .replace(/요/g, '요오오'),
  leetspeak: (text) =>
    named(text)
      .replace(/(?<=[a-z])e(?=[a-z])/g, '3')
      .replace(/(?<=[a-z])o(?=[a-z])/g, '0'),
  'a word in front': (text, turn) => `${['hey', '안녕', 'lol', '저기요'][turn % 4]!} ${named(text)}`,
  'letters at the end': (text, turn) =>
    `${named(text)} ${(turn * 7919 + 11).toString(36).replace(/\d/g, 'q')}`,
  'a word left out': (text, turn) => {
    const words = named(text).split(' ')
    words.splice(1 + (turn % (words.length - 2)), 1)
    return words.join(' ')
  },
  'two words changed places': (text, turn) => {
    const words = named(text).split(' ')
    const at = turn % (words.length - 1)
    ;[words[at], words[at + 1]] = [words[at + 1]!, words[at]!]
    return words.join(' ')
  },
  'a letter mistyped': (text, turn) => {
    const letters = [...named(text)]
    letters[(turn * 13) % letters.length] = 'x'
    return letters.join('')
  },
}

/** Ways that change what is said: no hash of the whole finds all of these. */
const EDITS = new Set([
  'drawn-out letters',
  'a word left out',
  'two words changed places',
  'a letter mistyped',
])

export const bench: Bench = {
  name: 'near',
  summary: 'near copies of advertisements found under evasion, and texts that are none taken for copies',
  async run(emit, { quick }) {
    const turns = quick ? 4 : 12
    for (const [name, evade] of Object.entries(EVASIONS))
      copies(emit, name, evade, turns, EDITS.has(name) ? null : 95)
    groups(emit)
    strangers(emit)
    cost(emit, quick ? 0.3 : 1)
  },
}

function named(text: string): string {
  return text.replace('NAME', NAMES[0]!)
}

function copies(
  emit: Emit,
  name: string,
  evade: (text: string, turn: number) => string,
  turns: number,
  reach: number | null,
): void {
  let exact = 0
  let near = 0
  let all = 0
  for (const template of TEMPLATES)
    for (let turn = 0; turn < turns; turn++) {
      const [one, other] = [named(template), evade(template, turn)]
      all++
      if (keyOf(one) === keyOf(other)) exact++
      if (isNear(one, other)) near++
    }
  line(emit, `${name}: a band shared`, (100 * near) / all, '%', reach)
  line(emit, `${name}: the same key`, (100 * exact) / all, '%', null)
}

/** What a counter sees: of 24 messages of one advertisement, each with a name and an evasion, the share under one key. */
function groups(emit: Emit): void {
  const ways = Object.values(EVASIONS)
  const shares = TEMPLATES.map((template) => {
    const messages = Array.from({ length: 24 }, (_, i) =>
      ways[i % ways.length]!(template.replace('NAME', NAMES[i % NAMES.length]!), i),
    )
    const most = (keys: readonly string[]) => {
      const counts = new Map<string, number>()
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
      return Math.max(...counts.values()) / keys.length
    }
    const bands = messages.map((message) => nearBands(message).bands)
    return {
      exact: most(messages.map(keyOf)),
      near: Math.max(...[0, 1, 2].map((i) => most(bands.map((own) => own[i]!)))),
    }
  })
  const mean = (of: (one: { exact: number; near: number }) => number) =>
    (100 * shares.reduce((sum, one) => sum + of(one), 0)) / shares.length
  line(
    emit,
    'of 24 messages of one campaign under one key: the best of three bands',
    mean(({ near }) => near),
    '%',
    60,
  )
  line(
    emit,
    'of 24 messages of one campaign under one key: exact key',
    mean(({ exact }) => exact),
    '%',
    null,
  )
}

/** Texts of different people that are taken for copies of one another. */
function strangers(emit: Emit): void {
  const file = '../shared/data/beep/unlabeled_20k.txt'
  const found = [file, `/work/shared/${file.slice('../shared/'.length)}`].find((path) => existsSync(path))
  if (found === undefined) {
    console.error(`near: ${file} is missing, so that figures on strangers' texts are left out`)
    return
  }
  const texts = [
    ...new Set(
      readFileSync(found, 'utf8')
        .split('\n')
        .map((text) => text.trim()),
    ),
  ]
  const long = texts
    .map((text) => ({ key: keyOf(text), ...nearBands(text) }))
    .filter(({ letters }) => letters >= 20)
  let alike = 0
  let largest = 0
  for (let band = 0; band < 3; band++) {
    const counts = new Map<string, Set<string>>()
    for (const { bands, key } of long)
      counts.set(bands[band]!, (counts.get(bands[band]!) ?? new Set()).add(key))
    for (const keys of counts.values()) {
      largest = Math.max(largest, keys.size)
      if (keys.size > 1) alike += keys.size
    }
  }
  line(
    emit,
    `of ${long.length} comments by strangers, those that share a band with another, a band`,
    (100 * alike) / 3 / long.length,
    '%',
    null,
  )
  line(emit, 'the largest group of them under one band', largest, 'comments', null)
}

function cost(emit: Emit, seconds: number): void {
  const begun = process.cpuUsage()
  let times = 0
  let spent = 0
  do {
    for (const text of TEMPLATES) nearBands(text)
    times += TEMPLATES.length
    const { user, system } = process.cpuUsage(begun)
    spent = user + system
  } while (spent < seconds * 1e6)
  line(emit, 'cost of a message of 50 characters', spent / times, 'µs CPU', 10, true)
}

const HASH = emptyHash()

function keyOf(text: string): string {
  beginHash(HASH)
  addNearText(HASH, text)
  endHash(HASH)
  return `${HASH.hi} ${HASH.lo}`
}

function isNear(one: string, other: string): boolean {
  const { bands } = nearBands(other)
  return nearBands(one).bands.some((band, i) => band === bands[i])
}

function line(
  emit: Emit,
  figure: string,
  value: number,
  unit: string,
  reach: number | null,
  below = false,
): void {
  emit({
    bench: 'near',
    figure,
    value,
    unit,
    reach,
    holds: reach === null ? null : below ? value <= reach : value >= reach,
    peer: null,
  })
}
