import { describe, expect, test } from 'vitest'
import type { EntityRef } from '../../core/entity.ts'
import type { PlacedRow } from '../dataset/row.ts'
import { AUTHORITIES, type Authority } from '../registry/authority.ts'
import { seededRandom } from '../text/seeded-random.ts'
import { certifiedAuthority, missingFor } from './certified-authority.ts'
import { BARS, estimate, HONEST, NOW, scoredRows } from './evidence.fixture.ts'
import { findTexts } from './find-texts.ts'
import type { GateVerdict } from './gate.ts'
import type { GateEvidence } from './gate-evidence.ts'
import { GATES } from './list.ts'
import { lookAtRows } from './look-at-rows.ts'
import { type GateName, REQUIRED_GATES } from './required-gates.ts'
import { robustnessGate } from './robustness-gate.ts'
import { runGates } from './run-gates.ts'

const { evaluation, dataset, certification, manifest } = HONEST
const measured = (part: Partial<GateEvidence['evaluation']>): Partial<GateEvidence> => ({
  evaluation: { ...evaluation, ...part },
})
const [rival] = evaluation.rivals
const [suite] = evaluation.suites
const [slice] = evaluation.slices
const [act] = [certification.act]
const flipped = scoredRows(1800).violates.map((one, i) => (i % 10 < 4 ? 1 - one : one))
const DAY_MS = 86_400_000

