import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { compileBanks } from '../src/signals/text/compile-banks.ts'
import { emptyNormal } from '../src/signals/text/normal.ts'
import { normalise } from '../src/signals/text/normalise.ts'
import type { Bench } from './emit.ts'
import { EVASIONS } from './evasions.ts'
import { mulberry32 } from './random.ts'
import { starterBanks } from './starter-banks.ts'

const NEGATIVES = 5000
const POSITIVES = 2000
const BANKS = ['profanity', 'insults', 'slurs', 'sexual'].flatMap((name) => [`${name}_ko`, `${name}_en`])
type Language = 'ko' | 'en'

const AROUND: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'did you see {} yesterday?',
    'i read about {} at school',
    '{} is on the map now',
    'we talked about {} for an hour',
    'my uncle told me of {}',
    'can anyone explain {} to me',
    'new quest: {}',
    'let us meet near {} at 5',
    'the teacher wrote {} on the board',
    '{} and {} are fine words',
    'looking for {} in the shop',
    'is {} better than {}?',
  ],
  ko: [
    '오늘 {} 얘기 들었어?',
    '학교에서 {} 배웠어',
    '{} 진짜 좋다',
    '이번 퀘스트는 {} 찾기야',
    '우리 {} 보러 갈래?',
    '{} 하고 {} 중에 뭐가 좋아?',
    '아까 말한 {} 그거 맞지',
    '선생님이 {} 설명해 줬어',
    '{} 맵에서 만나자',
    '검색창에 {} 쳐 봐',
  ],
}
const BAD_AROUND: Readonly<Record<Language, readonly string[]>> = {
  en: ['you {} get out', 'what a {}', '{}', 'this {} again', 'lol {} player', 'stop being a {} please'],
  ko: ['야 {} 나가', '아 {} 또 졌네', '{}', '진짜 {} 같다', '너 {} 아냐?', '쟤 {} 인 듯'],
}
/** Words that any list of the kind has, chosen before looking at ours or theirs. */
const BAD: Readonly<Record<Language, readonly string[]>> = {
  en: 'fuck fucking fucker motherfucker shit bullshit bitch bitches asshole bastard cunt whore slut dickhead dumbass wanker twat prick nigger faggot retard tranny porn blowjob dildo'.split(
    ' ',
  ),
  ko: '시발 씨발 시팔 병신 개새끼 존나 지랄 미친놈 미친년 씹새끼 또라이 니애미 느금마 닥쳐 엿먹어 쌍년 썅년 좆같 개자식 호로새끼 창녀 섹스 짱깨 쪽바리'.split(
    ' ',
  ),
}

interface Peer {
  readonly name: string
  readonly languages: readonly Language[]
  isBad(text: string): boolean
}

export const bench: Bench = {
  name: 'filters',
  summary:
    'the starter banks beside npm filters: 5,000 hard negatives of each language, plain and evaded words',
  async run(emit, { quick }) {
    const { matcher } = compileBanks(await starterBanks(BANKS))
    const normal = emptyNormal()
    const ours: Peer = {
      name: 'haechi',
      languages: ['ko', 'en'],
      isBad: (text) => matcher.scan(normalise(text, normal)).length > 0,
    }
    const all = [ours, ...(await peers())]
    for (const language of ['en', 'ko'] as const) {
      const good = negatives(language)
      const { plain, evaded } = positives(language)
      const scores = all
        .filter((one) => one.languages.includes(language))
        .map((one) => ({
          one,
          ...scoreOf(one, good, plain, evaded),
          rate: rateOf(one, [...good, ...plain, ...evaded], quick ? 0.3 : 1),
        }))
      const rivals = scores.slice(1)
      for (const { one, precision, recall, recallPlain, falseAlarms, rate } of scores) {
        const peer = one === ours ? null : one.name
        const best = (of: (score: (typeof rivals)[number]) => number) =>
          peer === null ? Math.max(...rivals.map(of)) : null
        const line = (figure: string, value: number, unit: string, reach: number | null, below = false) =>
          emit({
            bench: 'filters',
            figure: `${language}: ${figure}`,
            value,
            unit,
            reach,
            holds: reach === null ? null : below ? value <= reach : value >= reach,
            peer,
          })
        line(
          'precision',
          precision,
          '',
          best((score) => score.precision),
        )
        line(
          'recall, plain and evaded',
          recall,
          '',
          best((score) => score.recall),
        )
        line(
          'recall, plain words only',
          recallPlain,
          '',
          best((score) => score.recallPlain),
        )
        line('hard negatives flagged', falseAlarms, 'texts', null)
        line('rate', rate, 'messages/CPU-s', null)
        if (peer !== null) continue
        for (const rival of rivals)
          line(`rate, times that of ${rival.one.name}`, rate / rival.rate, 'times', 10)
      }
      if (process.env.SHOW) {
        console.error('FLAGGED', [...new Set(good.filter(ours.isBad))].join(' | '))
        console.error('MISSED', [...plain, ...evaded].filter((text) => !ours.isBad(text)).join(' | '))
      }
    }
  },
}

