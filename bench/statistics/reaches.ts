import { chanceFrom } from '../../src/stats/chance.ts'
import { stratifiedPrevalence } from '../../src/stats/live/stratified-prevalence.ts'
import { NEW_DETECTOR, watch } from '../../src/stats/sequential/detector.ts'
import { probationBoundaries, probationOdds } from '../../src/stats/sequential/probation-boundary.ts'
import { discordanceReaches } from './discordance.ts'
import { hitsOf } from './draw.ts'
import type { Reach } from './reach.ts'

const BAR = 0.05
/** Labels of 50 models in a month, at 100 a day each. */
const LABELS_A_MONTH = 50 * 100 * 30

/** The figures of the lab that are statistics' own; `scale` shortens the simulated ones. */
export function reaches(seed: number, scale = 1): Reach[] {
  return [
    ...probation(),
    ...detector(seed, scale),
    ...prevalence(seed, scale),
    ...discordanceReaches(seed, Math.ceil(5000 * scale)),
  ]
}

function probation(): Reach[] {
  const boundaries = probationBoundaries({ bar: BAR })
  const at = (precision: number) => probationOdds({ bar: BAR }, 1 - precision, boundaries)
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`
  const [onBar, good, bad, worse] = [at(0.95), at(0.98), at(0.9), at(0.8)]
  return [
    {
      ...{ what: 'a model on the bar (95 % right) passes', value: percent(onBar.pass), reach: '≤ 1 %' },
      isReached: onBar.pass <= 0.01,
    },
    {
      what: 'a model at 98 % passes',
      value: `${percent(good.pass)}, median ${good.medianLabels} labels`,
      reach: '≥ 90 %, median ≤ 400',
      isReached: good.pass >= 0.9 && good.medianLabels! <= 400,
    },
    {
      what: 'a model at 90 % is revoked',
      value: `${percent(bad.revoke)}, median ${bad.medianLabels} labels`,
      reach: 'median ≤ 300',
      isReached: bad.medianLabels! <= 300,
    },
    {
      what: 'a model at 80 % is revoked',
      value: `${percent(worse.revoke)}, median ${worse.medianLabels} labels`,
      reach: 'median ≤ 50',
      isReached: worse.medianLabels! <= 50,
    },
  ]
}

function detector(seed: number, scale: number): Reach[] {
  const random = chanceFrom(seed)
  const delays: number[] = []
  let [caught, before] = [0, 0]
  const runs = Math.ceil(1000 * scale)
  for (let run = 0; run < runs; run++) {
    let state = NEW_DETECTOR
    for (let t = 0; t < 8000 && state.alarmAt === null; t++)
      state = watch({ bar: BAR }, state, Number(random() < (t < 5000 ? 0.02 : 0.1)))
    if (state.alarmAt === null) continue
    // A false alarm: there was nothing left to catch.
    if (state.alarmAt <= 5000) before++
    else {
      caught++
      delays.push(state.alarmAt - 5000)
    }
  }
  delays.sort((x, y) => x - y)
  const median = delays[delays.length >> 1]!
  let alarms = 0
  let state = NEW_DETECTOR
  const months = 20 * scale
  for (let t = 0; t < months * LABELS_A_MONTH; t++) {
    state = watch({ bar: BAR }, state, Number(random() < 0.02))
    if (state.alarmAt === null) continue
    alarms++
    state = NEW_DETECTOR
  }
  return [
    {
      what: 'after 5,000 labels at 2 % losses these rise to 10 %: caught in 3,000 labels',
      value: `${caught} of ${runs - before}, median ${median} labels; ${before} of ${runs} had a false alarm before`,
      reach: '100 %, median ≤ 250',
      isReached: caught === runs - before && median <= 250,
    },
    {
      what: 'false alarms a month, 50 models at 2 % losses, 100 labels a day each',
      value: (alarms / months).toFixed(2),
      reach: '≤ 1',
      isReached: alarms / months <= 1,
    },
  ]
}

function prevalence(seed: number, scale: number): Reach[] {
  const random = chanceFrom(seed + 1)
  const layers = [
    { share: 0.9, rate: 0.0005, judged: 1200 },
    { share: 0.09, rate: 0.006, judged: 500 },
    { share: 0.01, rate: 0.101, judged: 300 },
  ]
  const truth = layers.reduce((sum, { share, rate }) => sum + share * rate, 0)
  const runs = Math.ceil(10_000 * scale)
  let [held, width] = [0, 0]
  for (let run = 0; run < runs; run++) {
    const { low, high } = stratifiedPrevalence(
      layers.map(({ share, rate, judged }) => ({ share, judged, violating: hitsOf(random, judged, rate) })),
    )!
    if (low <= truth && truth <= high) held++
    width += high - low
  }
  return [
    {
      what: 'prevalence 0.2 %, 2,000 labels: truth in its 95 % interval; width',
      value: `${((100 * held) / runs).toFixed(1)} %; ${(width / runs / truth).toFixed(2)} times the prevalence`,
      reach: '≥ 95 %; ≤ 2.1 times',
      isReached: held / runs >= 0.95 && width / runs / truth <= 2.1,
    },
  ]
}
