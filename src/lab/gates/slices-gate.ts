import type { SliceFigures } from '../evaluate/evaluation.ts'
import { GATE_ALPHA, type Gate } from './gate-evidence.ts'

/** A slice may be so much less precise than the bar before it counts as collapsed. */
const SLACK = 0.1
/** It has collapsed, too, where it finds less than half of what is found overall. */
const LEAST_SHARE = 0.5
/** So much of the rows must lie in slices that passed, along each way to cut them that has any with enough labels. */
const LEAST_PASSED = 0.5

/**
 * It is good on each slice that has labels enough to tell: the lower end of precision is no more than the slack below the
 * bar. A slice with too few is for review only, and named; one that has collapsed fails the model.
 */
export const slicesGate: Gate = {
  ...{ gate: 'slices', for: 'reversible', on: 'tune' },
  judge({ evaluation: { slices, operating }, bars }) {
    const alpha = GATE_ALPHA / 2
    const overall = (operating.find(({ use }) => use === 'act') ?? operating[0])?.recall?.value ?? 0
    const least = bars.precision - SLACK
    const told = slices.map((slice) => ({ slice, verdict: judgeSlice(slice, least, LEAST_SHARE * overall) }))
    const of = (verdict: string) => told.filter((one) => one.verdict === verdict)
    const name = ({ slice }: { slice: SliceFigures }) => `${slice.by} ${slice.value}`
    const [passed, collapsed, reviewOnly] = [of('pass'), of('collapsed'), of('review-only')]
    const figures = {
      ...{ passed: passed.length, collapsed: collapsed.map(name).join(', ') },
      reviewOnly: reviewOnly.map(name).join(', '),
    }
    if (collapsed.length > 0)
      return {
        ...{ verdict: 'fail', alpha, figures, says: `collapsed on ${figures.collapsed}` },
        wayOut: 'label more of these, and train again',
      }
    const rows = (list: typeof told) => list.reduce((sum, { slice }) => sum + slice.rows, 0)
    const bare = [...new Set(slices.map(({ by }) => by))].filter((by) => {
      const own = told.filter(({ slice }) => slice.by === by)
      const isTold = own.some(({ slice }) => slice.enough)
      return isTold && rows(own.filter(({ verdict }) => verdict === 'pass')) < LEAST_PASSED * rows(own)
    })
    if (passed.length === 0 || bare.length > 0)
      return {
        ...{ verdict: 'inconclusive', alpha, figures },
        says: `most rows lie in slices that cannot be told: ${bare.join(', ') || 'no slice has labels enough'}`,
        wayOut: 'label more of these slices (`haechi lab label`)',
      }
    const rest = reviewOnly.length === 0 ? '' : `; for review only: ${figures.reviewOnly}`
    const named = (list: typeof told) => list.map(({ slice: { by, value } }) => ({ by, value }))
    return {
      ...{ verdict: 'pass', alpha, figures, says: `${passed.length} slices hold${rest}` },
      slices: { holds: named(passed), reviewOnly: named(reviewOnly) },
    }
  },
}

function judgeSlice(
  { enough, precision, recall }: SliceFigures,
  least: number,
  leastRecall: number,
): 'pass' | 'collapsed' | 'review-only' {
  if (precision !== undefined && precision.high < least) return 'collapsed'
  if (recall !== undefined && recall.high < leastRecall) return 'collapsed'
  return enough && precision !== undefined && precision.low >= least ? 'pass' : 'review-only'
}
