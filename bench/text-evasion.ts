import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileBanks } from '../src/signals/text/compile-banks.ts'
import { DEFAULT_LEVEL, reaches } from '../src/signals/text/level.ts'
import { emptyNormal } from '../src/signals/text/normal.ts'
import { normalise } from '../src/signals/text/normalise.ts'
import { soundForm } from '../src/signals/text/sound-keys.ts'
import type { TermBank } from '../src/signals/text/term-bank.ts'
import type { Bench, Emit } from './emit.ts'
import { EVASIONS } from './evasions.ts'
import { mulberry32 } from './random.ts'
import { starterBanks } from './starter-banks.ts'

const DATA = process.env.HAECHI_BENCH_DATA ?? join(process.cwd(), '../shared/data')
const BANKS = ['profanity', 'insults', 'slurs', 'sexual'].flatMap((name) => [`${name}_ko`, `${name}_en`])
const MOST_MISSED = 5
const ROUNDS = 6

/** Sentences of our own in which any word may stand. */
const CARRIERS = {
  ko: [
    '야 {} 진짜 왜 그래',
    '{} 그만 좀 해라',
    '아 {} 또 졌네',
    '아까 걔가 나보고 {} 라고 했어',
    '오늘 게임 {}',
    '{}',
    '너 {} 맞지?',
    '맵 완전 {} 이네 ㅋㅋ',
  ],
  en: [
    'you {} stop that',
    'what a {} game',
    '{} !',
    'he said {} to me',
    'this is {} again',
    '{}',
    'why so {} today',
    'lol {} indeed',
  ],
}

export const bench: Bench = {
  name: 'evasion',
  summary: 'spellings that hide a word: how many texts caught in clean form are missed, and false alarms',
  async run(emit, { quick }) {
    const banks = await starterBanks(BANKS)
    missed(emit, 'starter banks', banks, quick ? 2 : ROUNDS)
    falseAlarms(emit, banks)
    const lists = listBanks()
    if (lists.length > 0) missed(emit, 'word lists', lists, quick ? 1 : 2)
  },
}

/** Of the texts caught in clean form, how many are missed in disguise, for each way to disguise. */
function missed(emit: Emit, what: string, banks: readonly TermBank[], rounds: number): void {
  const { matcher } = compileBanks(banks)
  const normal = emptyNormal()
  const caught = (text: string) => matcher.scan(normalise(text, normal)).length > 0
  const innocent = new Set(banks.flatMap((bank) => bank.except))
  const words = banks.flatMap((bank) =>
    bank.terms.map((term) => ({
      word: typeof term === 'string' ? term : term.term,
      language: bank.language,
      level: (typeof term === 'string' ? undefined : term.level) ?? bank.level ?? DEFAULT_LEVEL,
    })),
  )
  for (const evasion of EVASIONS) {
    const random = mulberry32(20_261_126)
    const misses: string[] = []
    let clean = 0
    for (const { word, language, level } of words) {
      // A bank that does not ask for a level is not held to it.
      if (!reaches(level, evasion.level ?? 'spelled')) continue
      const korean = /[가-힣]/.test(word)
      if (evasion.of === (korean ? 'en' : 'ko') || /\s/.test(word) || !/^[a-z가-힣]+$/.test(word)) continue
      for (let round = 0; round < rounds; round++) {
        const disguised = evasion.disguise(word, random)
        // What is another word now (병신, 평신) nobody can tell; the banks list such words as innocent.
        if (disguised === undefined || disguised === word || innocent.has(disguised)) continue
        const carriers = CARRIERS[language.startsWith('ko') ? 'ko' : 'en']
        const carrier = carriers[Math.floor(random() * carriers.length)]!
        if (!caught(carrier.replace('{}', () => word))) continue
        clean++
        if (!caught(carrier.replace('{}', () => disguised))) misses.push(`${word}: ${disguised}`)
      }
    }
    if (clean === 0) continue
    if (process.env.SHOW)
      console.error(
        evasion.name,
        misses.length,
        clean,
        misses.filter((_, i) => i % Math.ceil(misses.length / 25) === 0).join('  |  '),
      )
    const share = (100 * misses.length) / clean
    emit({
      bench: 'evasion',
      figure: `${what}: missed, ${evasion.name} (${clean} texts)`,
      value: share,
      unit: '%',
      reach: MOST_MISSED,
      holds: share <= MOST_MISSED,
      peer: null,
    })
  }
}

/** How many more of 20,000 ordinary comments hold a term once disguises are looked for. */
function falseAlarms(emit: Emit, banks: readonly TermBank[]): void {
  const path = join(DATA, 'beep/unlabeled_20k.txt')
  if (!existsSync(path)) {
    console.error(`evasion: ${path} is not there; false alarms are not measured`)
    return
  }
  const comments = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  const shares = (['unicode', undefined] as const).map((level) => {
    const { matcher } = compileBanks(level ? banks.map((bank) => atLevel(bank, level)) : banks)
    return comments.map((comment) => matcher.scan(normalise(comment)))
  })
  const extra = comments.flatMap((comment, i) =>
    shares[0]![i]!.length === 0 && shares[1]![i]!.length > 0 ? [[comment, shares[1]![i]!] as const] : [],
  )
  if (process.env.SHOW)
    for (const [comment, hits] of extra)
      console.error(
        'FA',
        hits
          .map(
            (hit) =>
              `${hit.term}<${comment.slice(Math.max(0, hit.span[0] - 6), hit.span[0])}[${comment.slice(...hit.span)}]${comment.slice(hit.span[1], hit.span[1] + 6)}> ${hit.disguise}`,
          )
          .join(' ; '),
      )
  const rate = (hits: readonly (readonly unknown[])[]) =>
    (100 * hits.filter((one) => one.length > 0).length) / comments.length
  const added = (100 * extra.length) / comments.length
  emit({
    bench: 'evasion',
    figure: 'ordinary comments with a term in clean form',
    value: rate(shares[0]!),
    unit: '%',
    reach: null,
    holds: null,
    peer: null,
  })
  emit({
    bench: 'evasion',
    figure: 'ordinary comments found besides',
    value: added,
    unit: 'points',
    reach: null,
    holds: null,
    peer: null,
  })
}

function atLevel(bank: TermBank, level: 'unicode'): TermBank {
  return {
    ...bank,
    level,
    terms: bank.terms.map((term) => (typeof term === 'string' ? term : { ...term, level })),
  }
}

/** The published lists as banks of the highest level, as far as they are words of one script. */
function listBanks(): TermBank[] {
  const lists = [
    ['ldnoobw.en.txt', 'en'],
    ['korean-bad-words.md', 'ko'],
  ] as const
  return lists.flatMap(([file, language]) => {
    const path = join(DATA, 'terms', file)
    if (!existsSync(path)) {
      console.error(`evasion: ${path} is not there; its words are left out`)
      return []
    }
    const terms = readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => (language === 'en' ? /^[a-z]{3,}$/ : /^[가-힣]{2,6}$/).test(line))
      // Disguised once already (vowels drawn out), so that a second disguise asks more than a player would write.
      .filter((line) => soundForm(line)?.length !== line.length - 1)
    return [
      {
        name: file,
        language,
        match: language === 'ko' ? 'substring' : 'word',
        level: 'initials',
        terms: [...new Set(terms)],
        except: [],
      } satisfies TermBank,
    ]
  })
}
