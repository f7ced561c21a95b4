import { expect, test } from 'vitest'
import { chanceFrom } from '../chance.ts'
import { logEvidence } from './beta-mixture.ts'
import { FALLING_STAKES, logWealth, newBets, placeBet } from './bets.ts'
import { addToInterval, bettingInterval, NEW_BETTING_INTERVAL } from './betting-interval.ts'
import { addToCanary, type CanaryItem, canaryVerdict, NEW_CANARY } from './canary.ts'
import { chosenByEvidence } from './chosen-by-evidence.ts'
import { NEW_DETECTOR, watch } from './detector.ts'
import { addNumber, logMeanShift, NOTHING_SEEN } from './mean-shift.ts'
import { addLabel, NEW_PROBATION, type Probation, probationEvidence, probationVerdict } from './probation.ts'
import { probationBoundaries, probationOdds } from './probation-boundary.ts'
import { addWeightedLoss, NEW_WEIGHTED_PROBATION, weightedEvidence } from './weighted-probation.ts'

const PLAN = { bar: 0.05 }

test('evidence by the formula, written out for whole shapes', () => {
  // Beta(1, 1) above ½, one loss in one: mean of q / ½ over q from ½ to 1.
  expect(Math.exp(logEvidence({ labels: 1, losses: 1 }, 0.5, 'above', { a: 1, b: 1 }))).toBeCloseTo(1.5, 12)
  expect(Math.exp(logEvidence({ labels: 1, losses: 1 }, 0.5, 'below', { a: 1, b: 1 }))).toBeCloseTo(0.5, 12)
  expect(logEvidence({ labels: 0, losses: 0 }, 0.2, 'below', { a: 1, b: 10 })).toBeCloseTo(0, 12)
  // Far out it stays finite: 5,000 losses of 5,000.
  const far = logEvidence({ labels: 5000, losses: 5000 }, 0.05, 'above', { a: 2, b: 20 })
  expect(far).toBeGreaterThan(14_000)
  expect(far).toBeLessThan(5000 * Math.log(20))
})

test('on the bar, the mean evidence stays 1: a martingale', () => {
  for (const side of ['above', 'below'] as const) {
    let chances = [1]
    for (let labels = 1; labels <= 60; labels++)
      chances = Array.from(
        { length: labels + 1 },
        (_, losses) => (chances[losses] ?? 0) * 0.95 + (chances[losses - 1] ?? 0) * 0.05,
      )
    const mean = chances.reduce(
      (sum, chance, losses) =>
        sum + chance * Math.exp(logEvidence({ labels: 60, losses }, 0.05, side, { a: 2, b: 20 })),
      0,
    )
    expect(mean).toBeCloseTo(1, 9)
  }
})

test('the reaches of a probation, exactly: bar 5 % losses, errors 1 %, at most 1,500 labels', () => {
  const boundaries = probationBoundaries(PLAN)
  const at = (rate: number) => probationOdds(PLAN, rate, boundaries)
  expect(at(0.05).pass).toBeLessThanOrEqual(0.01)
  expect(at(0.05).revoke).toBeLessThanOrEqual(0.01)
  expect(at(0.06).pass).toBeLessThan(0.002)
  expect(at(0.02).pass).toBeGreaterThan(0.9)
  expect(at(0.02).medianLabels).toBeLessThanOrEqual(400)
  expect(at(0.1).revoke).toBeGreaterThan(0.999)
  expect(at(0.1).medianLabels).toBeLessThanOrEqual(300)
  expect(at(0.2).medianLabels).toBeLessThanOrEqual(50)
  const { pass, revoke, undecided } = at(0.04)
  expect(pass + revoke + undecided).toBeCloseTo(1, 12)
  // Against a bound looked at again and again, which is what one must not do.
  const peeking = boundaries.map(({ labels }) => ({
    labels,
    passes: Math.floor(0.05 * labels - 1.645 * Math.sqrt(0.0475 * labels)),
    revokes: labels + 1,
  }))
  expect(probationOdds(PLAN, 0.05, peeking).pass).toBeGreaterThan(0.1)
})

function serve(losses: readonly boolean[], plan = PLAN): Probation {
  return losses.reduce((probation: Probation, isLoss) => addLabel(plan, probation, isLoss), NEW_PROBATION)
}

test('boundaries are where the verdict changes, and a chart may skip labels', () => {
  const boundaries = probationBoundaries({ ...PLAN, cap: 400 }, 50)
  expect(boundaries.map(({ labels }) => labels)).toEqual([50, 100, 150, 200, 250, 300, 350, 400])
  expect(() => probationOdds(PLAN, 0.05, boundaries)).toThrow('boundaries of every label; after 0 comes 50')
  for (const { labels, passes, revokes } of boundaries) {
    const limit = -Math.log(0.01)
    if (passes >= 0)
      expect(probationEvidence(PLAN, { labels, losses: passes }).pass).toBeGreaterThanOrEqual(limit)
    expect(probationEvidence(PLAN, { labels, losses: passes + 1 }).pass).toBeLessThan(limit)
    expect(probationEvidence(PLAN, { labels, losses: revokes }).revoke).toBeGreaterThanOrEqual(limit)
    expect(probationEvidence(PLAN, { labels, losses: revokes - 1 }).revoke).toBeLessThan(limit)
  }
})

