import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eld } from 'eld/small'
import { franc } from 'franc'
import { detect } from 'tinyld'
import { identifyLanguage } from '../src/signals/language/identify-language.ts'
import type { Bench, Emit } from './emit.ts'

const FILE = join(process.cwd(), 'bench/data/language-chat.tsv')
const OF_THREE: Readonly<Record<string, string>> = {
  kor: 'ko',
  eng: 'en',
  jpn: 'ja',
  cmn: 'zh',
  spa: 'es',
  por: 'pt',
  deu: 'de',
  fra: 'fr',
  ind: 'id',
  vie: 'vi',
  tha: 'th',
  tur: 'tr',
  rus: 'ru',
  arb: 'ar',
  hin: 'hi',
  ita: 'it',
  pol: 'pl',
  und: 'unknown',
}

interface Row {
  readonly language: string
  readonly text: string
}

export const bench: Bench = {
  name: 'language',
  summary: 'telling the language of chat of one to eight words, beside ELD, tinyld and franc',
  async run(emit, { quick }) {
    if (!existsSync(FILE)) throw new Error(`language: ${FILE} is missing: run this in the project's folder`)
    const rows = readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((row): Row => {
        const [language, text] = row.split('\t')
        return { language: language === 'und' ? 'unknown' : language!, text: text! }
      })
    const only = [...new Set(rows.map(({ language }) => language))].filter((code) => code !== 'unknown')
    eld.setLanguageSubset([...only.map((code) => (code === 'id' ? 'ms' : code))])
    const three = Object.entries(OF_THREE).flatMap(([code, two]) => (only.includes(two) ? [code] : []))
    const tellers: readonly (readonly [string | null, (text: string) => string])[] = [
      [null, (text) => identifyLanguage(text).language],
      ['eld small, these languages', (text) => eld.detect(text).language.replace(/^ms$/, 'id') || 'unknown'],
      ['tinyld, these languages', (text) => detect(text, { only }) || 'unknown'],
      ['franc, these languages', (text) => OF_THREE[franc(text, { only: three, minLength: 3 })] ?? 'unknown'],
    ]
    for (const [peer, tell] of tellers) measure(emit, rows, peer, tell, quick ? 0.3 : 1)
    calibration(emit, rows)
  },
}

function measure(
  emit: Emit,
  rows: readonly Row[],
  peer: string | null,
  tell: (text: string) => string,
  seconds: number,
): void {
  const told = rows.filter(({ language }) => language !== 'unknown')
  const right = (texts: readonly Row[]) =>
    (100 * texts.filter(({ language, text }) => tell(text) === language).length) / texts.length
  line(
    emit,
    `right on ${told.length} messages of 3 to 8 words, ${new Set(told.map(({ language }) => language)).size} languages`,
    right(told),
    '%',
    peer === null ? 95 : null,
    peer,
  )
  const languages = new Set(told.map(({ language }) => language))
  const each = [...languages].map((code) => right(told.filter(({ language }) => language === code)))
  line(
    emit,
    'right, the mean over languages',
    each.reduce((sum, one) => sum + one, 0) / each.length,
    '%',
    null,
    peer,
  )
  const two = told
    .filter(({ text }) => text.split(' ').length > 2)
    .map((row) => ({ ...row, text: row.text.split(' ').slice(0, 2).join(' ') }))
  line(emit, `right on the first two words of ${two.length}`, right(two), '%', null, peer)
  const none = rows.filter(({ language }) => language === 'unknown')
  line(
    emit,
    `unknown said of ${none.length} messages of no language`,
    right(none),
    '%',
    peer === null ? 80 : null,
    peer,
  )
  const begun = process.cpuUsage()
  let times = 0
  let spent = 0
  do {
    for (const { text } of rows) tell(text)
    times++
    const { user, system } = process.cpuUsage(begun)
    spent = user + system
  } while (spent < seconds * 1e6)
  line(
    emit,
    'cost of a message',
    spent / times / rows.length,
    'µs CPU',
    peer === null ? 10 : null,
    peer,
    true,
  )
}

/** On every other message, which the fit has not seen: how far the confidence is from how often it is right. */
function calibration(emit: Emit, rows: readonly Row[]): void {
  const bins = new Map<number, { count: number; sure: number; right: number }>()
  let all = 0
  for (const [i, { language, text }] of rows.entries()) {
    if (i % 2 === 0 || language === 'unknown' || !/^[\p{Script=Latin}\s']+$/u.test(text)) continue
    const words = text.split(' ')
    for (const count of [1, 2, 3, words.length]) {
      const told = identifyLanguage(words.slice(0, count).join(' '), { minConfidence: 0 })
      if (told.language === 'unknown') continue
      const bin = bins.get(Math.floor(told.confidence * 10)) ?? { count: 0, sure: 0, right: 0 }
      bin.count++
      bin.sure += told.confidence
      bin.right += told.language === language ? 1 : 0
      bins.set(Math.floor(told.confidence * 10), bin)
      all++
    }
  }
  const off = [...bins.values()].reduce((sum, { sure, right }) => sum + Math.abs(sure - right), 0) / all
  line(
    emit,
    `expected calibration error, Latin, one to eight words, on ${all} not fitted to`,
    off,
    'share',
    0.05,
    null,
    true,
  )
}

function line(
  emit: Emit,
  figure: string,
  value: number,
  unit: string,
  reach: number | null,
  peer: string | null = null,
  below = false,
): void {
  emit({
    bench: 'language',
    figure,
    value,
    unit,
    reach,
    holds: reach === null ? null : below ? value <= reach : value >= reach,
    peer,
  })
}
