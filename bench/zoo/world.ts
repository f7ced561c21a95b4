import { createHash } from 'node:crypto'
import type { EntityRef } from '../../src/core/entity.ts'
import type { DatasetFacts } from '../../src/lab/dataset/dataset.ts'
import type { PlacedRow, Split } from '../../src/lab/dataset/row.ts'
import { HONEST, NOW } from '../../src/lab/gates/evidence.fixture.ts'
import { TRANSFORMS } from '../../src/lab/robustness/transforms.ts'
import { chanceFrom } from '../../src/stats/chance.ts'

/** A labelled dataset of made-up texts, of which models are only told the numbers of the rows. */
export interface ZooWorld {
  readonly rows: readonly PlacedRow[]
  readonly facts: DatasetFacts
  /** Row by text, and by text in each disguise. */
  readonly rowOf: ReadonlyMap<string, number>
  readonly disguised: ReadonlyMap<string, { readonly row: number; readonly disguise: string }>
}

export const POLICY = 'harassment@1'
const ROWS = 8000
const VIOLATING = 0.38
const HANGUL = 0.3
const DAY_MS = 86_400_000

/** Words that tell a little: in most violating texts, and in some that are fine. */
export const KEYWORDS = {
  latin: ['gronk', 'plimsy', 'drabble'],
  hangul: ['거렁뱅', '들떠기', '막소리'],
} as const
const LATIN = 'bo ka ri mu ten sal vor pim lun dex fay gor hin jot wex zil'.split(' ')
const SYLLABLES = [...'가나다라마바사아자차카타파하거너더러머버서어저처']

export function zooWorld(seed: number): ZooWorld {
  const random = chanceFrom(seed)
  const texts = new Set<string>()
  const rows: PlacedRow[] = []
  while (rows.length < ROWS) {
    const isHangul = random() < HANGUL
    const violates = random() < VIOLATING
    const text = textOf(random, isHangul, violates)
    if (texts.has(text)) continue
    texts.add(text)
    rows.push(rowOf(rows.length, text, violates))
  }
  return worldOf(rows)
}

/** Facts and look-ups of rows. */
export function worldOf(rows: readonly PlacedRow[]): ZooWorld {
  const rowByText = new Map<string, number>()
  const disguised = new Map<string, { row: number; disguise: string }>()
  rows.forEach(({ text = '', violates, split }, row) => {
    rowByText.set(text, row)
    if (violates && split === 'tune')
      for (const { name, apply } of TRANSFORMS) {
        const hidden = apply(text)
        // Disguises of another script leave it as it is.
        if (hidden !== text) disguised.set(hidden, { row, disguise: name })
      }
  })
  const count = (split: Split) => {
    const own = rows.filter((row) => row.split === split)
    return { rows: own.length, violating: own.filter(({ violates }) => violates).length }
  }
  const violating = rows.filter(({ violates }) => violates).length
  return {
    rows,
    ...{ rowOf: rowByText, disguised },
    facts: {
      ...HONEST.dataset,
      ...{ task: 'zoo', rows: rows.length, clusters: rows.length },
      bySplit: { train: count('train'), tune: count('tune'), certify: count('certify') },
      labels: { bad: violating, fine: rows.length - violating },
      policyVersions: { [POLICY]: rows.length },
    },
  }
}

function rowOf(i: number, text: string, violates: boolean): PlacedRow {
  const split = i % 20 < 12 ? 'train' : i % 20 < 15 ? 'tune' : 'certify'
  return {
    hash: createHash('sha256').update(`${i} ${text}`).digest('hex'),
    ...{ text, violates, labels: [violates ? 'bad' : 'fine'], split, cluster: i },
    account: `account:${split}-${i >> 1}` as EntityRef,
    ...{ world: undefined, surface: undefined, language: undefined, accountAgeMs: undefined },
    ...{ atMs: NOW - DAY_MS * (2 + (i % 60)), source: `zoo.csv:${i + 2}`, decision: undefined },
    ...{
      policyVersion: POLICY,
      reviewer: undefined,
      blind: false,
      probability: undefined,
      design: undefined,
    },
  }
}

function textOf(random: () => number, isHangul: boolean, violates: boolean): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const word = isHangul
    ? () => Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(SYLLABLES)).join('')
    : () => Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(LATIN)).join('')
  const words = Array.from({ length: 4 + Math.floor(random() * 5) }, word)
  if (random() < (violates ? 0.7 : 0.25))
    words.splice(
      1 + Math.floor(random() * (words.length - 1)),
      0,
      pick(KEYWORDS[isHangul ? 'hangul' : 'latin']),
    )
  return words.join(' ')
}
