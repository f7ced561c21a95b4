import { canaryOutcome, foldCanary } from '../../src/lab/canary/fold-canary.ts'
import { foldProbation, NEW_PROBATION_STATE, outcomeOf } from '../../src/lab/probation/fold-probation.ts'
import type { JudgedSample } from '../../src/lab/probation/ports.ts'
import { Task } from '../../src/lab/task.ts'
import { chanceFrom } from '../../src/stats/chance.ts'
import { discordanceReaches } from '../statistics/discordance.ts'
import type { Reach } from '../statistics/reach.ts'

const TASK = Task.parse({ name: 'zoo', bars: { precision: 0.95 }, probation: { days: 0, accounts: 1 } })
const MANIFEST = { thresholds: { review: 0.3, act: 0.9, actForGood: undefined } }
const SEEN = {
  accounts: { seen: 1, needed: 1 },
  surfaces: { seen: 1, needed: 1 },
  days: { seen: 1, needed: 0 },
}

/** What the lab's own folds of judgements reach, label by label; those of the statistics beneath stand in bench/statistics. */
export function zooReaches(seed: number, runs: number): Reach[] {
  const random = chanceFrom(seed)
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const [onBar, good, bad, worse] = [0.95, 0.98, 0.9, 0.8].map((right) =>
    probations(random, right, runs),
  ) as [...[Odds, Odds, Odds, Odds]]
  // Within three standard errors of the simulation; computed exactly it is 0.7 %, see bench/statistics.
  const most = 0.01 + 3 * Math.sqrt((0.01 * 0.99) / runs)
  const worseCanary = canaries(random, 0.75, runs)
  return [
    {
      ...{
        what: 'probation: a model on the bar (95 % right) passes',
        value: percent(onBar.pass),
        reach: '≤ 1 %',
      },
      isReached: onBar.pass <= most,
    },
    {
      ...{ what: 'probation: 98 % right', reach: '≥ 90 % pass, median ≤ 400 labels' },
      value: `${percent(good.pass)} pass, median ${good.median}`,
      isReached: good.pass >= 0.9 && good.median <= 400,
    },
    {
      ...{ what: 'probation: 90 % right', reach: 'revoked, median ≤ 300 labels' },
      value: `${percent(bad.revoke)} revoked, median ${bad.median}`,
      isReached: bad.revoke >= 0.999 && bad.median <= 300,
    },
    {
      ...{ what: 'probation: 80 % right', reach: 'revoked, median ≤ 50 labels' },
      value: `${percent(worse.revoke)} revoked, median ${worse.median}`,
      isReached: worse.revoke >= 0.999 && worse.median <= 50,
    },
    {
      ...{ what: 'canary: worse in 75 % of what the two differ in', reach: '≤ 1 % promoted' },
      value: `${percent(worseCanary)} promoted`,
      isReached: worseCanary <= most,
    },
    ...discordanceReaches(seed, 5 * runs),
  ]
}

interface Odds {
  readonly pass: number
  readonly revoke: number
  readonly median: number
}

const sampleOf = (number: number, stratum: JudgedSample['stratum'], isHarm: boolean): JudgedSample => ({
  ...{ number, stratum, account: `account:${number}`, day: 0, type: 'chat', probability: 1, score: 0.95 },
  ...{ drawnMs: 0, outcome: isHarm ? 'violates' : 'fine', policies: [] },
})

/** Judged one by one until there is a verdict. */
function probations(random: () => number, right: number, runs: number): Odds {
  let [passed, revoked] = [0, 0]
  const labels: number[] = []
  for (let run = 0; run < runs; run++) {
    let folded: { state: typeof NEW_PROBATION_STATE; through: number } = {
      state: NEW_PROBATION_STATE,
      through: 0,
    }
    for (let number = 1; ; number++) {
      const samples = [sampleOf(number, 'act', random() < right)]
      folded = foldProbation(TASK, MANIFEST, { ...folded, samples }, 0)
      const { verdict } = outcomeOf(TASK, MANIFEST, folded.state, SEEN, [])
      if (verdict === 'extend') continue
      if (verdict === 'pass') passed++
      else revoked++
      labels.push(number)
      break
    }
  }
  labels.sort((a, b) => a - b)
  return { pass: passed / runs, revoke: revoked / runs, median: labels[runs >> 1]! }
}

/** How many canaries are promoted that are worse in a share of the differences, looked at after each of 500 labels. */
function canaries(random: () => number, worse: number, runs: number): number {
  let promoted = 0
  for (let run = 0; run < runs; run++) {
    let folded: { state: unknown; through: number } = { state: {}, through: 0 }
    for (let number = 1; number <= 500; number++) {
      // Only the new one acts: where the item is fine, it is the worse one.
      const samples = [sampleOf(number, 'new-only', random() >= worse)]
      const next = foldCanary(TASK, 0.01, { ...folded, samples, cells: [] }, 0)
      folded = next
      const { verdict } = canaryOutcome(TASK, next.state, [], 0, 2 * 86_400_000)
      if (verdict === 'wait') continue
      if (verdict === 'promote') promoted++
      break
    }
  }
  return promoted / runs
}
