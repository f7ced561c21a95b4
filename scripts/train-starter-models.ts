import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '../src/demo/random.ts'
import { type Language, SPEECH } from '../src/demo/text/speech.ts'
import { fitTextModel } from '../src/lab/text/fit-text-model.ts'
import type { LabelledText } from '../src/lab/text/labelled-text.ts'
import { modelFiles } from '../src/lab/text/model-files.ts'

// Trains the starter pack's models from the sets whose licence lets a model ship:
//   node scripts/run.mjs scripts/train-starter-models.ts [--check]
// HAECHI_BENCH_DATA names the folder of the sets. --check trains anew and compares with what is committed.

interface Source {
  readonly file: string
  readonly attribution: string
  read(text: string): LabelledText[]
}

interface Starter {
  readonly name: string
  readonly licence: string
  readonly note: string
  /** Ordinary chat of a virtual world, which the sets hardly have, is made by the demo's grammar. */
  readonly ordinary: { readonly language: Language; readonly label: string }
  readonly sources: readonly Source[]
}

const STARTERS: readonly Starter[] = [
  {
    name: 'abuse_ko',
    licence: 'CC BY-SA 4.0 (BEEP!), MIT (Curse-detection-data); this model: CC BY-SA 4.0',
    note: 'Korean abuse: hate (contempt for people or groups), offensive (rude or sneering without that), curse (profanity), clean. The labels of two sets that drew their lines differently are put side by side: the surest reading is how unlikely clean is.',
    ordinary: { language: 'ko', label: 'clean' },
    sources: [
      {
        file: 'beep/train.tsv',
        attribution:
          'BEEP! Korean Corpus of Online News Comments for Toxic Speech Detection, J. Moon, W. I. Cho and J. Lee, SocialNLP 2020, github.com/kocohub/korean-hate-speech, CC BY-SA 4.0',
        read: readBeep,
      },
      {
        file: 'curse-ko/train.jsonl',
        attribution: 'Curse-detection-data, 2runo, github.com/2runo/Curse-detection-data, MIT',
        read: readJsonl,
      },
    ],
  },
  {
    name: 'abuse_en',
    licence: 'MIT (hate-speech-and-offensive-language); this model: MIT',
    note: 'English abuse: hate (against a group, or meant to degrade its members), offensive (offensive language without that), neither. From tweets that were chosen by words of a hate lexicon: ordinary chat is rare in them.',
    ordinary: { language: 'en', label: 'neither' },
    sources: [
      {
        file: 'davidson/train.jsonl',
        attribution:
          'Automated Hate Speech Detection and the Problem of Offensive Language, T. Davidson, D. Warmsley, M. Macy and I. Weber, ICWSM 2017, github.com/t-davidson/hate-speech-and-offensive-language, MIT',
        read: readJsonl,
      },
    ],
  },
]

function main(check: boolean): number {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const data = process.env.HAECHI_BENCH_DATA ?? join(root, '../shared/data')
  let differ = 0
  for (const starter of STARTERS) {
    const missing = starter.sources.find(({ file }) => !existsSync(join(data, file)))
    if (missing) {
      console.error(
        `${join(data, missing.file)} is not there; HAECHI_BENCH_DATA names the folder of the sets`,
      )
      return 2
    }
    const dir = join(root, 'starter/models', starter.name)
    mkdirSync(dir, { recursive: true })
    for (const [name, content] of Object.entries(train(starter, data))) {
      const path = join(dir, name)
      const same = existsSync(path) && Buffer.from(content).equals(readFileSync(path))
      if (!same) differ++
      if (!check) writeFileSync(path, content)
      console.log(`${starter.name}/${name}: ${content.length} bytes${same ? ', the same as before' : ''}`)
    }
  }
  if (!check || differ === 0) return 0
  console.error(`${differ} files differ from what is committed; run this without --check, and commit`)
  return 1
}

const ORDINARY_LINES = 2000
const ORDINARY_KINDS = ['chat', 'chat', 'direct', 'comment']

function train(
  { name, licence, note, ordinary, sources }: Starter,
  data: string,
): Readonly<Record<string, string | Uint8Array>> {
  const rows: LabelledText[] = []
  const files = sources.map(({ file, read }) => {
    const bytes = readFileSync(join(data, file))
    const own = read(bytes.toString('utf8'))
    rows.push(...own)
    return { name: file, sha256: createHash('sha256').update(bytes).digest('hex'), rows: own.length, bad: 0 }
  })
  const made = ordinaryLines(ordinary.language)
  rows.push(...made.map((text) => ({ text, labels: [ordinary.label] })))
  const sha256 = createHash('sha256').update(made.join('\n')).digest('hex')
  files.push({
    name: `ordinary chat (${ordinary.language}), made by src/demo`,
    sha256,
    rows: made.length,
    bad: 0,
  })
  const settings = { mostBytes: 1_300_000 }
  const fitted = fitTextModel({ name, rows, settings })
  const attribution = [
    ...sources.map((source) => source.attribution),
    'Ordinary chat that no person wrote, made by the grammar of the demo world, part of Haechi, Apache-2.0. So the demo world is no test of this model',
  ]
  return modelFiles(fitted, { files, licence, attribution, note }, settings)
}

/** Lines that differ, the same ones each time. */
function ordinaryLines(language: Language): string[] {
  const random = seededRandom(1)
  const lines = new Set<string>()
  while (lines.size < ORDINARY_LINES)
    lines.add(SPEECH[language].ordinary(random, random.pick(ORDINARY_KINDS)))
  return [...lines]
}

function readJsonl(text: string): LabelledText[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LabelledText)
}

/** BEEP's columns are comments, contain_gender_bias, bias, hate; none of the last is clean. */
function readBeep(text: string): LabelledText[] {
  return text
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [comment = '', , , hate = ''] = line.split('\t')
      return { text: comment, labels: [hate === 'none' ? 'clean' : hate] }
    })
}

process.exitCode = main(process.argv.includes('--check'))
