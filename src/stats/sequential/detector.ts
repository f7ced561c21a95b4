import { logWealth } from './bets.ts'

export interface DetectorPlan {
  /** The mean loss that must not be exceeded. */
  readonly bar: number
  /** On the bar, the mean number of labels to a false alarm is at least this; below it, it is far more. */
  readonly runLength?: number
  /** Largest weight of a label: 1 when all are drawn with one chance. */
  readonly leastProbability?: number
}

/**
 * At a bar of 5 % losses: a rise from 2 to 10 % after 5,000 labels is seen after some 185 labels (median), and a model that stays
 * at 2 % raises no alarm in millions: `bench/statistics`.
 */
export const DETECTOR_DEFAULTS = { runLength: 10_000, leastProbability: 1 } as const

/** As in `FALLING_STAKES`, without the largest, which only a loss of all of it would want. */
const DETECTOR_STAKES = Array.from({ length: 10 }, (_, k) => 0.5 * Math.SQRT2 ** -k)

/** Plain JSON. */
export interface Detector {
  readonly stakes: readonly number[]
  /** ln of the Shiryaev-Roberts statistic at each stake; null stands for ln 0. */
  readonly logs: readonly (number | null)[]
  readonly labels: number
  /** The number of labels at which the alarm was first raised; null: not. */
  readonly alarmAt: number | null
}

export const NEW_DETECTOR: Detector = {
  ...{ stakes: DETECTOR_STAKES, logs: DETECTOR_STAKES.map(() => null) },
  ...{ labels: 0, alarmAt: null },
}

/**
 * Watches a loss from 0 to 1 for the time after which it is above the bar on average. Good times before do not delay the alarm:
 * each label starts a bet of its own, and all run together.
 *
 * Without such a change the mean run to an alarm is at least `runLength`: the mean over stakes of the statistics, less the number
 * of labels, is a supermartingale. Sources: Shiryaev 1963, Roberts 1966; Shin, Ramdas and Rinaldo, E-detectors (2022), of which
 * this is the mixture over stakes, so that the size of the change need not be known.
 */
export function watch(plan: DetectorPlan, detector: Detector, loss: number, probability = 1): Detector {
  const { bar, runLength, leastProbability } = { ...DETECTOR_DEFAULTS, ...plan }
  const { stakes } = detector
  const weight = leastProbability / probability
  if (!(loss >= 0 && loss <= 1 && weight <= 1 + 1e-12))
    throw new RangeError(
      'A loss is from 0 to 1, and its label drawn with the least chance of the plan or more',
    )
  const logs = detector.logs.map((log, k) => {
    const likelier = Math.log1p((stakes[k]! / bar) * weight * (loss - bar))
    // ln(1 + e^log), without loss for small and large.
    const started = log === null ? 0 : Math.max(0, log) + Math.log1p(Math.exp(-Math.abs(log)))
    return started + likelier
  })
  const labels = detector.labels + 1
  const isAlarm = logWealth({ logs }) >= Math.log(runLength)
  return { stakes, logs, labels, alarmAt: detector.alarmAt ?? (isAlarm ? labels : null) }
}
