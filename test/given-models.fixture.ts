import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../src/lab/text/seeded-random.ts'
import { onnxFile, tokenizerFile } from '../src/signals/models/onnx/onnx-file.fixture.ts'
import { message } from '../src/signals/models/onnx/onnx-proto.ts'

// A made-up language: some words are barred, and the small models below know all of them. A list of words that is learnt
// from rows knows only those that it has seen, so that there is something to gain.

const random = seededRandom(41)
const SYLLABLES = ['ba', 'ke', 'lo', 'mi', 'nu', 'pra', 'sti', 'tro', 'vel', 'zan', 'gri', 'hob']
const syllable = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]!
const made = [...new Set(Array.from({ length: 2000 }, () => syllable() + syllable() + syllable()))]
export const BARRED: readonly string[] = made.slice(0, 350)
export const PLAIN: readonly string[] = made.slice(350, 800)
const WORDS = [...BARRED, ...PLAIN]

export type GivenKind = 'head' | 'onnx'
export type GivenModelFiles = Record<'model.onnx' | 'tokenizer.json' | 'config.json', Uint8Array>

/** A small model that knows the barred words: a classifier, or one to put a head on. */
export function givenModel(kind: GivenKind): GivenModelFiles {
  const text = (value: string) => new TextEncoder().encode(value)
  const tokens = kind === 'head'
  // [PAD], [UNK], [CLS], [SEP], then the words.
  const special = [9, 0, 1, 0]
  const row = (first: number, second: number) =>
    tokens ? [first, second, random() - 0.5, random() - 0.5] : [first, second]
  const embedding = [
    ...special.map((value) => row(value, 0)),
    ...BARRED.map(() => row(0, 3 + random())),
    ...PLAIN.map(() => row(0.5, 0.4 * random())),
  ]
  return {
    'model.onnx': onnxFile({ embedding, tokens }),
    'tokenizer.json': text(tokenizerFile(WORDS)),
    'config.json': text(
      JSON.stringify({
        ...{ id2label: { 0: 'ordinary', 1: 'barred' } },
        ...{ vocab_size: embedding.length, pad_token_id: 0 },
      }),
    ),
  }
}

/** A model that puts out no numbers. */
export function withNaN(kind: GivenKind): Uint8Array {
  const embedding = Array.from({ length: WORDS.length + 4 }, () => [0, Number.NaN])
  return onnxFile({ embedding, tokens: kind === 'head' })
}

/** A model with weights in a file that it names: here one that is none of its business. */
export function withExternalData(model: Uint8Array): Uint8Array {
  const [GRAPH, INITIALIZER, NAME, EXTERNAL, LOCATION] = [7, 5, 8, 13, 14]
  const place = message([1, 'location'], [2, '/etc/hostname'])
  const tensor = message([1, 1], [2, 1], [NAME, 'far'], [EXTERNAL, place], [LOCATION, 1])
  return Buffer.concat([model, message([GRAPH, message([INITIALIZER, tensor])])])
}

/** The same model in a file of more than 24 MiB: too large for the database. */
export function asLarge(files: GivenModelFiles): GivenModelFiles {
  const DOC_STRING = 6
  const words = message([DOC_STRING, new Uint8Array(25 * 1024 * 1024).fill(0x20)])
  return { ...files, 'model.onnx': Buffer.concat([files['model.onnx'], words]) }
}

/** Puts the files of a model into a folder, as Optimum exports them; gives the folder. */
export function writeModel(folder: string, files: Record<string, Uint8Array>): string {
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  return folder
}

/** A sentence of five words, with a barred one or not. */
export function sentence(barred: boolean, draw: () => number): string {
  const pick = (from: readonly string[]) => from[Math.floor(draw() * from.length)]!
  const words = Array.from({ length: 5 }, () => pick(PLAIN))
  if (barred) words[Math.floor(draw() * words.length)] = pick(BARRED)
  return words.join(' ')
}

/** Labelled rows as CSV: three in ten hold a barred word. */
export function barredCsv(rows: number): string {
  const draw = seededRandom(7)
  return `text,label\n${Array.from({ length: rows }, (_, i) => {
    const barred = i % 10 < 3
    return `${sentence(barred, draw)},${barred ? 'barred' : 'ordinary'}`
  }).join('\n')}\n`
}
