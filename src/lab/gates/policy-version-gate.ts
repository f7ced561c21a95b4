import type { Gate } from './gate-evidence.ts'

/** Labels, model and world stand under the same versions of the same policies. Nothing is estimated. */
export const policyVersionGate: Gate = {
  ...{ gate: 'policy-version', for: 'observe', on: 'train' },
  judge({ manifest, dataset, policyVersion }) {
    const known = policyVersion.split(/[\s,]+/)
    const others = Object.entries(dataset.policyVersions).filter(([version]) => !known.includes(version))
    const rows = others.reduce((sum, [, count]) => sum + count, 0)
    const figures = { policyVersion, trainedFor: manifest.policyVersion, otherRows: rows }
    if (manifest.policyVersion !== policyVersion)
      return {
        ...{ verdict: 'fail', figures, wayOut: 'train again' },
        says: `trained for ${manifest.policyVersion || 'no policy'}; it is ${policyVersion || 'no policy'} now`,
      }
    if (rows > 0)
      return {
        ...{ verdict: 'fail', figures, labelsNeeded: rows },
        says: `${rows} rows were labelled under ${others.map(([version]) => version).join(', ')}`,
        wayOut: `judge those ${rows} rows again under ${policyVersion}, or leave them out`,
      }
    return {
      verdict: 'pass',
      says: `labels and model stand under ${policyVersion || 'no policy of a pack'}`,
      figures,
    }
  },
}