/** A model made for each gate: what is wrong with it, what the gate must say, and the evidence of an honest one but for that. */
const MUTANTS: readonly (readonly [GateName, string, GateVerdict, Partial<GateEvidence>])[] = [
  [
    'schema',
    'one class',
    'fail',
    { dataset: { ...dataset, bySplit: { ...dataset.bySplit, certify: { rows: 750, violating: 0 } } } },
  ],
  ['schema', 'ids for texts', 'fail', { rows: { ...HONEST.rows, idLike: 2900 } }],
  ['schema', 'of another dataset', 'fail', { manifest: { ...manifest, dataset: 'ds-0' } }],
  [
    'leaks',
    'test rows in train',
    'fail',
    { rows: { ...HONEST.rows, torn: { texts: 40, clusters: 0, accounts: 0 } } },
  ],
  ['leaks', 'a mark that tells the class', 'fail', { rows: { ...HONEST.rows, marked: 900 } }],
  [
    'labels',
    'four labels of ten are flipped',
    'fail',
    { outOfFold: { ...HONEST.outOfFold!, violates: flipped } },
  ],
  ['labels', 'contradictory duplicates', 'fail', { dataset: { ...dataset, contradictions: 300 } }],
  ['labels', 'people do not agree', 'fail', { agreement: { pairs: 200, alpha: 0.3, low: 0.2 } }],
  ['labels', 'never looked at', 'inconclusive', { outOfFold: undefined }],
  ['policy-version', 'of a former version', 'fail', { policyVersion: 'harassment@2' }],
  [
    'policy-version',
    'labels of a former version',
    'fail',
    { dataset: { ...dataset, policyVersions: { 'harassment@0': 9, 'harassment@1': 2991 } } },
  ],
  ['reproducible', 'by chance', 'fail', { reproduced: { rows: 9, first: 'a', second: 'b' } }],
  ['reproducible', 'trained once', 'inconclusive', { reproduced: undefined }],
  [
    'numerics',
    'NaN on emoji',
    'fail',
    measured({ numerics: evaluation.numerics.with(3, { name: 'emoji', ok: false, says: 'NaN' }) }),
  ],
  [
    'numerics',
    'NaN on rows',
    'fail',
    {
      scored: {
        ...HONEST.scored,
        tune: { ...HONEST.scored.tune, scores: HONEST.scored.tune.scores.with(5, Number.NaN) },
      },
    },
  ],
  ['latency', 'slow', 'fail', measured({ latency: { ...evaluation.latency, p99Ms: 80, p99BoundMs: 90 } })],
  [
    'latency',
    'too few calls',
    'inconclusive',
    measured({ latency: { ...evaluation.latency, p99BoundMs: undefined } }),
  ],
  [
    'cost',
    'huge',
    'fail',
    { manifest: { ...HONEST.manifest, files: [{ name: 'model.onnx', sha256: '', size: 2 ** 31 }] } },
  ],
  ['privacy', 'keeps texts', 'fail', { traces: { tried: 500, found: 2, bytes: 1_000_000 } }],
  ['privacy', 'never searched', 'inconclusive', { traces: undefined }],
  ['staleness', 'two years old', 'fail', { rows: { ...HONEST.rows, newestMs: NOW - 730 * DAY_MS } }],
  ['staleness', 'from the future', 'fail', { rows: { ...HONEST.rows, newestMs: NOW + 9 * DAY_MS } }],
  [
    'baseline',
    'a list of words',
    'fail',
    measured({ rivals: [{ ...rival!, gain: estimate(-0.02, -0.03, 0) }] }),
  ],
  [
    'baseline',
    'hardly better',
    'inconclusive',
    measured({ rivals: [{ ...rival!, gain: estimate(0.01, -0.01, 0.03) }] }),
  ],
  [
    'recall',
    'says fine of everything',
    'fail',
    { manifest: { ...HONEST.manifest, thresholds: { ...HONEST.manifest.thresholds, review: 0.99 } } },
  ],
  [
    'recall',
    'good on tune, not certified',
    'inconclusive',
    { scored: { ...HONEST.scored, certify: scoredRows(6) } },
  ],
  ['recall', 'no look granted', 'inconclusive', { attempt: undefined }],
  [
    'calibration',
    'too sure',
    'fail',
    measured({ calibration: { ...evaluation.calibration, squaredError: estimate(0.04, 0.03, 0.06) } }),
  ],
  [
    'incumbent',
    'worse than the live one',
    'fail',
    measured({ rivals: [rival!, { ...rival!, kind: 'incumbent', gain: estimate(-0.1, -0.15, -0.05) }] }),
  ],
  [
    'precision',
    'not certified',
    'inconclusive',
    { certification: { ...certification, act: { ...act, threshold: undefined, labelsNeeded: 800 } } },
  ],
  [
    'precision',
    'below the bar on tune',
    'fail',
    { certification: { ...certification, act: { ...act, threshold: undefined, tunePrecision: 0.7 } } },
  ],
  [
    'precision',
    'acts below its certificate',
    'fail',
    { manifest: { ...HONEST.manifest, thresholds: { ...HONEST.manifest.thresholds, act: 0.6 } } },
  ],
  [
    'precision',
    'tried a hundred times',
    'fail',
    { attempt: { number: 100, alpha: 3e-6, isRepeat: false }, scored: { ...HONEST.scored } },
  ],
  [
    'slices',
    'collapsed on one',
    'fail',
    measured({
      slices: [
        ...evaluation.slices,
        { ...slice!, by: 'language', value: 'ko', precision: estimate(0.5, 0.4, 0.6) },
      ],
    }),
  ],
  [
    'slices',
    'blind on one',
    'fail',
    measured({
      slices: [
        ...evaluation.slices,
        { ...slice!, by: 'language', value: 'ko', recall: estimate(0.1, 0.05, 0.2) },
      ],
    }),
  ],
  [
    'slices',
    'nowhere enough labels',
    'inconclusive',
    measured({ slices: evaluation.slices.map((one) => ({ ...one, enough: false })) }),
  ],
  [
    'suites',
    'wrong where it must be right',
    'fail',
    measured({
      suites: [
        {
          ...suite!,
          functionalities: suite!.functionalities.map((one) => ({ ...one, right: estimate(0.9) })),
        },
      ],
    }),
  ],
  ['suites', 'half of HateCheck', 'fail', measured({ suites: [{ ...suite!, macro: 0.57 }] })],
  ['suites', 'no suite', 'inconclusive', measured({ suites: [] })],
  [
    'inclusion',
    'a name flips it',
    'fail',
    measured({ identitySwap: { ...evaluation.identitySwap!, flips: estimate(0.4, 0.3, 0.5) } }),
  ],
  [
    'robustness',
    'blind to homoglyphs',
    'fail',
    measured({
      robustness: evaluation.robustness.with(4, {
        transform: 'homoglyph',
        canBeRead: true,
        found: 140,
        hidden: 30,
        evasion: estimate(0.2),
        acted: { found: 120, lost: 20 },
      }),
    }),
  ],
  [
    'robustness',
    'too few found to tell',
    'inconclusive',
    measured({ robustness: evaluation.robustness.map((one) => ({ ...one, found: 20, hidden: 0 })) }),
  ],
  [
    'precision-for-good',
    'not certified',
    'inconclusive',
    {
      certification: { ...certification, actForGood: { ...certification.actForGood, threshold: undefined } },
    },
  ],
]

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
