import { expect, test } from 'vitest'
import type { Manifest } from '../../lab/train/candidate.ts'
import { manifestDiff } from './manifest-diff.ts'

const MANIFEST: Manifest = {
  ...{ form: 1, task: 'chat', dataset: 'ds-0', code: 'c', lockfile: 'l', learner: 'linear', seed: 1 },
  ...{ settings: { epochs: 5, bits: 18 }, policyVersion: 'a@1', gates: 'g', calibrator: 'k', files: [] },
  ...{ labels: ['violates'], thresholds: { review: 0.5, act: 0.9, actForGood: undefined } },
}

test('the same model has no differences, however its settings are ordered', () => {
  expect(manifestDiff(MANIFEST, { ...MANIFEST, settings: { bits: 18, epochs: 5 } })).toEqual([])
})

test('new data is within the plan, another learner needs a signature', () => {
  const changes = manifestDiff({ ...MANIFEST, dataset: 'ds-1', learner: 'head' }, MANIFEST)
  expect(changes).toEqual([
    { part: 'dataset', here: 'ds-1', there: 'ds-0', needsSignature: false },
    { part: 'learner', here: 'head', there: 'linear', needsSignature: true },
  ])
})
