import type { Gate } from './gate-evidence.ts'

/** The least of each class in a split: below it no figure of the split says anything. */
const LEAST_OF_EACH = { train: 30, tune: 20, certify: 20 } as const
const MOST_ID_LIKE = 0.5
const MOST_ERASED = 0.2

/** Both classes in each split, texts that are texts, and labels that the dataset names. Nothing is estimated. */
export const schemaGate: Gate = {
  ...{ gate: 'schema', for: 'observe', on: 'train' },
  judge({ dataset, rows, manifest }) {
    const { bySplit } = dataset
    const few = (['train', 'tune', 'certify'] as const).flatMap((split) => {
      const { rows: all, violating } = bySplit[split]
      return (
        [
          ['violate', violating],
          ['are fine', all - violating],
        ] as const
      )
        .filter(([, count]) => count < LEAST_OF_EACH[split])
        .map(([what, count]) => ({
          says: `${count} rows of ${split} ${what}`,
          short: LEAST_OF_EACH[split] - count,
        }))
    })
    const figures = { rows: rows.rows, texts: rows.texts, idLike: rows.idLike }
    if (manifest.dataset !== dataset.id)
      return {
        verdict: 'fail',
        says: 'the model names another dataset',
        wayOut: 'train on this dataset',
        figures,
      }
    if (few.length > 0) {
      const labelsNeeded = 4 * few.reduce((sum, { short }) => sum + short, 0)
      return {
        ...{ verdict: 'fail', says: few.map(({ says }) => says).join('; '), figures, labelsNeeded },
        wayOut: `label about ${labelsNeeded} more rows of the classes that are short (\`haechi lab label\`)`,
      }
    }
    if (rows.idLike > MOST_ID_LIKE * rows.texts)
      return {
        ...{
          verdict: 'fail',
          says: `${rows.idLike} of ${rows.texts} texts are empty or look like ids`,
          figures,
        },
        wayOut: 'name the column that holds the text (`--text COLUMN`)',
      }
    if (dataset.erased > MOST_ERASED * dataset.rows)
      return {
        ...{ verdict: 'fail', says: `${dataset.erased} of ${dataset.rows} rows were erased`, figures },
        wayOut: 'take a new snapshot (`haechi data snapshot`)',
      }
    return { verdict: 'pass', says: `${rows.rows} rows, both classes in each split`, figures }
  },
}
