import type { DatasetFacts } from '../dataset/dataset.ts'

/** The least that anything can be learnt and measured from: rows of each kind. */
export const LEAST_OF_A_KIND = { train: 20, tune: 10, certify: 10 } as const

/** What a dataset lacks for anything to be learnt from it; undefined: nothing that can be told from its counts. */
export function missingLabels({
  bySplit,
  rows,
  erased,
}: Pick<DatasetFacts, 'bySplit' | 'rows' | 'erased'>):
  | { readonly says: string; readonly wayOut: string; readonly labelsNeeded: number }
  | undefined {
  if (rows - erased === 0)
    return {
      says: 'no labelled row is left in the dataset',
      wayOut: `label ${total()} texts or more, of both kinds`,
      labelsNeeded: total(),
    }
  const lacking = (['train', 'tune', 'certify'] as const).flatMap((split) => {
    const { rows: all, violating } = bySplit[split]
    const least = LEAST_OF_A_KIND[split]
    return [
      { what: `violating rows in ${split}`, has: violating, least, of: all === 0 ? 0 : violating / all },
      {
        what: `fine rows in ${split}`,
        has: all - violating,
        least,
        of: all === 0 ? 0 : (all - violating) / all,
      },
    ].filter(({ has }) => has < least)
  })
  if (lacking.length === 0) return undefined
  const says = `too few to learn from: ${lacking.map(({ what, has, least }) => `${has} of ${least} ${what}`).join(', ')}`
  // A split gets its share of what is labelled, so that more is needed in all than is missing in it.
  const scale = Math.max(...lacking.map(({ has, least }) => least / Math.max(has, 1)))
  const live = rows - erased
  const labelsNeeded = Math.max(
    ...lacking.map(({ has, least }) => least - has),
    Math.ceil(live * (scale - 1)),
  )
  const kinds = [...new Set(lacking.map(({ what }) => what.split(' ')[0]))]
  return {
    says,
    wayOut: `label about ${labelsNeeded} more texts${kinds.length === 1 ? `, those that are ${kinds[0]} above all` : ''}: \`haechi lab label TASK\` draws them, or give another file`,
    labelsNeeded,
  }
}

/** Of both kinds, over all splits. */
function total(): number {
  return 2 * (LEAST_OF_A_KIND.train + LEAST_OF_A_KIND.tune + LEAST_OF_A_KIND.certify)
}