test('verdicts: evidence stands once reached, exposure is waited for, the cap is no pass', () => {
  const good = serve(Array.from({ length: 200 }, () => false))
  expect(good.passedAt).toBeLessThan(150)
  const later = JSON.parse(JSON.stringify(good)) as Probation
  const worse = [true, true, true, true, true, true].reduce(
    (one: Probation, loss) => addLabel(PLAN, one, loss),
    later,
  )
  expect(worse.passedAt).toBe(good.passedAt)
  const measure = (probation: Probation, cap = 1500) => ({ plan: { ...PLAN, cap }, probation })
  expect(probationVerdict([measure(good)], true)).toEqual({ verdict: 'pass' })
  expect(probationVerdict([measure(good)], false)).toEqual({ verdict: 'extend', because: 'exposure-missing' })
  expect(probationVerdict([], true)).toEqual({ verdict: 'extend', because: 'evidence-missing' })
  const short = serve([false, false])
  expect(probationVerdict([measure(good), measure(short)], true)).toEqual({
    verdict: 'extend',
    because: 'evidence-missing',
  })
  expect(probationVerdict([measure(good), measure(short, 2)], true)).toEqual({
    verdict: 'revoke',
    because: 'cap-reached',
  })
  const bad = serve(Array.from({ length: 40 }, (_, i) => i % 3 === 0))
  expect(bad.revokedAt).toBeLessThan(40)
  expect(probationVerdict([measure(good), measure(bad)], true)).toEqual({
    verdict: 'revoke',
    because: 'losses',
  })
  expect(() => addLabel({ bar: 5 }, NEW_PROBATION, false)).toThrow('a loss rate between 0 and 1, not 5')
})

const NO_BETS = newBets(FALLING_STAKES)

test('bets: the mean of stakes, exact in logarithms, refused beyond what was promised', () => {
  expect(logWealth(NO_BETS)).toBe(0)
  const once = placeBet(NO_BETS, 0.5, 1)
  const twice = placeBet(once, 0.5, 1)
  expect(placeBet(NO_BETS, 0.5, 1, 2)).toEqual(twice)
  expect(logWealth(once)).toBeGreaterThan(0)
  expect(logWealth(placeBet(NO_BETS, -1, 1))).toBeLessThan(0)
  expect(() => placeBet(NO_BETS, -1.1, 1)).toThrow('below the worst that was promised')
})

test('weighted labels: little false evidence on the bar, much off it', () => {
  const random = chanceFrom(21)
  const plan = { bar: 0.05, leastProbability: 0.2 }
  const limit = -Math.log(0.05)
  const ever = (rate: number, labels: number, side: 'pass' | 'revoke'): boolean => {
    let state = NEW_WEIGHTED_PROBATION
    for (let i = 0; i < labels; i++) {
      // Risky items are drawn for sure and lose more often; on average the rate is `rate` over items.
      const isRisky = random() < 0.2
      const probability = isRisky ? 1 : 0.2
      if (random() >= probability) continue
      state = addWeightedLoss(plan, state, {
        loss: Number(random() < (isRisky ? 3 * rate : rate / 2)),
        probability,
      })
      if (weightedEvidence(state)[side] >= limit) return true
    }
    return false
  }
  const share = (runs: number, rate: number, side: 'pass' | 'revoke') =>
    Array.from({ length: runs }, () => ever(rate, 2500, side)).filter(Boolean).length / runs
  expect(share(100, 0.05, 'pass')).toBeLessThanOrEqual(0.1)
  expect(share(100, 0.05, 'revoke')).toBeLessThanOrEqual(0.1)
  expect(share(30, 0.01, 'pass')).toBeGreaterThan(0.9)
  expect(share(30, 0.12, 'revoke')).toBeGreaterThan(0.9)
  expect(() => addWeightedLoss(plan, NEW_WEIGHTED_PROBATION, { loss: 0, probability: 0.1 })).toThrow(
    'below the least of the plan',
  )
  expect(() => addWeightedLoss(plan, NEW_WEIGHTED_PROBATION, { loss: 2, probability: 1 })).toThrow(
    'from 0 to 1, not 2',
  )
})

