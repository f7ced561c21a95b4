import { SPLIT_SHARES } from './place-groups.ts'
import type { PlacedRow, Split } from './row.ts'
import { LARGEST_GROUP, type SplitRows } from './split-rows.ts'

/** A split with less than this part of the texts that it should have is told of. */
const SHORT = 0.75

/** What stood in the way of splitting rows as they should be, and what that costs; no content. */
export function splitWarnings(
  { largest, inLarge, common, apart }: Omit<SplitRows, 'splits'>,
  rows: readonly Pick<PlacedRow, 'split' | 'cluster'>[],
): string[] {
  const warnings: string[] = []
  if (largest !== undefined)
    warnings.push(
      `The largest group of rows that hang together by account or near-duplicates has ${largest.rows} of ${rows.length} rows, of ${largest.accounts} account${largest.accounts === 1 ? '' : 's'}. Groups of more than ${percent(LARGEST_GROUP)} are only learnt from (${inLarge} rows): what is measured says nothing of them.${cost(rows)}`,
    )
  if (common !== undefined)
    warnings.push(
      `${percent(common.rows / rows.length)} of the rows are of ${common.clusters} texts that more than ${common.bound} account${common.bound === 1 ? ' says' : 's say'}. They tie no accounts together: each such text is in one split, but an account may have such texts in one split and its own in another.`,
    )
  if (apart)
    warnings.push(
      'Violating rows come at other times than fine ones: each class is split by its own time, the latest certify.',
    )
  return warnings
}

function cost(rows: readonly Pick<PlacedRow, 'split' | 'cluster'>[]): string {
  const all = new Set(rows.map(({ cluster }) => cluster)).size
  const texts = (split: Split) =>
    new Set(rows.flatMap((row) => (row.split === split ? [row.cluster] : []))).size
  const [certify, tune] = [texts('certify'), texts('tune')]
  const wanted = { certify: SPLIT_SHARES.certify * all, tune: SPLIT_SHARES.tune * all }
  if (certify >= SHORT * wanted.certify && tune >= SHORT * wanted.tune) return ''
  return ` That leaves ${certify} different texts to certify by and ${tune} to tune by, where there should be ${Math.round(wanted.certify)} and ${Math.round(wanted.tune)}: less can be certified. Labels of more accounts mend it.`
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`
}
