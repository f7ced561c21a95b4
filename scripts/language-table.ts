import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

/**
 * Writes src/signals/language/table-data.ts: the n-grams of ELD (N. Tierney Moreno, Apache-2.0), of the languages that
 * share a script with another one that we tell apart. Run it after a new version of the package:
 * node scripts/run.mjs scripts/language-table.ts
 */
const LANGUAGES = 'en es pt de fr ms vi tr it pl nl tl sv ro ru uk bg ar fa ur hi mr'.split(' ')

interface EldData {
  readonly languages: Readonly<Record<string, string>>
  readonly ngrams: Readonly<Record<string, Readonly<Record<string, number>>>>
}

const root = process.cwd()
const entry = createRequire(join(root, 'package.json')).resolve.paths('eld')![0]!
const source = join(entry, 'eld', 'src')
const { ngramsData } = (await import(pathToFileURL(join(source, 'ngrams', 'small.js')).href)) as {
  ngramsData: EldData
}
const { dictionary } = (await import(pathToFileURL(join(source, 'dictionary.js')).href)) as {
  dictionary: readonly string[]
}
// The package writes each byte beyond ASCII as a character of its own, which its dictionary gives by byte. Those of
// bytes are told from ASCII by never being small letters.
const byteOf = new Map<string, number>()
for (let byte = 0x80; byte < 0x100; byte++) if (dictionary[byte] !== ' ') byteOf.set(dictionary[byte]!, byte)
const ids = LANGUAGES.map((code) => Object.entries(ngramsData.languages).find(([, one]) => one === code)![0])

const grams = Object.entries(ngramsData.ngrams).flatMap(([written, scores]) => {
  const own = ids.flatMap((id, language) =>
    scores[id] === undefined ? [] : [[language, scores[id]] as const],
  )
  if (own.length === 0) return []
  const starts = written.startsWith(' ')
  const ends = written.length > 1 && written.endsWith(' ')
  const bytes = [...written.slice(starts ? 1 : 0, ends ? -1 : undefined)].map(
    (char) => byteOf.get(char) ?? char.charCodeAt(0),
  )
  return bytes.length > 4 || bytes.some((byte) => byte > 255) ? [] : [{ bytes, starts, ends, scores: own }]
})
const packed = brotliCompressSync(packTable(grams), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
const file = join(root, 'src/signals/language/table-data.ts')
mkdirSync(dirname(file), { recursive: true })
writeFileSync(
  file,
  `/*
 * Written by scripts/language-table.ts from the package eld (N. Tierney Moreno, https://github.com/nitotm,
 * Apache License 2.0): its n-grams of these languages, packed.
 */
/** Codes of the languages, in the order in which the table numbers them; ELD's Malay stands for Indonesian. */
export const TABLE_LANGUAGES = '${LANGUAGES.map((code) => (code === 'ms' ? 'id' : code)).join(' ')}'.split(' ')
// biome-ignore format: data
export const TABLE_DATA = '${packed.toString('base64')}'
`,
)
console.log(`${grams.length} n-grams, ${packed.length} bytes packed`)

/** An n-gram of up to four bytes of UTF-8, whether a word begins or ends with it, and its score by language. */
interface Gram {
  readonly bytes: readonly number[]
  readonly starts: boolean
  readonly ends: boolean
  readonly scores: readonly (readonly [language: number, score: number])[]
}

/** The key of an n-gram among those of the same place in a word; places are 0 to 3. */
function gramKey(bytes: readonly number[]): number {
  let key = 0
  for (const byte of bytes) key = ((key << 8) | byte) >>> 0
  return key
}

function gramPlace(starts: boolean, ends: boolean): number {
  return (starts ? 1 : 0) | (ends ? 2 : 0)
}

/**
 * Writes n-grams as bytes: for each place the number of n-grams, then, in ascending order of keys, the step from the
 * one before, how many languages, and the pairs of language and score. Numbers are in base 128, low part first.
 */
function packTable(grams: readonly Gram[]): Uint8Array {
  const out: number[] = []
  const put = (value: number): void => {
    let rest = value
    for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128)
    out.push(rest)
  }
  for (let place = 0; place < 4; place++) {
    const own = grams
      .filter(({ starts, ends }) => gramPlace(starts, ends) === place)
      .map(({ bytes, scores }) => ({ key: gramKey(bytes), scores }))
      .sort((a, b) => a.key - b.key)
    put(own.length)
    let last = 0
    for (const { key, scores } of own) {
      put(key - last)
      last = key
      put(scores.length)
      for (const [language, score] of scores) {
        put(language)
        put(score)
      }
    }
  }
  return Uint8Array.from(out)
}