function scoreOf(one: Peer, good: readonly string[], plain: readonly string[], evaded: readonly string[]) {
  const falseAlarms = good.filter((text) => one.isBad(text)).length
  const caughtPlain = plain.filter((text) => one.isBad(text)).length
  const caught = caughtPlain + evaded.filter((text) => one.isBad(text)).length
  return {
    precision: caught / Math.max(1, caught + falseAlarms),
    recall: caught / (plain.length + evaded.length),
    recallPlain: caughtPlain / plain.length,
    falseAlarms,
  }
}

/** Messages a CPU-second. Each text is a new string, as in a service: V8 remembers what it did with old ones. */
function rateOf(one: Peer, texts: readonly string[], seconds: number): number {
  const sample = texts.filter((_, i) => i % 4 === 0)
  for (const text of sample) one.isBad(text)
  let done = 0
  let spent = 0
  do {
    const fresh = JSON.parse(JSON.stringify(sample)) as string[]
    const begun = process.cpuUsage()
    for (const text of fresh) one.isBad(text)
    const { user, system } = process.cpuUsage(begun)
    spent += (user + system) / 1e6
    done += fresh.length
  } while (spent < seconds)
  return done / spent
}

function negatives(language: Language): string[] {
  const words = readFileSync(join(process.cwd(), `bench/data/hard-negatives-${language}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const random = mulberry32(5000)
  const texts: string[] = []
  while (texts.length < NEGATIVES) {
    const around = AROUND[language][Math.floor(random() * AROUND[language].length)]!
    // Every word comes up as often as the others.
    const word = words[texts.length % words.length]!
    let first = true
    const text = around.replaceAll('{}', () => {
      const one = first ? word : words[Math.floor(random() * words.length)]!
      first = false
      return one
    })
    texts.push(random() < 0.1 ? text.toUpperCase() : text)
  }
  return texts
}

function positives(language: Language): { plain: string[]; evaded: string[] } {
  const random = mulberry32(2000)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
  const evasions = EVASIONS.filter(
    (one) => (one.of === language || one.of === 'both') && one.level !== 'initials',
  )
  const plain: string[] = []
  const evaded: string[] = []
  while (plain.length < POSITIVES / 2)
    plain.push(pick(BAD_AROUND[language]).replace('{}', () => pick(BAD[language])))
  while (evaded.length < POSITIVES / 2) {
    const word = pick(BAD[language])
    const disguised = pick(evasions).disguise(word, random)
    if (disguised !== undefined && disguised !== word)
      evaded.push(pick(BAD_AROUND[language]).replace('{}', () => disguised))
  }
  return { plain, evaded }
}

/** The filters as their own pages tell to use them. */
async function peers(): Promise<Peer[]> {
  const require = createRequire(import.meta.url)
  const { RegExpMatcher, englishDataset, englishRecommendedTransformers } = await import('obscenity')
  const { Filter } = await import('bad-words')
  const { Profanity, ProfanityOptions } = await import('@2toad/profanity')
  const leo = require('leo-profanity') as { check(text: string): boolean }
  const Korean = require('badwords-ko') as new () => { isProfane(text: string): boolean }
  const obscenity = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })
  const badWords = new Filter()
  const korean = new Korean()
  const toad = (language: Language) => {
    const options = new ProfanityOptions()
    options.languages = [language]
    options.wholeWord = language === 'en'
    const profanity = new Profanity(options)
    return (text: string) => profanity.exists(text)
  }
  return [
    { name: 'obscenity', languages: ['en'], isBad: (text) => obscenity.hasMatch(text) },
    { name: 'bad-words', languages: ['en'], isBad: (text) => badWords.isProfane(text) },
    { name: 'leo-profanity', languages: ['en'], isBad: (text) => leo.check(text) },
    { name: '@2toad/profanity', languages: ['en'], isBad: toad('en') },
    { name: 'badwords-ko', languages: ['ko'], isBad: (text) => korean.isProfane(text) },
    { name: '@2toad/profanity', languages: ['ko'], isBad: toad('ko') },
  ]
}
