import type { ColumnFacts } from '../dataset/dataset.ts'
import { ACTING_MUTANTS, type GateMutant } from './acting-mutants.fixture.ts'
import { estimate, HONEST, NOW, scoredRows } from './evidence.fixture.ts'
import type { GateEvidence } from './gate-evidence.ts'

const { evaluation, dataset, manifest } = HONEST
const measured = (part: Partial<GateEvidence['evaluation']>): Partial<GateEvidence> => ({
  evaluation: { ...evaluation, ...part },
})
const [rival] = evaluation.rivals
const flipped = scoredRows(1800).violates.map((one, i) => (i % 10 < 4 ? 1 - one : one))
const perhapsWrong = scoredRows(1800).violates.map((one, i) => (i % 100 < 22 ? 1 - one : one))
const telling: ColumnFacts = {
  ...{ name: 'id', role: 'text', type: 'text', distinct: 3000, missing: 0, predicts: 0.999 },
}
const DAY_MS = 86_400_000

/** Every gate's, in the order of the gates. */
export const MUTANTS: readonly GateMutant[] = [
  [
    'schema',
    'one class',
    'fail',
    { dataset: { ...dataset, bySplit: { ...dataset.bySplit, certify: { rows: 750, violating: 0 } } } },
  ],
  ['schema', 'ids for texts', 'fail', { rows: { ...HONEST.rows, idLike: 2900 } }],
  ['schema', 'of another dataset', 'fail', { manifest: { ...manifest, dataset: 'ds-0' } }],
  ['schema', 'a third of the rows erased', 'fail', { dataset: { ...dataset, erased: 1000 } }],
  [
    'leaks',
    'test rows in train',
    'fail',
    { rows: { ...HONEST.rows, torn: { texts: 40, clusters: 0, accounts: 0 } } },
  ],
  ['leaks', 'a mark that tells the class', 'fail', { rows: { ...HONEST.rows, marked: 900 } }],
  [
    'leaks',
    'accounts in two splits',
    'fail',
    { rows: { ...HONEST.rows, torn: { texts: 0, clusters: 0, accounts: 7 } } },
  ],
  ['leaks', 'a column of ids that tells the label', 'fail', { dataset: { ...dataset, columns: [telling] } }],
  [
    'labels',
    'four labels of ten are flipped',
    'fail',
    { outOfFold: { ...HONEST.outOfFold!, violates: flipped } },
  ],
  ['labels', 'contradictory duplicates', 'fail', { dataset: { ...dataset, contradictions: 300 } }],
  ['labels', 'people do not agree', 'fail', { agreement: { pairs: 200, alpha: 0.3, low: 0.2 } }],
  ['labels', 'never looked at', 'inconclusive', { outOfFold: undefined }],
  [
    'labels',
    'perhaps a quarter wrong',
    'inconclusive',
    { outOfFold: { ...HONEST.outOfFold!, violates: perhapsWrong } },
  ],
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
  [
    'numerics',
    'the same score for everything',
    'fail',
    {
      scored: {
        ...HONEST.scored,
        tune: { ...HONEST.scored.tune, scores: HONEST.scored.tune.scores.map(() => 0.4) },
      },
    },
  ],
  ['numerics', 'hardly tried', 'inconclusive', measured({ numerics: evaluation.numerics.slice(0, 3) })],
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
  ['cost', 'two texts a second', 'fail', measured({ latency: { ...evaluation.latency, textsPerSecond: 2 } })],
  ['cost', 'no files', 'fail', { manifest: { ...HONEST.manifest, files: [] } }],
  ['privacy', 'keeps texts', 'fail', { traces: { tried: 500, found: 2, bytes: 1_000_000 } }],
  ['privacy', 'never searched', 'inconclusive', { traces: undefined }],
  ['staleness', 'two years old', 'fail', { rows: { ...HONEST.rows, newestMs: NOW - 730 * DAY_MS } }],
  ['staleness', 'from the future', 'fail', { rows: { ...HONEST.rows, newestMs: NOW + 9 * DAY_MS } }],
  [
    'staleness',
    'no times, imported a year ago',
    'fail',
    {
      rows: { ...HONEST.rows, newestMs: undefined },
      dataset: { ...dataset, madeMs: NOW - 365 * DAY_MS },
    },
  ],
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
  ['baseline', 'nothing beside it', 'inconclusive', measured({ rivals: [] })],
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
    'recall',
    'no threshold for review',
    'fail',
    {
      manifest: { ...HONEST.manifest, thresholds: { ...HONEST.manifest.thresholds, review: undefined } },
    },
  ],
  [
    'calibration',
    'too sure',
    'fail',
    measured({ calibration: { ...evaluation.calibration, squaredError: estimate(0.04, 0.03, 0.06) } }),
  ],
  [
    'calibration',
    'too few rows to tell',
    'inconclusive',
    measured({ calibration: { ...evaluation.calibration, squaredError: estimate(0.004, 0, 0.014, 200) } }),
  ],
  [
    'incumbent',
    'worse than the live one',
    'fail',
    measured({ rivals: [rival!, { ...rival!, kind: 'incumbent', gain: estimate(-0.1, -0.15, -0.05) }] }),
  ],
  [
    'incumbent',
    'perhaps worse',
    'inconclusive',
    measured({ rivals: [rival!, { ...rival!, kind: 'incumbent', gain: estimate(0, -0.05, 0.05) }] }),
  ],
  [
    'incumbent',
    'not scored beside it',
    'inconclusive',
    measured({ rivals: [rival!, { ...rival!, kind: 'incumbent', gain: undefined }] }),
  ],
  ...ACTING_MUTANTS,
]
