import { costThresholds } from '../../stats/threshold/cost-thresholds.ts'
import type { Certification } from '../evaluate/certification.ts'
import type { ScoredRows } from '../evaluate/scored-rows.ts'
import type { Bars, Costs } from '../task.ts'
import type { Thresholds } from '../train/candidate.ts'
import { certifyThreshold } from './certify-threshold.ts'
import { recallThreshold } from './recall-threshold.ts'

export interface ChosenThresholds {
  readonly thresholds: Thresholds
  readonly act: Certification
  readonly actForGood: Certification
}

/**
 * From which scores on a model ranks and acts. Acting begins where it pays by the task's costs, or higher up where it is
 * certified; where it is not, the model never acts. Review begins where a look pays, or lower down where too much would be
 * missed otherwise.
 */
export function chooseThresholds(
  tune: ScoredRows,
  certify: ScoredRows,
  { costs, bars }: { readonly costs: Costs; readonly bars: Bars },
  alpha: { readonly act: number; readonly actForGood: number },
): ChosenThresholds {
  const paying = costThresholds({
    falsePositive: costs.falseAlarm,
    falseNegative: costs.miss,
    review: costs.review,
  })
  // Where a look never pays, what is acted on is still what a person may be shown.
  const look = paying.review ?? paying.act
  const enoughRecall = recallThreshold(tune, 1 - bars.recall)
  const act = certifyThreshold(tune, certify, {
    ...{ for: 'act', bar: bars.precision, alpha: alpha.act, least: paying.act },
  })
  const actForGood = certifyThreshold(tune, certify, {
    ...{ for: 'actForGood', bar: bars.irreversiblePrecision, alpha: alpha.actForGood },
    least: Math.max(paying.act, act.threshold ?? 0),
  })
  return {
    thresholds: {
      review: Math.min(look, enoughRecall ?? look),
      act: act.threshold,
      actForGood: act.threshold === undefined ? undefined : actForGood.threshold,
    },
    act,
    actForGood,
  }
}
