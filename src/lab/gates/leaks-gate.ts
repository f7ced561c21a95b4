import type { Gate } from './gate-evidence.ts'

/** From here on a column tells the label so well that it is the label, or was made from it. */
const TELLS = 0.98

/** Nothing of what is measured was seen in training, and no mark or id tells the label. Nothing is estimated. */
export const leaksGate: Gate = {
  ...{ gate: 'leaks', for: 'observe', on: 'train' },
  judge({ rows, dataset }) {
    const { torn, marked } = rows
    const columns = dataset.columns.filter(({ role, predicts = 0 }) => role === 'text' && predicts >= TELLS)
    const found = [
      [torn.texts, 'texts stand in more than one split'],
      [torn.clusters, 'clusters of near-duplicates stand in more than one split'],
      [torn.accounts, 'accounts stand in more than one split'],
      [marked, 'texts begin or end with a mark that only one class has'],
      [columns.length, 'columns read as text tell the label by themselves'],
    ] as const
    const leaks = found.filter(([count]) => count > 0)
    const figures = { ...torn, accounts: torn.accounts, marked, columns: columns.length }
    if (leaks.length === 0)
      return {
        verdict: 'pass',
        says: 'splits share no text, cluster or account; no mark tells the label',
        figures,
      }
    return {
      verdict: 'fail',
      says: leaks.map(([count, what]) => `${count} ${what}`).join('; '),
      wayOut:
        marked + columns.length > 0
          ? 'take the mark out of the texts, or name another text column'
          : 'take the snapshot again: it splits by account and cluster',
      figures,
    }
  },
}
