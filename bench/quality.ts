import { atOnce } from '../src/core/steps.ts'
import { seededRandom } from '../src/demo/random.ts'
import { agreementReport } from '../src/review/quality/agreement-report.ts'
import { judgedDecisions } from '../src/review/quality/judged-decisions.ts'
import { precisionReport } from '../src/review/quality/precision-report.ts'
import { prevalenceReport } from '../src/review/quality/prevalence-report.ts'
import { recallReport } from '../src/review/quality/recall-report.ts'
import { reviewerReport } from '../src/review/quality/reviewer-report.ts'
import { exactInterval } from '../src/stats/exact-interval.ts'
import {
  type ReviewWorld,
  simulateReview,
  trueAccuracy,
  trueAlpha,
} from '../test/simulated-review.fixture.ts'
import type { Bench, Emit } from './emit.ts'
import { emitAlphaPeers } from './quality-alpha.ts'

const WORLDS = 1000
const QUICK_WORLDS = 150
const POLICY = 'harassment.insult'
const BAR = 0.85
/** Other worlds than those that were looked at before: `HAECHI_BENCH_SEED=100`. */
const SEED = Number(process.env.HAECHI_BENCH_SEED ?? 0)

const everything = { name: 'all', share: 0.02, verdicts: undefined }
const stopped = { name: 'stopped', share: 0.25, verdicts: ['block'] as const }
const base = { reviewers: 12, goldenShare: 0.25, secondShare: 0.15, policy: POLICY }

const SCENARIOS: readonly { readonly name: string; readonly world: ReviewWorld }[] = [
  {
    name: '0.1 % violates',
    world: { ...base, grounds: [{ verdict: 'allow', count: 40_000, share: 0.001 }], samples: [everything] },
  },
  {
    name: '1 % violates',
    world: { ...base, grounds: [{ verdict: 'allow', count: 40_000, share: 0.01 }], samples: [everything] },
  },
  {
    name: 'two samples that overlap',
    world: {
      ...base,
      grounds: [
        { verdict: 'allow', count: 38_000, share: 0.005 },
        { verdict: 'block', count: 2000, share: 0.7 },
      ],
      samples: [everything, stopped],
    },
  },
  {
    name: 'few judged, few golden',
    world: {
      ...base,
      goldenShare: 0.1,
      reviewers: 5,
      grounds: [
        { verdict: 'allow', count: 9000, share: 0.03 },
        { verdict: 'block', count: 1000, share: 0.6 },
      ],
      samples: [everything, { ...stopped, share: 0.1 }],
    },
  },
]

/** How often stated 95 % intervals held the truth, by what they are of. */
interface Held {
  held: number
  of: number
  width: number
}

/** Measures whether what is stated of people and of harm is true, in worlds where the truth is known. */
export const bench: Bench = {
  name: 'quality',
  summary: 'agreement, reviewers, prevalence, recall and precision: true values in their 95 % intervals',
  async run(emit, { quick }) {
    const worlds = quick ? QUICK_WORLDS : WORLDS
    for (const [i, { name, world }] of SCENARIOS.entries()) scenario(emit, name, world, worlds, SEED + i + 1)
    emitAlphaPeers(emit, worlds)
  },
}

function scenario(emit: Emit, name: string, world: ReviewWorld, worlds: number, seed: number): void {
  const random = seededRandom(seed)
  const counts = new Map<string, Held>()
  const note = (what: string, truth: number, interval: { low: number; high: number } | null): void => {
    const count = counts.get(what) ?? { held: 0, of: 0, width: 0 }
    counts.set(what, count)
    if (interval === null) return
    count.of++
    count.width += interval.high - interval.low
    if (interval.low <= truth && truth <= interval.high) count.held++
  }
  let [flagged, wronglyFlagged, poor, poorFlagged] = [0, 0, 0, 0]
  for (let i = 0; i < worlds; i++) {
    const { rows, decisions, samples, truth, reviewers, drawnShare } = simulateReview(random, world)
    const drawn = judgedDecisions(rows, decisions, samples)
    const golden = rows.filter(({ kind }) => kind === 'golden')
    const asked = { policies: [POLICY], by: 'decisions' } as const
    for (const { verdict, share, asJudged } of atOnce(prevalenceReport(random.next, drawn, golden, asked))) {
      note(`prevalence${verdict === null ? '' : ` of ${verdict}`}`, truth.get(verdict)!, share)
      // Reviewers' errors left as they are: what the correction is for.
      if (verdict === null) note('prevalence as judged', truth.get(null)!, asJudged)
    }
    for (const { rule, share } of atOnce(precisionReport(random.next, drawn, golden)))
      if (rule !== null) note('precision of a rule', truth.get('block')!, share)
    // What is blocked is what the rule fired on.
    const violating = world.grounds.map(({ verdict, count }) => truth.get(verdict)! * count)
    const blocked = world.grounds.findIndex(({ verdict }) => verdict === 'block')
    if (blocked >= 0)
      for (const { rule, share } of atOnce(
        recallReport(seededRandom(seed + i).next, drawn, golden, [POLICY]),
      ))
        if (rule === null)
          note('recall of rules', violating[blocked]! / violating.reduce((sum, one) => sum + one), share)
    const [all] = atOnce(agreementReport(random.next, rows))
    note('alpha', trueAlpha(reviewers, POLICY, drawnShare), all!.alpha)
    for (const line of atOnce(reviewerReport(rows, BAR))) {
      const accuracy = trueAccuracy(reviewers[Number.parseInt(line.reviewer.slice(4), 16)]!, POLICY)
      if (line.right.of > 0) {
        note('share right', accuracy.right, line.right)
        note('sensitivity', accuracy.sensitivity, line.sensitivity)
        note('specificity', accuracy.specificity, line.specificity)
      }
      note('skill', accuracy.right, line.skill)
      if (accuracy.right < BAR) poor++
      if (!line.isBelow) continue
      flagged++
      if (accuracy.right < BAR) poorFlagged++
      else wronglyFlagged++
    }
  }
  for (const [what, { held, of, width }] of counts) {
    if (of === 0) continue
    const share = held / of
    const error = Math.sqrt((share * (1 - share)) / of)
    const isPeer = what === 'prevalence as judged'
    emit({
      ...{ bench: 'quality', figure: `${name}: ${what} in its interval`, value: 100 * share },
      unit: `% ±${(196 * error).toFixed(1)} of ${of}`,
      reach: isPeer ? null : 95,
      // Missed only when the shortfall is more than the bench's own error.
      holds: isPeer ? null : share + 1.96 * error >= 0.95,
      peer: isPeer ? 'errors left in' : null,
    })
    emit({
      ...{ bench: 'quality', figure: `${name}: width of it, mean`, value: width / of, unit: what },
      ...{ reach: null, holds: null, peer: isPeer ? 'errors left in' : null },
    })
  }
  emit({
    ...{ bench: 'quality', figure: `${name}: called below the bar, of those below` },
    value: poor === 0 ? 0 : (100 * poorFlagged) / poor,
    ...{ unit: '%', reach: null, holds: null, peer: null },
  })
  emit({
    ...{ bench: 'quality', figure: `${name}: not below the bar, of those called so` },
    value: flagged === 0 ? 0 : (100 * wronglyFlagged) / flagged,
    ...{ unit: `% of ${flagged}`, reach: 5, holds: exactInterval(wronglyFlagged, flagged).low <= 0.05 },
    peer: null,
  })
}
