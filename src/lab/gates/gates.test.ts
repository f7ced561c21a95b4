import { describe, expect, test } from 'vitest'
import type { EntityRef } from '../../core/entity.ts'
import type { PlacedRow } from '../dataset/row.ts'
import { AUTHORITIES, type Authority } from '../registry/authority.ts'
import { seededRandom } from '../text/seeded-random.ts'
import { certifiedAuthority, missingFor } from './certified-authority.ts'
import { BARS, HONEST, scoredRows } from './evidence.fixture.ts'
import { findTexts } from './find-texts.ts'
import type { GateEvidence } from './gate-evidence.ts'
import { GATES } from './list.ts'
import { lookAtRows } from './look-at-rows.ts'
import { MUTANTS } from './mutants.fixture.ts'
import { type GateName, REQUIRED_GATES } from './required-gates.ts'
import { robustnessGate } from './robustness-gate.ts'
import { runGates } from './run-gates.ts'

const { evaluation } = HONEST
const measured = (part: Partial<GateEvidence['evaluation']>): Partial<GateEvidence> => ({
  evaluation: { ...evaluation, ...part },
})

test('an honest model passes every gate, and each result says on what and at what error rate', () => {
  const results = runGates(HONEST)
  expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  expect(certifiedAuthority(results)).toBe('irreversible')
  for (const { says, alpha } of results) {
    expect(says).not.toBe('')
    expect(alpha).toBeLessThanOrEqual(0.05)
  }
})

test('the list has each gate that a step needs, once, and each has a mutant made for it', () => {
  const needed = AUTHORITIES.flatMap((step) => REQUIRED_GATES[step].map((gate) => `${gate} ${step}`))
  expect(GATES.map((one) => `${one.gate} ${one.for}`)).toEqual(needed)
  expect([...new Set(MUTANTS.map(([gate]) => gate))].sort()).toEqual(GATES.map(({ gate }) => gate).sort())
})

describe('a mutant is stopped by the gate made for it, at the step that the gate is for', () => {
  test.each(MUTANTS)('%s: %s', (gate, _what, verdict, change) => {
    const results = runGates({ ...HONEST, ...change })
    const found = results.find((one) => one.gate === gate)!
    expect(found.verdict).toBe(verdict)
    expect(found.says).not.toBe('')
    expect(found.wayOut).toBeTruthy()
    const certified = certifiedAuthority(results)
    const below = AUTHORITIES[AUTHORITIES.indexOf(found.for) - 1]
    expect(certified === undefined ? -1 : AUTHORITIES.indexOf(certified)).toBeLessThanOrEqual(
      below === undefined ? -1 : AUTHORITIES.indexOf(below),
    )
    expect(missingFor(found.for, results)).toContain(`${gate} (${verdict})`)
  })
})

test('where labels would help, the gate says how many, and that many do', () => {
  const [one] = evaluation.robustness
  const robustness = evaluation.robustness.map(() => ({ ...one!, found: 80, hidden: 1 }))
  const told = runGates({ ...HONEST, ...measured({ robustness }) }).find(({ gate }) => gate === 'robustness')!
  expect(told.verdict).toBe('inconclusive')
  const found = 80 + told.labelsNeeded!
  const more = evaluation.robustness.map(() => ({ ...one!, found, hidden: Math.round(found / 80) }))
  const after = runGates({ ...HONEST, ...measured({ robustness: more }) }).find(
    ({ gate }) => gate === 'robustness',
  )!
  expect(after.verdict).toBe('pass')
})

test('a gate that cannot run is inconclusive, and what it could not read is not told', () => {
  const broken = { ...HONEST, evaluation: { ...evaluation, latency: undefined as never } }
  const latency = runGates(broken).find(({ gate }) => gate === 'latency')!
  expect(latency).toMatchObject({ verdict: 'inconclusive', says: 'the gate could not run (TypeError)' })
})

test('of certify rows nothing but the verdict comes out: other rows with the same verdict give the same words', () => {
  const other = scoredRows(741)
  const with741 = { ...HONEST, scored: { ...HONEST.scored, certify: other } }
  const told = (evidence: GateEvidence) => runGates(evidence).filter(({ on }) => on === 'certify')
  expect(told(with741)).toEqual(told(HONEST))
  expect(told(HONEST)).toHaveLength(3)
})

test('a result that is missing, or stands twice with other verdicts, certifies nothing', () => {
  const results = runGates(HONEST)
  const upTo = (gate: GateName): Authority | undefined =>
    certifiedAuthority(results.filter((one) => one.gate !== gate))
  expect([upTo('schema'), upTo('recall'), upTo('suites'), upTo('precision-for-good')]).toEqual([
    ...[undefined, 'observe', 'rank', 'reversible'],
  ])
  expect(certifiedAuthority([...results, { ...results[0]!, verdict: 'fail' }])).toBe(undefined)
  expect(certifiedAuthority([])).toBe(undefined)
})