test('a canary that errs less is promoted, one that errs more rolled back', () => {
  const random = chanceFrom(22)
  const plan = { margin: 0.001, harm: 0.001, leastProbability: 0.5 }
  const run = (worse: number) => {
    let canary = NEW_CANARY
    for (let block = 0; block < 3000; block++) {
      // One in a hundred is discordant, and labelled with chance one half.
      const item: CanaryItem =
        random() < 0.5
          ? { kind: 'labelled', difference: random() < worse ? 1 : -1, probability: 0.5 }
          : { kind: 'unlabelled', count: 1 }
      canary = addToCanary(plan, addToCanary(plan, canary, { kind: 'concordant', count: 99 }), item)
      const verdict = canaryVerdict(plan, canary)
      if (verdict !== 'wait') return verdict
    }
    return 'wait'
  }
  expect(Array.from({ length: 5 }, () => run(0.2))).toEqual(Array.from({ length: 5 }, () => 'promote'))
  expect(Array.from({ length: 5 }, () => run(0.9))).toEqual(Array.from({ length: 5 }, () => 'roll-back'))
  expect(() => addToCanary(plan, NEW_CANARY, { kind: 'labelled', difference: 1, probability: 0.1 })).toThrow(
    'from -1 to 1',
  )
})

test('a drop after 5,000 good labels is seen soon, where one long e-process sees nothing', () => {
  const random = chanceFrom(23)
  const delays: number[] = []
  let longProcess = 0
  for (let run = 0; run < 30; run++) {
    let detector = NEW_DETECTOR
    let losses = 0
    for (let labels = 1; labels <= 6000 && detector.alarmAt === null; labels++) {
      const isLoss = random() < (labels <= 5000 ? 0.02 : 0.1)
      losses += Number(isLoss)
      detector = watch(PLAN, detector, Number(isLoss))
      if (labels > 5000 && probationEvidence(PLAN, { labels, losses }).revoke > -Math.log(0.01)) longProcess++
    }
    delays.push(detector.alarmAt! - 5000)
  }
  delays.sort((x, y) => x - y)
  expect(delays[0]).toBeGreaterThan(0)
  expect(delays[15]).toBeLessThanOrEqual(250)
  expect(longProcess).toBe(0)
  expect(JSON.parse(JSON.stringify(NEW_DETECTOR))).toEqual(NEW_DETECTOR)
  expect(() => watch(PLAN, NEW_DETECTOR, 2)).toThrow('from 0 to 1')
})

test('on the bar the run to an alarm is longer than stated', () => {
  const random = chanceFrom(24)
  let sum = 0
  for (let run = 0; run < 60; run++) {
    let detector = NEW_DETECTOR
    while (detector.alarmAt === null)
      detector = watch({ bar: 0.05, runLength: 200 }, detector, Number(random() < 0.05))
    sum += detector.alarmAt
  }
  expect(sum / 60).toBeGreaterThan(200)
})

test('evidence is chosen as e-BH has it', () => {
  const logs = [60, 1, 30, 100, 0].map(Math.log)
  // Thresholds 100, 50, 33: of sorted 100, 60, 30 two reach theirs.
  expect(chosenByEvidence(logs, 0.05)).toEqual([0, 3])
  expect(chosenByEvidence([], 0.05)).toEqual([])
  expect(chosenByEvidence([Math.log(19)], 0.05)).toEqual([])
  // The second carries the first: both reach 20.
  expect(chosenByEvidence([21, 22].map(Math.log), 0.05)).toEqual([0, 1])
})

test('a guardrail that moves is seen, one that does not is not', () => {
  const random = chanceFrom(25)
  const ever = (shift: number) => {
    let running = NOTHING_SEEN
    for (let i = 0; i < 1500; i++) {
      running = addNumber(running, random() + random() + random() - 1.5 + shift)
      if (logMeanShift(running, 0, 0.1) >= -Math.log(0.05)) return true
    }
    return false
  }
  expect(Array.from({ length: 100 }, () => ever(0)).filter(Boolean).length).toBeLessThanOrEqual(8)
  expect(Array.from({ length: 20 }, () => ever(0.1)).filter(Boolean).length).toBe(20)
  // Johari et al., formula (9), written out.
  const seen = { count: 400, mean: 0.3, squares: 399 }
  expect(logMeanShift(seen, 0, 1)).toBeCloseTo(0.5 * Math.log(1 / 401) + (400 ** 2 * 0.09) / (2 * 401), 10)
  expect(logMeanShift({ count: 199, mean: 9, squares: 198 }, 0, 1)).toBe(0)
})

test('the interval of bets holds the mean at all looks together', () => {
  const random = chanceFrom(26)
  let missed = 0
  for (let run = 0; run < 60; run++) {
    let seen = NEW_BETTING_INTERVAL
    let isMissed = false
    for (let i = 1; i <= 300; i++) {
      seen = addToInterval(seen, random() < 0.3 ? random() : 0)
      if (i % 10 > 0) continue
      const { low, high } = bettingInterval(seen)
      if (low > 0.15 || high < 0.15) isMissed = true
    }
    if (isMissed) missed++
    expect(bettingInterval(seen).high).toBeLessThan(0.28)
  }
  expect(missed).toBeLessThanOrEqual(5)
  expect(bettingInterval(NEW_BETTING_INTERVAL)).toEqual({ low: 0, high: 1 })
  expect(() => addToInterval(NEW_BETTING_INTERVAL, 1.5)).toThrow('from 0 to 1, not 1.5')
})
