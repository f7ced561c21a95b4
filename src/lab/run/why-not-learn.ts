import type { PlacedRow, Split } from '../dataset/row.ts'
import { SPLITS } from '../dataset/row.ts'
import type { LearnRefusal } from './learn-types.ts'

/** Violating rows, and fine ones, that each split must have before anything can be said; without certify rows none is certified. */
const LEAST: Readonly<Record<Split, number>> = { train: 6, tune: 2, certify: 0 }

/** Why nothing can be learnt from rows; undefined when something can. */
export function whyNotLearn(rows: readonly PlacedRow[]): LearnRefusal | undefined {
  for (const split of SPLITS) {
    // Whoever only trains and measures is given no certify rows.
    if (split === 'certify' && !rows.some((row) => row.split === split)) continue
    const own = rows.filter((row) => row.split === split && row.text !== undefined)
    const violating = own.filter((row) => row.violates).length
    const fine = own.length - violating
    const least = LEAST[split]
    if (violating < least || fine < least)
      return {
        why: `the ${split} rows have ${count(violating, 'that violates', 'that violate')} and ${count(fine, 'that is fine', 'that are fine')}, and ${least} of each is the least`,
        wayOut:
          violating === 0 || fine === 0
            ? 'add labelled rows of the kind that is missing, or say with `harm` and `fine` which labels are which'
            : `add labelled rows: some hundreds of each kind make a model, and it takes ${least} of each in every split to try`,
      }
  }
  return undefined
}

function count(n: number, one: string, many: string): string {
  return n === 1 ? `1 row ${one}` : `${n === 0 ? 'no' : n} rows ${many}`
}
