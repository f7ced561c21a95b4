import { expect, test } from 'vitest'
import { atOnce } from '../src/core/steps.ts'
import { seededRandom } from '../src/demo/random.ts'
import { agreementReport } from '../src/review/quality/agreement-report.ts'
import { judgedDecisions } from '../src/review/quality/judged-decisions.ts'
import { prevalenceReport } from '../src/review/quality/prevalence-report.ts'
import { recallReport } from '../src/review/quality/recall-report.ts'
import { reviewerReport } from '../src/review/quality/reviewer-report.ts'
import { simulateReview, trueAccuracy, trueAlpha } from './simulated-review.fixture.ts'

const POLICY = 'harassment.insult'
const WORLDS = 60

/** As `bench -- quality` does at length; a fixed seed makes these counts no matter of luck. */
test('of simulated reviewers and samples that overlap, stated intervals hold what is true', () => {
  const random = seededRandom(20_261_126)
  const held = { all: 0, allow: 0, recall: 0, asJudged: 0, alpha: 0, right: 0 }
  let answered = 0
  for (let i = 0; i < WORLDS; i++) {
    const { rows, decisions, samples, truth, reviewers, drawnShare } = simulateReview(random, {
      grounds: [
        { verdict: 'allow', count: 9000, share: 0.01 },
        { verdict: 'block', count: 800, share: 0.7 },
      ],
      samples: [
        { name: 'all', share: 0.04, verdicts: undefined },
        { name: 'stopped', share: 0.3, verdicts: ['block'] },
      ],
      ...{ reviewers: 8, goldenShare: 0.3, secondShare: 0.2, policy: POLICY },
    })
    const drawn = judgedDecisions(rows, decisions, samples)
    const golden = rows.filter(({ kind }) => kind === 'golden')
    const asked = { policies: [POLICY], by: 'decisions' } as const
    const isIn = (value: number, interval: { low: number; high: number } | null) =>
      interval !== null && interval.low <= value && value <= interval.high ? 1 : 0
    for (const line of atOnce(prevalenceReport(random.next, drawn, golden, asked))) {
      if (line.verdict === null) held.asJudged += isIn(truth.get(null)!, line.asJudged)
      if (line.verdict === null) held.all += isIn(truth.get(null)!, line.share)
      if (line.verdict === 'allow') held.allow += isIn(truth.get('allow')!, line.share)
    }
    // The rule fired on what was blocked, and on nothing else.
    const [allowed, blocked] = [9000 * truth.get('allow')!, 800 * truth.get('block')!]
    const [flagged] = atOnce(recallReport(seededRandom(i).next, drawn, golden, [POLICY]))
    held.recall += isIn(blocked / (allowed + blocked), flagged!.share)
    const [agreement] = atOnce(agreementReport(random.next, rows))
    held.alpha += isIn(trueAlpha(reviewers, POLICY, drawnShare), agreement!.alpha)
    for (const { reviewer, right } of atOnce(reviewerReport(rows, 0.8))) {
      answered++
      held.right += isIn(
        trueAccuracy(reviewers[Number.parseInt(reviewer.slice(4), 16)]!, POLICY).right,
        right,
      )
    }
  }
  for (const of of ['all', 'allow', 'recall', 'alpha'] as const)
    expect(held[of] / WORLDS).toBeGreaterThan(0.91)
  expect(held.right / answered).toBeGreaterThan(0.95)
  // Left as judged, errors are taken for harm.
  expect(held.asJudged / WORLDS).toBeLessThan(0.6)
})
