import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_PLAN } from './change-plan.ts'
import { FRESH_MS } from './find-evidence.ts'
import { mayMove } from './may-move.ts'
import { mlTestScore } from './ml-test-score.ts'
import { ML_TESTS } from './ml-tests.ts'
import { MODEL_STATES } from './model.ts'
import { planMove } from './plan-move.ts'
import { planRetire } from './plan-retire.ts'
import { planRollback } from './plan-rollback.ts'
import { planSignOff } from './plan-sign-off.ts'
import type { SeenModel } from './ports.ts'
import { after, checks, evidence, gateResults, gates, NOW, record, seen, watches } from './seen.fixture.ts'
import { CANARY_SHARES, isTerminal, MOVES } from './states.ts'

const facts = { nowMs: NOW }
const PERSON = 'usr-00000000000000000000000000000001'
const promote = (share: number) => evidence('canary', { verdict: 'promote', share })

/** All the way from training to the last share of the canary. */
function grown(): SeenModel {
  let at = seen({}, evidence('trained'))
  const go = (to: (typeof MODEL_STATES)[number], ...given: ReturnType<typeof evidence>[]) => {
    at = after(at, planMove(at, { evidence: given, to }, facts))
  }
  go('evaluated', evidence('evaluation'))
  go('shadow', gates('reversible'), checks)
  go('canary', watches, evidence('probation', { verdict: 'pass' }))
  for (const share of CANARY_SHARES.slice(0, -1)) go('canary', promote(share))
  return at
}

test('a model goes from training to live by evidence alone, each move resting on its entries', () => {
  const canary = grown()
  expect(canary.record).toMatchObject({
    state: 'canary',
    share: 0.5,
    authority: 'reversible',
    certified: 'reversible',
  })
  const last = [evidence('drill', { ok: true, ms: 12, dropped: 0 }), watches, promote(0.5)]
  const live = after(canary, planMove(canary, { evidence: last, to: 'live' }, facts))
  expect(live.record).toMatchObject({ state: 'live', share: 1, authority: 'reversible', isLastGood: false })
  expect(mlTestScore(live)).toMatchObject({ score: 7 })
  for (const { body } of live.entries.filter(({ kind }) => kind === 'move')) {
    const rests = body.rests as number[]
    expect(rests.length).toBeGreaterThan(0)
    expect(rests.every((number) => live.entries.some((one) => one.number === number))).toBe(true)
  }
})

test('without evidence nothing moves, from whatever state', () => {
  for (const state of MODEL_STATES)
    for (const to of MODEL_STATES) {
      const verdict = mayMove(seen({ state, certified: 'irreversible', share: 0.5 }), to, facts)
      expect(verdict, `${state} ${to}`).toMatchObject({ ok: false })
    }
})

test('what was refused, revoked, rolled back or retired never comes back, whatever evidence there is', () => {
  const all = [
    checks,
    watches,
    gates('irreversible'),
    evidence('probation', { verdict: 'pass' }),
    promote(0.5),
  ]
  for (const state of MODEL_STATES.filter(isTerminal))
    for (const to of MODEL_STATES)
      expect(planMove(seen({ state, certified: 'irreversible' }), { evidence: all, to }, facts).ok).toBe(
        false,
      )
  expect(MODEL_STATES.filter(isTerminal)).toEqual(['refused', 'revoked', 'rolled-back', 'retired'])
})

const toShadow = (given: object) => mayMove(seen({ state: 'evaluated' }, given), 'shadow', facts)

test('one gate of shadow that fails, is inconclusive or did not run keeps a model out; a person cannot write evidence', () => {
  expect(toShadow(gates('observe'))).toMatchObject({ ok: true, rests: [1] })
  const results = gateResults('observe')
  results
    .filter((one) => one.for === 'observe')
    .forEach((one, i) => {
      for (const verdict of ['fail', 'inconclusive'] as const) {
        const changed = results.with(i, { ...one, verdict })
        expect(toShadow(evidence('gates', { gates: 'g', results: changed }))).toMatchObject({
          ok: false,
          why: `not passed: ${one.gate} (${verdict})`,
        })
      }
      expect(toShadow(evidence('gates', { gates: 'g', results: results.toSpliced(i, 1) })).ok).toBe(false)
    })
  expect(toShadow({ ...gates('observe'), by: PERSON })).toMatchObject({
    ok: false,
    why: expect.stringMatching(/no evidence/),
  })
  expect(toShadow(evidence('gates', { gates: 'g', results: 'all passed' })).ok).toBe(false)
})

