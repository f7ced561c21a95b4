import { expect, test } from 'vitest'
import { canaryOutcome, foldCanary } from '../canary/fold-canary.ts'
import { Task } from '../task.ts'
import { foldWatch, watchOutcome } from '../watch/fold-watch.ts'
import { breaksPolicy } from './breaks-policy.ts'
import { exposureOf, foldProbation, lossBar, NEW_PROBATION_STATE, outcomeOf } from './fold-probation.ts'
import { labelsNeeded } from './labels-needed.ts'
import type { CellSum, FoldGiven, JudgedSample } from './ports.ts'
import { tripwires } from './tripwires.ts'

const DAY_MS = 86_400_000
const manifest = { thresholds: { review: 0.3, act: 0.8, actForGood: undefined } }
const task = Task.parse({ name: 't', bars: { precision: 0.95 }, probation: { accounts: 10, days: 0 } })

let number = 0
const sample = (more: Partial<JudgedSample> = {}): JudgedSample => ({
  ...{ number: ++number, stratum: 'act', account: `account:${number}`, day: 0, type: 'chat.message' },
  ...{ probability: 1, score: 0.9, drawnMs: 0, outcome: 'violates', policies: ['harassment.insult@1'] },
  ...more,
})
const right = (count: number, more: Partial<JudgedSample> = {}) =>
  Array.from({ length: count }, () => sample(more))
const wrong = (count: number) => right(count, { outcome: 'fine', policies: [] })
const given = (samples: readonly JudgedSample[], state: unknown = {}) => ({ state, through: 0, samples })
const cell = (name: CellSum['cell'], count: number) =>
  ({ cell: name, count, model: 'mdl-a', day: 0, type: 'chat.message' }) as CellSum
const seenAll = (accounts: number): Pick<FoldGiven, 'cells' | 'accounts'> => ({
  accounts,
  cells: [cell('act', 100)],
})
const verdictOf = (samples: readonly JudgedSample[], accounts = 10, cells: CellSum[] = []) => {
  const { state } = foldProbation(task, manifest, given(samples), 0)
  return outcomeOf(task, manifest, state, exposureOf(task, seenAll(accounts), 0, 0), cells)
}

test('a model that is right passes, one that is wrong is revoked, one that nobody can tell is extended', () => {
  expect(verdictOf(right(150)).verdict).toBe('pass')
  expect(verdictOf(wrong(10)).verdict).toBe('revoke')
  expect(verdictOf(right(20))).toMatchObject({ verdict: 'extend', wayOut: expect.stringMatching(/judge/) })
})

test('evidence alone does not pass: enough accounts, kinds of event and days must have been seen', () => {
  expect(verdictOf(right(150), 9)).toMatchObject({
    verdict: 'extend',
    wayOut: expect.stringMatching(/9 of 10 accounts/),
  })
})

test('at its cap of labels or of days it is revoked: not proved is not passed', () => {
  const short = Task.parse({ ...task, probation: { ...task.probation, mostLabels: 30, mostDays: 5 } })
  const { state } = foldProbation(short, manifest, given([...right(28), ...wrong(2)]), 0)
  const exposure = exposureOf(short, seenAll(10), 0, 0)
  expect(outcomeOf(short, manifest, state, exposure, [])).toMatchObject({
    verdict: 'revoke',
    says: expect.stringMatching(/30 labels/),
  })
  const late = exposureOf(short, seenAll(10), 0, 6 * DAY_MS)
  expect(outcomeOf(short, manifest, NEW_PROBATION_STATE, late, [])).toMatchObject({
    verdict: 'revoke',
    says: expect.stringMatching(/5 days/),
  })
})

test('labels count in the order of drawing: one that is missing holds up those behind it, until its time is over', () => {
  const samples = [sample(), sample({ outcome: undefined }), ...wrong(3)]
  const early = foldProbation(task, manifest, given(samples), 1000)
  expect(early.state.counts.labels).toBe(1)
  expect(early.through).toBe(samples[0]!.number)
  const late = foldProbation(task, manifest, given(samples), task.probation.patienceMs + 1)
  expect(late.state).toMatchObject({ counts: { labels: 4, losses: 3 }, void: 1, path: '0111' })
})

test('taken up in pieces it comes to the same as at once, and survives JSON', () => {
  const samples = [...right(20), ...wrong(2), ...right(5, { stratum: 'low', outcome: 'fine' })]
  const whole = foldProbation(task, manifest, given(samples), 0)
  let state: unknown = {}
  for (const one of samples)
    state = JSON.parse(JSON.stringify(foldProbation(task, manifest, given([one], state), 0).state))
  expect(state).toEqual(JSON.parse(JSON.stringify(whole.state)))
  expect(whole.state.beside).toEqual({ low: { judged: 5, violating: 0 } })
})

