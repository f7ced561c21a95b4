import { nearest } from '../../core/suggest.ts'

/** A label that may be another one misspelt. */
export interface LabelTypo {
  readonly label: string
  readonly rows: number
  readonly meant: string
}

/** Not more than this part of the rows of what was meant. */
const MOST_SHARE = 0.02
/** Shorter labels, and numbers, differ by design: `a` and `b`, `10` and `11`. */
const LEAST_LETTERS = 3
const NUMBER = /^[\d.]+$/

/** Finds rare labels that are spelt nearly as frequent ones: `hte` beside `hate`, `Hate ` beside `hate`. */
export function findTypos(counts: ReadonlyMap<string, number>): LabelTypo[] {
  const typos: LabelTypo[] = []
  for (const [label, rows] of counts) {
    if (NUMBER.test(label)) continue
    const others = [...counts].filter(
      ([other, count]) =>
        other !== label && !NUMBER.test(other) && rows <= Math.max(1, MOST_SHARE * count) && rows < count,
    )
    // However many there are: nobody means two labels by two ways to write one word.
    const same = [...counts].find(
      ([other, count]) =>
        other !== label && folded(other) === folded(label) && isRarer(rows, label, count, other),
    )?.[0]
    const near =
      [...label].length < LEAST_LETTERS
        ? undefined
        : nearest(
            label,
            others.map(([other]) => other),
          )
    const meant = same ?? near
    if (meant !== undefined) typos.push({ label, rows, meant })
  }
  return typos
}

function isRarer(rows: number, label: string, count: number, other: string): boolean {
  return rows < count || (rows === count && label > other)
}

function folded(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[-_\s]/g, '')
}