test('evidence of other data, another policy version, other bars, or of long ago does not count', () => {
  const given = gates('observe')
  const of = (body: object) => toShadow({ ...given, body: { ...given.body, ...body } })
  expect(of({ dataset: 'ds-2' })).toMatchObject({ why: expect.stringContaining('another dataset') })
  expect(of({ policyVersion: 'x@2' })).toMatchObject({
    why: expect.stringContaining('another policy version'),
  })
  expect(of({ gates: 'laxer' })).toMatchObject({ why: expect.stringContaining('other bars') })
  expect(toShadow({ ...given, atMs: NOW - FRESH_MS.gates })).toMatchObject({ ok: true })
  expect(toShadow({ ...given, atMs: NOW - FRESH_MS.gates - 1 })).toMatchObject({
    ok: false,
    why: expect.stringMatching(/older/),
  })
  expect(toShadow({ ...given, atMs: NOW + FRESH_MS.gates + 1 })).toMatchObject({ ok: false })
  const stale = { ...facts, policyVersion: 'harassment@2' }
  expect(mayMove(seen({ state: 'evaluated' }, given), 'shadow', stale)).toMatchObject({ ok: false })
})

test('the last word counts, and only one that was said since the model came to where it stands', () => {
  const pass = evidence('probation', { verdict: 'pass' })
  const toCanary = (...given: object[]) =>
    mayMove(seen({ state: 'shadow', certified: 'rank' }, ...given), 'canary', facts)
  expect(toCanary(pass)).toMatchObject({ ok: true })
  expect(toCanary(pass, evidence('probation', { verdict: 'extend' }))).toMatchObject({ ok: false })
  expect(toCanary(pass, evidence('move', { to: 'shadow' }))).toMatchObject({
    ok: false,
    why: expect.stringMatching(/before the model/),
  })
  expect(mayMove(seen({ state: 'canary', share: 0.01 }, promote(0.05)), 'canary', facts).ok).toBe(false)
})

test('a model that is tainted, certified to observe, or second to a canary goes no further', () => {
  const pass = evidence('probation', { verdict: 'pass' })
  const shadow = seen({ state: 'shadow', certified: 'rank' }, pass)
  const tainted = { ...shadow, record: { ...shadow.record, isTainted: true } }
  const observer = { ...shadow, record: { ...shadow.record, certified: 'observe' as const } }
  const second = { ...shadow, peers: [record({ id: 'mdl-b', state: 'canary' })] }
  for (const one of [tainted, observer, second]) expect(mayMove(one, 'canary', facts).ok).toBe(false)
  expect(mayMove(shadow, 'canary', facts).ok).toBe(true)
})

test('a retrained model within its plan needs no signature; one with other bars does, against the live one of then', () => {
  const pass = evidence('probation', { verdict: 'pass' })
  const live = record({ id: 'mdl-b', state: 'live' })
  const at = { ...seen({ state: 'shadow', certified: 'rank' }, pass), peers: [live] }
  const retrained = { ...at.record.manifest, seed: 7, code: 'newer' }
  expect(mayMove({ ...at, record: { ...at.record, manifest: retrained } }, 'canary', facts).ok).toBe(true)
  const laxer = { ...at, peers: [{ ...live, manifest: { ...live.manifest, gates: 'sterner' } }] }
  expect(mayMove(laxer, 'canary', facts)).toMatchObject({
    ok: false,
    why: expect.stringMatching(/changes gates/),
  })
  const signed = after(laxer, planSignOff(laxer, { by: PERSON, why: 'agreed', plan: DEFAULT_PLAN }))
  expect(mayMove(signed, 'canary', facts).ok).toBe(true)
  const another = { ...signed, peers: [{ ...laxer.peers[0]!, id: 'mdl-c' as const }] }
  expect(mayMove(another, 'canary', facts).ok).toBe(false)
})

test('the score card keeps a model from going live, and says what is missing', () => {
  const canary = grown()
  const planned = planMove(canary, { evidence: [promote(0.5)], to: 'live' }, facts)
  expect(planned).toMatchObject({ ok: false, wayOut: 'evidence is missing for I7 (it can be rolled back)' })
})

test('the next live model makes the last one the last known good; a rollback brings it back', () => {
  const [old, older] = [
    record({ id: 'mdl-b', state: 'live' }),
    record({ id: 'mdl-c', state: 'retired', isLastGood: true }),
  ]
  const canary = { ...grown(), peers: [old, older] }
  const last = [evidence('drill', { ok: true, ms: 12, dropped: 0 }), watches, promote(0.5)]
  const live = after(canary, planMove(canary, { evidence: last, to: 'live' }, facts))
  expect(live.peers).toMatchObject([
    { id: 'mdl-b', state: 'retired', isLastGood: true, share: 0 },
    { id: 'mdl-c', isLastGood: false },
  ])
  expect(planRollback(live, { by: 'system', why: '' }, facts)).toMatchObject({ ok: false })
  const harm = [{ kind: 'watch' as const, body: evidence('watch', { verdict: 'roll-back' }).body }]
  const back = after(live, planRollback(live, { by: 'system', why: '', evidence: harm }, facts))
  expect(back.record).toMatchObject({ state: 'rolled-back', share: 0, authority: 'observe' })
  expect(back.peers).toMatchObject([
    { id: 'mdl-b', state: 'live', share: 1 },
    { id: 'mdl-c', state: 'retired' },
  ])
})

