import type { Estimate } from '../../lab/evaluate/evaluation.ts'
import { useFigures } from '../quality/use-figures.ts'

/** Says an estimate as a share with its interval; what is not to be known is a dash. */
export function useEstimate(): (estimate: Estimate | undefined) => string {
  const { percent, interval } = useFigures()
  return (estimate) => (estimate === undefined ? '–' : interval(estimate, percent))
}
