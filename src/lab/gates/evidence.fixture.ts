import type { DatasetFacts } from '../dataset/dataset.ts'
import type { Estimate, ModelEvaluation } from '../evaluate/evaluation.ts'
import type { ScoredRows } from '../evaluate/scored-rows.ts'
import { record } from '../registry/seen.fixture.ts'
import { Task } from '../task.ts'
import type { GateEvidence } from './gate-evidence.ts'

export const NOW = Date.parse('2026-11-26T12:00:00Z')
export const BARS = Task.parse({ name: 'chat' }).bars

export const estimate = (value: number, low = value - 0.01, high = value + 0.01, of = 1000): Estimate => ({
  ...{ value, low, high, of },
})

/** Rows of which every third violates; right but for one of twenty. */
export function scoredRows(count: number): ScoredRows {
  const violates = Uint8Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 1 : 0))
  return {
    rows: Int32Array.from({ length: count }, (_, i) => i),
    violates,
    scores: Float32Array.from(violates, (one, i) =>
      (one === 1) !== (i % 20 === 7) ? 0.9 + (i % 9) / 100 : (i % 30) / 100,
    ),
    groups: Int32Array.from({ length: count }, (_, i) => i),
  }
}

const { manifest } = record()

const DATASET: DatasetFacts = {
  ...{ id: manifest.dataset, task: 'chat', madeMs: NOW, by: 'tests', from: 'import', rows: 3000, erased: 0 },
  bySplit: {
    train: { rows: 1800, violating: 600 },
    tune: { rows: 450, violating: 150 },
    certify: { rows: 750, violating: 250 },
  },
  ...{ labels: { bad: 1000, fine: 2000 }, harm: ['bad'], fine: ['fine'], clusters: 3000, duplicates: 0 },
  ...{ contradictions: 0, files: [], columns: [], policyVersions: { 'harassment@1': 3000 }, warnings: [] },
}

const certified = { bar: 0, alpha: 0.03, candidates: 20, reaching: 200, of: 750 } as const

const EVALUATION: ModelEvaluation = {
  ...{
    form: 1,
    model: 'mdl-x',
    task: 'chat',
    dataset: manifest.dataset,
    rows: 450,
    violating: 150,
    groups: 450,
  },
  thresholds: manifest.thresholds,
  operating: [
    {
      ...{
        use: 'act',
        threshold: 0.9,
        truePositives: 140,
        falsePositives: 6,
        falseNegatives: 10,
        trueNegatives: 294,
      },
      ...{ precision: estimate(0.96), recall: estimate(0.93), falsePositiveRate: estimate(0.02), f1: 0.94 },
    },
  ],
  ...{ labels: [], curve: [], worst: [], learning: [], notes: [] },
  calibration: {
    ...{ method: 'platt', squaredError: estimate(0.002, 0, 0.005), bins: [], brier: 0.05, logLoss: 0.2 },
  },
  slices: ['short', 'long'].map((value) => ({
    ...{ by: 'length', value, rows: 225, groups: 225, violating: 75, enough: true, auc: estimate(0.97) },
    ...{ precision: estimate(0.95, 0.88, 0.98), recall: estimate(0.92), falsePositiveRate: estimate(0.02) },
  })),
  suites: [
    {
      ...{ suite: 'own', sha256: '', threshold: 0.9, cases: 40, right: estimate(0.95), macro: 0.95 },
      functionalities: [
        ...[
          {
            name: 'greetings',
            cases: 20,
            right: estimate(1),
            incumbentRight: undefined,
            mustPass: true,
            wrong: [],
          },
        ],
        ...[
          {
            name: 'negation',
            cases: 20,
            right: estimate(0.9),
            incumbentRight: undefined,
            mustPass: false,
            wrong: [],
          },
        ],
      ],
      againstIncumbent: undefined,
    },
  ],
  identitySwap: {
    ...{
      templates: 300,
      terms: 22,
      meanGap: 0.02,
      meanGapHigh: 0.03,
      largestGap: 0.1,
      flips: estimate(0.01, 0, 0.05),
      worstTerms: [],
    },
  },
  robustness: Array.from({ length: 12 }, (_, i) => ({
    ...{
      transform: `disguise ${i}`,
      canBeRead: true,
      found: 140,
      hidden: 1,
      evasion: estimate(0.007, 0, 0.034),
      acted: { found: 120, lost: 2 },
    },
  })),
  latency: { calls: 1000, p50Ms: 0.1, p99Ms: 0.4, p99BoundMs: 0.5, textsPerSecond: 5000 },
  numerics: Array.from({ length: 12 }, (_, i) => ({ name: `odd ${i}`, ok: true, says: '' })),
  rivals: [
    {
      ...{ kind: 'word-list', model: 'words', auc: estimate(0.8), averagePrecision: estimate(0.7) },
      ...{
        recallAtBar: { this: 0.8, other: 0.4 },
        gain: estimate(0.2, 0.15, 0.25),
        paired: { onlyThis: 90, onlyOther: 9, p: 0 },
      },
    },
  ],
}

/** Evidence of an honest, good model without an incumbent: it passes every gate. */
export const HONEST: GateEvidence = {
  ...{ nowMs: NOW, bars: BARS, policyVersion: 'harassment@1', dataset: DATASET, evaluation: EVALUATION },
  manifest: {
    ...manifest,
    thresholds: { review: 0.5, act: 0.9, actForGood: 0.95 },
    files: [{ name: 'weights.bin', sha256: '', size: 1_000_000 }],
  },
  rows: {
    ...{ rows: 3000, texts: 3000, torn: { texts: 0, clusters: 0, accounts: 0 }, marked: 0, idLike: 3 },
    newestMs: NOW - 86_400_000,
  },
  certification: {
    act: {
      ...{ ...certified, for: 'act', bar: BARS.precision, threshold: 0.9 },
      ...{ tunePrecision: 0.96, tuneReaching: 146, labelsNeeded: undefined },
    },
    actForGood: {
      ...{ ...certified, for: 'actForGood', bar: BARS.irreversiblePrecision, threshold: 0.95 },
      ...{ tunePrecision: 0.99, tuneReaching: 90, labelsNeeded: undefined },
    },
  },
  scored: { tune: scoredRows(450), certify: scoredRows(750) },
  outOfFold: { scores: scoredRows(1800).scores, violates: scoredRows(1800).violates },
  agreement: { pairs: 200, alpha: 0.8, low: 0.7 },
  attempt: { number: 1, alpha: 0.0304, isRepeat: false },
  reproduced: { rows: 1800, first: 'a', second: 'a' },
  traces: { tried: 500, found: 0, bytes: 1_000_000 },
}