const row = (text: string, set: Partial<PlacedRow>): PlacedRow => ({
  ...{
    hash: text,
    text,
    labels: [],
    violates: false,
    account: undefined,
    world: undefined,
    surface: undefined,
  },
  ...{ language: undefined, accountAgeMs: undefined, atMs: undefined, source: 'f.csv', decision: undefined },
  ...{
    policyVersion: undefined,
    reviewer: undefined,
    blind: false,
    probability: undefined,
    design: undefined,
  },
  ...{ split: 'train', cluster: 0 },
  ...set,
})

test('rows are looked at anew: texts, clusters and accounts that are torn apart, ids, times', () => {
  const rows = [
    row('Hello there', { cluster: 1, account: 'account:a' as EntityRef, atMs: 5 }),
    row('hello  THERE', { cluster: 2, split: 'certify', account: 'account:b' as EntityRef, atMs: 9 }),
    row('nice play', { cluster: 3, account: 'account:a' as EntityRef, split: 'tune' }),
    row('nice plays', { cluster: 3 }),
    row('x-12345', { cluster: 4 }),
    row('', { cluster: 5 }),
    row('gone', { text: undefined, cluster: 1, split: 'certify' }),
  ]
  expect(lookAtRows(rows)).toMatchObject({
    ...{ rows: 7, texts: 6, torn: { texts: 1, clusters: 1, accounts: 1 }, idLike: 2, newestMs: 9 },
  })
})

test('a text that stands in a file is found, in whatever bytes around it; its hashes and single words are not', () => {
  const texts = [
    '이 문장은 학습에 쓰인 어느 플레이어의 말입니다',
    'a line that somebody said in the lobby of a game',
    'short',
  ]
  const noise = Uint8Array.from({ length: 50_000 }, (_, i) => (i * 2654435761) % 251)
  const hidden = new Uint8Array([
    ...noise,
    ...new TextEncoder().encode(`{"example":"…${texts[1]!.slice(2)}"}`),
    ...noise,
  ])
  expect(findTexts([noise], texts)).toEqual({ tried: 2, found: 0, bytes: 50_000 })
  expect(findTexts([noise, hidden, new TextEncoder().encode(texts[0])], texts)).toMatchObject({
    tried: 2,
    found: 1,
  })
  expect(findTexts([new TextEncoder().encode('lobby game somebody line said')], texts).found).toBe(0)
})

test('a model whose recall is on the bar passes no more often than the ledger grants', () => {
  const random = seededRandom(7)
  const recall = GATES.find(({ gate }) => gate === 'recall')!
  const runs = 2000
  let passed = 0
  for (let run = 0; run < runs; run++) {
    const violates = new Uint8Array(150).fill(1)
    const scores = Float32Array.from(violates, () => (random() < BARS.recall ? 0.9 : 0.1))
    const certify = { ...scoredRows(150), violates, scores }
    const attempt = { number: 1, alpha: 0.05, isRepeat: false }
    if (recall.judge({ ...HONEST, attempt, scored: { ...HONEST.scored, certify } }).verdict === 'pass')
      passed++
  }
  // Three standard errors above; it is seen to pass at all, so that the bound is not met by passing nobody.
  expect(passed / runs).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs))
  expect(passed).toBeGreaterThan(20)
})

test('a disguise that hardly changes these texts is none of theirs; when too few are, nothing can be told', () => {
  const foreign = evaluation.robustness.map((one, i) => (i < 3 ? { ...one, found: 4, hidden: 4 } : one))
  const verdict = (robustness: typeof evaluation.robustness) =>
    runGates({ ...HONEST, ...measured({ robustness }) }).find(({ gate }) => gate === 'robustness')?.verdict
  expect(verdict(foreign)).toBe('pass')
  expect(verdict(evaluation.robustness.map((one, i) => (i < 9 ? { ...one, found: 4 } : one)))).toBe(
    'inconclusive',
  )
  expect(verdict(foreign.with(0, { ...foreign[0]!, found: 40, hidden: 40 }))).toBe('fail')
})

test('what a disguise makes unreadable is shown, and no bar is set for it', () => {
  const [one] = evaluation.robustness
  const gone = { ...one!, transform: 'gone', found: 140, hidden: 140, canBeRead: false }
  const results = runGates({ ...HONEST, ...measured({ robustness: [...evaluation.robustness, gone] }) })
  expect(results.find(({ gate }) => gate === 'robustness')).toMatchObject({ verdict: 'pass' })
})

test('bars are those of the task', () => {
  const strict = { ...HONEST, bars: { ...BARS, latencyMs: 0.1, evasion: 0.01 } }
  const failed = runGates(strict).filter(({ verdict }) => verdict !== 'pass')
  expect(failed.map(({ gate }) => gate)).toEqual(['latency', 'robustness'])
})

test('disguises that take letters away, and those of another script, are not judged', () => {
  const [one] = evaluation.robustness
  const masks = { ...one!, transform: 'masks', canBeRead: false, hidden: 120 }
  const leet = { ...one!, transform: 'leet', found: 3, hidden: 3 }
  const robustness = [...evaluation.robustness, masks, leet]
  const judged = robustnessGate.judge({ ...HONEST, ...measured({ robustness }) })
  expect(judged).toMatchObject({ verdict: 'pass' })
  expect(Object.keys(judged.figures!)).not.toContain('leet')
})
