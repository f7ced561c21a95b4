import type { Gate } from './gate-evidence.ts'

const DAY_MS = 86_400_000
/** So old may the newest row be; and the import, where rows tell no time. */
export const MOST_AGE_MS = { row: 365 * DAY_MS, dataset: 180 * DAY_MS } as const

/** What it learnt from is not long ago. Nothing is estimated. */
export const stalenessGate: Gate = {
  ...{ gate: 'staleness', for: 'observe', on: 'train' },
  judge({ rows: { newestMs }, dataset, nowMs }) {
    const age = newestMs === undefined ? nowMs - dataset.madeMs : nowMs - newestMs
    const most = newestMs === undefined ? MOST_AGE_MS.dataset : MOST_AGE_MS.row
    const days = Math.round(age / DAY_MS)
    const says =
      newestMs === undefined
        ? `no row tells its time; the dataset was made ${days} days ago`
        : `the newest row is ${days} days old`
    const figures = { days, most: most / DAY_MS }
    // From the future: the times are wrong, and so is the split by them.
    if (age <= most && age > -DAY_MS) return { verdict: 'pass', says, figures }
    return {
      ...{ verdict: 'fail', says, figures },
      wayOut: age < 0 ? 'mend the times of the rows' : 'label what is said now (`haechi lab label`)',
    }
  },
}
