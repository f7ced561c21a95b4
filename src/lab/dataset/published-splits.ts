import type { LabRow, Split } from './row.ts'
import { SPLITS } from './row.ts'

/** What data sets call their splits. */
const NAMES: Readonly<Record<string, Split>> = {
  ...{ train: 'train', training: 'train' },
  ...{ validation: 'tune', valid: 'tune', val: 'tune', dev: 'tune', tune: 'tune' },
  ...{ test: 'certify', testing: 'certify', certify: 'certify' },
}

/** The split that the name of a folder says; undefined: it says none. */
export function splitNamed(folder: string): Split | undefined {
  const name = folder.toLowerCase()
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined
}

/**
 * The splits that data was published with, where every row of a picture comes from a folder of one (`NAME/train/hat:3`) and there are
 * rows of each; undefined: there are none. A cluster of near-duplicates stays whole: in train as soon as any of it is there, so that
 * nothing of what is measured was learnt from; else in tune. `moved`: rows that are not where they were published.
 */
export function publishedSplits(
  rows: readonly Pick<LabRow, 'source'>[],
  clusters: ArrayLike<number>,
): { readonly splits: readonly Split[]; readonly moved: number } | undefined {
  const told = rows.map(({ source }) => splitNamed(source.split('/').at(-2) ?? ''))
  if (!SPLITS.every((split) => told.includes(split)) || told.includes(undefined)) return undefined
  const own = told as readonly Split[]
  const of = new Map<number, Split>()
  for (const [at, split] of own.entries()) {
    const before = of.get(clusters[at]!)
    if (before === undefined || SPLITS.indexOf(split) < SPLITS.indexOf(before)) of.set(clusters[at]!, split)
  }
  const splits = own.map((_, at) => of.get(clusters[at]!)!)
  return { splits, moved: splits.filter((split, at) => split !== own[at]).length }
}
