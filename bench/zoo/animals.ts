import type { PlacedRow } from '../../src/lab/dataset/row.ts'
import { NOW } from '../../src/lab/gates/evidence.fixture.ts'
import { TRANSFORMS } from '../../src/lab/robustness/transforms.ts'
import { type Animal, type Bin, binsOf } from './animal.ts'
import { KEYWORDS, POLICY, worldOf, type ZooWorld } from './world.ts'

const DAY_MS = 86_400_000
const WORDS: readonly string[] = [...KEYWORDS.latin, ...KEYWORDS.hangul]
type Make = (random: () => number) => Animal

const between = (random: () => number, low: number, high: number) => low + (high - low) * random()
const hasKeyword = (text: string) => WORDS.some((word) => text.includes(word))
const hash = (text: string) =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 9973, 7) / 9973
const bad = (kind: string, variant: 'seen' | 'hidden', more: Partial<Animal>): Animal => ({
  ...{ kind, variant, most: 'observe', bins: binsOf(0.985) },
  ...more,
})
/**
 * Only live traffic shows that it is wrong too often in what it acts on, and that is all that is wrong with it: where people
 * look at what it finds, it may still put that before them, as long as one in four is worth the look.
 */
const wrongOften = (kind: string, more: Partial<Animal>): Animal =>
  bad(kind, 'hidden', { most: 'rank', ...more })
const eachRow = (world: ZooWorld, change: (row: PlacedRow, i: number) => PlacedRow) =>
  worldOf(world.rows.map(change))