test('what is found must be of the policies of the task', () => {
  expect(breaksPolicy(['harassment.insult@3'], ['harassment'])).toBe(true)
  expect(breaksPolicy(['harassment.insult@3'], ['harassment.insult'])).toBe(true)
  expect(breaksPolicy(['harassment.insult@3'], ['harass', 'spam'])).toBe(false)
  expect(breaksPolicy([], [])).toBe(true)
  const about = Task.parse({ ...task, policies: ['spam'] })
  expect(foldProbation(about, manifest, given([sample()]), 0).state.counts.losses).toBe(1)
})

test('numbers that are none, failures, slowness and other scores than before trip at once', () => {
  const tripped = (...cells: CellSum[]) =>
    tripwires([cell('act', 1000), ...cells], 50)
      .filter((one) => one.tripped)
      .map(({ name }) => name)
  expect(tripped()).toEqual([])
  expect(tripped(cell('not-a-number', 1))).toEqual(['numerics'])
  expect(tripped(cell('failed', 3))).toEqual([])
  expect(tripped(cell('failed', 30))).toEqual(['failed'])
  expect(tripped(cell('fast', 990), cell('slow', 12))).toEqual([])
  expect(tripped(cell('fast', 900), cell('slow', 100))).toEqual(['compute'])
  expect(tripped(cell('same', 1000), cell('skewed', 1))).toEqual(['skew'])
  expect(verdictOf(right(150), 10, [cell('act', 1000), cell('not-a-number', 1)]).verdict).toBe('revoke')
})

test('how many labels are still needed falls with those that are there, and is not said where they would not do', () => {
  const plan = { bar: 0.05 }
  const atFirst = labelsNeeded(plan, { labels: 0, losses: 0 })!
  expect(atFirst).toBeGreaterThan(50)
  expect(labelsNeeded(plan, { labels: 80, losses: 0 })).toBeLessThan(atFirst)
  expect(labelsNeeded(plan, { labels: 100, losses: 10 })).toBeUndefined()
})

test('a model that only ranks is held to what looks may cost', () => {
  expect(lossBar(task, manifest)).toBeCloseTo(0.05)
  expect(lossBar(task, { thresholds: { ...manifest.thresholds, act: undefined } })).toBeCloseTo(0.75)
})

test('a canary is promoted where it is right about what it differs in, rolled back where the live model was', () => {
  const quick = Task.parse({ ...task, probation: { ...task.probation, canaryDays: 0, canaryLabels: 5 } })
  const fold = (samples: readonly JudgedSample[], cells: CellSum[] = []) => {
    const { state } = foldCanary(quick, 0.05, { ...given(samples), cells: [] }, 0)
    return canaryOutcome(quick, state, cells, 0, 0).verdict
  }
  const differ = (count: number, stratum: JudgedSample['stratum'], outcome: 'violates' | 'fine') =>
    right(count, { stratum, outcome })
  expect(fold([...differ(8, 'new-only', 'violates'), ...differ(8, 'old-only', 'fine')])).toBe('promote')
  expect(fold([...differ(8, 'new-only', 'fine'), ...differ(8, 'old-only', 'violates')])).toBe('roll-back')
  expect(fold(differ(3, 'new-only', 'violates'))).toBe('wait')
  // Two that hardly differ need no labels.
  expect(fold([], [cell('low', 20_000), cell('new-only', 1)])).toBe('promote')
  expect(fold([], [cell('low', 20_000), cell('new-only', 100)])).toBe('wait')
})

test('each share of a canary is judged anew', () => {
  const one = foldCanary(task, 0.01, { ...given(right(4, { stratum: 'new-only' })), cells: [] }, 0)
  expect(one.state.labels).toBe(4)
  const next = foldCanary(task, 0.05, { ...given([], one.state), cells: [cell('low', 7)] }, 0)
  expect(next.state).toMatchObject({ share: 0.05, labels: 0, from: { seen: 7, differ: 0 } })
})

test('a live model is rolled back when what it does becomes wrong, however long it was right before', () => {
  const live = Task.parse({ ...task, probation: { ...task.probation, runLength: 10_000 } })
  const good = foldWatch(live, manifest, given(right(3000)), 0)
  expect(watchOutcome(live, manifest, good.state, []).verdict).toBe('healthy')
  const bad = foldWatch(live, manifest, given([...wrong(20), ...right(5)], good.state), 0)
  expect(watchOutcome(live, manifest, bad.state, []).verdict).toBe('roll-back')
  expect(bad.state.trace.length).toBeLessThanOrEqual(500)
})
