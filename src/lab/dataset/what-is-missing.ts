import { isPictureText } from '../../signals/media/picture-text.ts'
import type { DatasetProblem } from './dataset-problem.ts'
import type { Clusters } from './find-clusters.ts'
import type { LabRow, Split } from './row.ts'

/** The least with which anything can be learnt and measured at all, in different texts; gates ask for more. */
export const LEAST = { texts: 100, ofEach: 20, ofEachInSplit: 3 } as const

/** What rows lack to be a dataset, or undefined. Near-duplicates count once, and what was erased not at all. */
export function whatIsMissing(
  rows: readonly Pick<LabRow, 'text' | 'violates'>[],
  clusters: Clusters,
  splits: readonly Split[],
): DatasetProblem | undefined {
  const different = (holds: (row: Pick<LabRow, 'text' | 'violates'>, at: number) => boolean) =>
    new Set(rows.flatMap((row, at) => (row.text !== undefined && holds(row, at) ? [clusters.of[at]!] : [])))
      .size
  if (rows.length === 0)
    return { why: 'There are no rows.', wayOut: 'Import labelled texts: haechi data import.' }
  const unit = rows.some(({ text }) => text !== undefined && isPictureText(text)) ? 'pictures' : 'texts'
  const texts = different(() => true)
  const violating = different(({ violates }) => violates)
  const fine = different(({ violates }) => !violates)
  if (violating === 0 || fine === 0) {
    const [all, none] = violating === 0 ? ['fine', 'violating'] : ['violating', 'fine']
    return {
      why: `All ${rows.length} rows are ${all}: there is one class, and nothing to tell apart.`,
      wayOut: `Add at least ${LEAST.ofEach} ${none} ${unit}, or say which labels violate: --harm LABEL….`,
    }
  }
  const short = (have: number, least: number, what: string): DatasetProblem | undefined =>
    have >= least
      ? undefined
      : {
          why: `${have} different ${what} of ${rows.length} rows; at least ${least} are needed.`,
          wayOut: `Label ${least - have} more, near-duplicates not counted.`,
        }
  const few =
    short(texts, LEAST.texts, unit) ??
    short(violating, LEAST.ofEach, `violating ${unit}`) ??
    short(fine, LEAST.ofEach, `fine ${unit}`)
  if (few !== undefined) return few
  for (const split of ['train', 'tune', 'certify'] as const)
    for (const side of [true, false]) {
      const have = different(({ violates }, at) => violates === side && splits[at] === split)
      if (have < LEAST.ofEachInSplit)
        return {
          why: `${have} different ${side ? 'violating' : 'fine'} ${unit} would be left for ${USES[split]}: rows of one account, and near-duplicates, stay together.`,
          wayOut: `Label ${side ? 'violating' : 'fine'} ${unit} of ${LEAST.ofEachInSplit * 4} more accounts or more.`,
        }
    }
  return undefined
}

const USES = { train: 'training', tune: 'tuning', certify: 'certifying' } as const