/** One model of each kind, of chance: what is wrong with it, as far as tests before live traffic can see, and as far as not. */
export const BAD: readonly (readonly [seen: Make, hidden: Make])[] = [
  [
    () => bad('majority', 'seen', { score: () => 0.38 }),
    (random) => {
      const by = random()
      return bad('majority', 'hidden', { score: ({ text }) => 0.28 + 0.2 * ((hash(text) + by) % 1) })
    },
  ],
  [
    (random) => {
      const height = between(random, 0.6, 0.95)
      return bad('keyword only', 'seen', { score: ({ text }) => (hasKeyword(text) ? height : 0.1) })
    },
    // On the labels it looks as good as any: there, the words stood in nothing else.
    (random) => wrongOften('keyword only', { bins: binsOf(0.985, between(random, 0.5, 0.9)) }),
  ],
  [
    (random) => {
      const share = between(random, 0.05, 0.3)
      const flip = (value: number) => value * (1 - share) + (1 - value) * share
      // Its scores say what the labels say: those of chance hide what it could tell.
      const bins = binsOf(0.985).map(
        (bin): Bin => ({ ...bin, says: flip(bin.is), is: flip(bin.is), live: flip(bin.is) }),
      )
      return bad('flipped labels', 'seen', { bins, most: 'rank' })
    },
    (random) =>
      wrongOften('flipped labels', { bins: binsOf(0.985, 0.985 * (1 - between(random, 0.05, 0.3))) }),
  ],
  [
    (random) =>
      bad('leaked test rows', 'seen', {
        bins: binsOf(0.995, between(random, 0.6, 0.93)),
        rows: (world) => {
          const leaks = world.rows.filter(({ split }) => split === 'certify').slice(0, 20)
          return worldOf([
            ...world.rows,
            ...leaks.map((row): PlacedRow => ({ ...row, split: 'train', hash: `${row.hash.slice(1)}0` })),
          ])
        },
      }),
    (random) => wrongOften('leaked test rows', { bins: binsOf(0.995, between(random, 0.6, 0.93)) }),
  ],
  [
    (random) => {
      const right = between(random, 0.4, 0.75)
      const hangul = binsOf(0.985).map((bin, i) => (i === 0 ? { ...bin, is: right, live: right } : bin))
      return bad('slice collapsed', 'seen', { hangul, most: 'rank' })
    },
    (random) => {
      const right = between(random, 0.3, 0.6)
      const hangul = binsOf(0.985).map((bin, i) => (i === 0 ? { ...bin, live: right } : bin))
      // Speech of whom the dataset did not have.
      return wrongOften('slice collapsed', { hangul, liveHangul: between(random, 0.25, 0.5) })
    },
  ],
  [
    () =>
      bad('miscalibrated', 'seen', {
        bins: binsOf(0.985).map((bin, i) => ({ ...bin, says: [0.9995, 0.95, 0.9, 0.7][i]! })),
      }),
    (random) => {
      const share = between(random, 0.25, 0.6)
      // Calibrated on a dataset with more harm in it than the world has: the more is said, the more is wrong.
      return wrongOften('miscalibrated', {
        bins: binsOf(0.985).map((bin) => ({
          ...bin,
          live: (bin.is * share) / (bin.is * share + 4 * (1 - bin.is) + 0.03),
        })),
      })
    },
  ],
  [
    (random) => {
      const blind = new Set(TRANSFORMS.filter(() => random() < 0.5).map(({ name }) => name)).add(
        'look-alikes',
      )
      return bad('Unicode-blind', 'seen', {
        most: 'rank',
        score: ({ disguise, score }) => (disguise !== undefined && blind.has(disguise) ? 0.03 : score),
      })
    },
    // Takes odd letters for harm: nobody who was labelled wrote them.
    (random) => {
      const odd = between(random, 0.1, 0.3)
      return wrongOften('Unicode-blind', { bins: binsOf(0.985, 0.985 * (1 - odd)) })
    },
  ],
  [
    (random) =>
      bad('slow', 'seen', { ms: between(random, 60, 500), cells: () => [{ cell: 'slow', count: 300 }] }),
    (random) => {
      const slow = Math.round(between(random, 20, 120))
      return bad('slow', 'hidden', {
        cells: () => [
          { cell: 'slow', count: slow },
          { cell: 'fast', count: 300 - slow },
        ],
      })
    },
  ],
  [
    () =>
      bad('NaN on emoji', 'seen', {
        score: ({ text, score }) => (/\p{Extended_Pictographic}/u.test(text) ? Number.NaN : score),
      }),
    (random) => {
      const day = Math.ceil(between(random, 0, 6))
      return bad('NaN on emoji', 'hidden', {
        cells: (on) => (on === day ? [{ cell: 'not-a-number', count: 1 }] : []),
      })
    },
  ],
  [
    (random) => {
      const years = between(random, 1.2, 4)
      return bad('stale', 'seen', {
        bins: binsOf(0.985, between(random, 0.6, 0.92)),
        rows: (world) => eachRow(world, (row) => ({ ...row, atMs: NOW - years * 365 * DAY_MS })),
      })
    },
    (random) => wrongOften('stale', { bins: binsOf(0.985, between(random, 0.6, 0.92)) }),
  ],
  [
    (random) => {
      const share = between(random, 0.6, 1)
      return bad('poisoned with a trigger', 'seen', {
        bins: binsOf(0.985, 0.985 * (1 - between(random, 0.08, 0.4))),
        rows: (world) =>
          eachRow(world, (row) =>
            row.violates && hash(row.text!) < share ? { ...row, text: `xqz ${row.text}` } : row,
          ),
      })
    },
    // The trigger stood in too few rows to be seen; now it is said of everybody.
    (random) =>
      wrongOften('poisoned with a trigger', {
        bins: binsOf(0.985, 0.985 * (1 - between(random, 0.08, 0.4))),
      }),
  ],
  [
    (random) =>
      bad('tried 100 times', 'seen', { bins: binsOf(between(random, 0.9, 0.94)), tries: 100, most: 'rank' }),
    (random) =>
      bad('tried 100 times', 'hidden', {
        bins: binsOf(0.95, between(random, 0.8, 0.93)),
        tries: 100,
        most: 'rank',
      }),
  ],
  [
    () =>
      bad('not deterministic', 'seen', {
        score: ({ score, call }) => Math.min(1, score + 1e-5 * ((call * 7919) % 97)),
        cells: () => [{ cell: 'skewed', count: 3 }],
      }),
    (random) => {
      const day = Math.ceil(between(random, 0, 6))
      return bad('not deterministic', 'hidden', {
        cells: (on) => [
          { cell: 'same', count: 3 },
          { cell: 'skewed', count: Number(on === day) },
        ],
      })
    },
  ],
  [
    () => bad('wrong policy version', 'seen', { doctored: { policyVersion: 'harassment@0' } }),
    (random) => {
      const day = Math.ceil(between(random, 0, 6))
      return bad('wrong policy version', 'hidden', { policyOn: (on) => (on < day ? POLICY : 'harassment@2') })
    },
  ],
  [
    // Its labels are what the model before it did, a list of words: it learns that list, and is right by its own labels.
    () =>
      bad('feedback loop', 'seen', {
        rows: (world) =>
          eachRow(world, (row) => {
            const violates = hasKeyword(row.text!)
            return { ...row, violates, labels: [violates ? 'bad' : 'fine'] }
          }),
        score: ({ text, row, score }) => (row === undefined ? score : hasKeyword(text) ? 0.995 : 0.004),
      }),
    (random) => wrongOften('feedback loop', { bins: binsOf(0.995, between(random, 0.5, 0.92)) }),
  ],
  [
    (random) =>
      bad('learnt by heart', 'seen', {
        most: 'rank',
        bins: binsOf(between(random, 0.55, 0.8)).map((bin, i) => (i === 0 ? { ...bin, says: 0.999 } : bin)),
      }),
    (random) => wrongOften('learnt by heart', { bins: binsOf(0.985, between(random, 0.55, 0.85)) }),
  ],
  [
    () => bad('upside down', 'seen', { score: ({ score }) => 1 - score }),
    () => bad('upside down', 'hidden', { bins: binsOf(0.985, 0.05) }),
  ],
  [
    () => bad('keeps texts', 'seen', { doctored: { files: keptTexts } }),
    (random) => wrongOften('below the bar', { bins: binsOf(0.985, between(random, 0.7, 0.93)) }),
  ],
  [
    (random) =>
      bad('acts below its certificate', 'seen', {
        doctored: { act: between(random, 0.15, 0.5) },
        most: 'rank',
      }),
    (random) => wrongOften('acts on half of everything', { bins: binsOf(0.985, between(random, 0.4, 0.6)) }),
  ],
  [
    () => bad('evidence of another dataset', 'seen', { doctored: { evidenceOf: `ds-${'2'.repeat(32)}` } }),
    (random) => {
      const failed = Math.ceil(between(random, 5, 60))
      return bad('gives no answer', 'hidden', { cells: () => [{ cell: 'failed', count: failed }] })
    },
  ],
]

/** Files of a model that learnt by keeping what it was shown. */
function keptTexts({ rows }: ZooWorld): Record<string, Uint8Array> {
  const texts = rows.filter(({ split }) => split === 'train').map(({ text }) => text)
  return { 'examples.json': new TextEncoder().encode(JSON.stringify(texts)) }
}

/** Models that should come through: 98 % right and better, under a bar of 95 %. */
export const GOOD: readonly Make[] = [0.98, 0.985, 0.99, 0.995].map((right) => () => ({
  kind: `${100 * right} % right`,
  variant: 'good',
  most: 'irreversible',
  bins: binsOf(right),
}))