test('a person rolls back and retires alone, with no evidence; a shadow is not rolled back', () => {
  expect(planRollback(seen({ state: 'canary' }), { by: PERSON, why: 'odd' }, facts)).toMatchObject({
    ok: true,
  })
  expect(planRollback(seen({ state: 'shadow' }), { by: PERSON, why: 'odd' }, facts)).toMatchObject({
    ok: false,
  })
  expect(planRetire(seen({ state: 'shadow' }), { by: PERSON, why: 'old' })).toMatchObject({ ok: true })
  expect(planRetire(seen({ state: 'revoked' }), { by: PERSON, why: 'old' })).toMatchObject({ ok: false })
})

test('whatever evidence there is in whatever order, live is reached by the canary alone, and never by a tainted model', () => {
  const words = [
    gates('irreversible'),
    checks,
    watches,
    evidence('probation', { verdict: 'pass' }),
    promote(0.5),
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...MODEL_STATES),
      fc.shuffledSubarray(words),
      fc.boolean(),
      fc.constantFrom(0, ...CANARY_SHARES),
      (state, given, isTainted, share) => {
        const at = seen({ state, certified: 'irreversible', isTainted, share }, ...given)
        for (const to of MODEL_STATES) {
          if (!mayMove(at, to, facts).ok) continue
          expect(MOVES[state]).toContain(to)
          if (['shadow', 'canary', 'live'].includes(to)) expect(isTainted).toBe(false)
          if (to === 'live') expect(state).toBe('canary')
        }
      },
    ),
  )
})

test('there are 28 tests, seven of each section, and each of them is missed when its evidence goes', () => {
  expect(ML_TESTS.map(({ section }) => section).join()).toBe(
    ['data', 'model', 'infrastructure', 'monitoring'].flatMap((one) => Array(7).fill(one)).join(),
  )
  const canary = grown()
  const whole = {
    ...canary,
    entries: [
      ...canary.entries,
      {
        ...evidence('drill', { ok: true, ms: 9, dropped: 0 }),
        number: 99,
        model: canary.record.id,
        atMs: NOW,
        hash: '',
      },
      { ...promote(0.5), number: 100, model: canary.record.id, atMs: NOW, hash: '' },
    ],
  }
  expect(mlTestScore(whole).score).toBe(7)
  for (const kind of ['gates', 'checks', 'watch', 'drill', 'canary', 'probation'] as const) {
    const without = { ...whole, entries: whole.entries.filter((one) => one.kind !== kind) }
    expect(mlTestScore(without).score, kind).toBeLessThan(7)
    const elsewhere = {
      ...whole,
      entries: whole.entries.map((one) => (one.kind === kind ? { ...one, by: PERSON } : one)),
    }
    expect(mlTestScore(elsewhere).score, kind).toBeLessThan(7)
  }
})

test('what may not be said to be inapplicable, or is alarmed, or drilled too slowly, gives no point', () => {
  const at = (learner: 'linear' | 'onnx', verdict: string) => {
    const body = { results: [{ check: 'ablation', verdict, says: '' }] }
    const one = seen({}, evidence('checks', body))
    const manifest = { ...one.record.manifest, learner }
    const { tests } = mlTestScore({ ...one, record: { ...one.record, manifest } })
    return tests.find(({ test }) => test === 'D2')!.points
  }
  expect([
    at('linear', 'pass'),
    at('linear', 'not-applicable'),
    at('onnx', 'not-applicable'),
    at('onnx', 'fail'),
  ]).toEqual([1, 0, 1, 0])
  const point = (test: string, given: object) =>
    mlTestScore(seen({}, given)).tests.find((one) => one.test === test)!.points
  expect(point('I7', evidence('drill', { ok: true, ms: 100, dropped: 0 }))).toBe(0)
  expect(point('I7', evidence('drill', { ok: true, ms: 50, dropped: 0 }))).toBe(1)
  const alarm = { watches: [{ watch: 'skew', state: 'alarm', says: '' }] }
  expect(point('M3', evidence('watch', alarm))).toBe(0)
})
