import type { Certification } from '../evaluate/certification.ts'
import type { Gate, GateEvidence, Judged } from './gate-evidence.ts'

/** What it acts on with reversible effects violates: a threshold was certified on certify rows by Learn-then-Test. */
export const precisionGate: Gate = {
  ...{ gate: 'precision', for: 'reversible', on: 'certify' },
  judge: (evidence) =>
    judged(evidence, evidence.certification.act, evidence.manifest.thresholds.act, evidence.bars.precision),
}

/** The same for effects that cannot be undone. */
export const precisionForGoodGate: Gate = {
  ...{ gate: 'precision-for-good', for: 'irreversible', on: 'certify' },
  judge: (evidence) =>
    judged(
      evidence,
      evidence.certification.actForGood,
      evidence.manifest.thresholds.actForGood,
      evidence.bars.irreversiblePrecision,
    ),
}

/**
 * Whether the certificate is of this bar, within what the ledger granted, and for the threshold that the model would act
 * at (A. Angelopoulos et al., "Learn then Test", 2021).
 */
function judged(
  { attempt }: GateEvidence,
  { threshold, alpha, bar, tunePrecision, tuneReaching, labelsNeeded }: Certification,
  served: number | undefined,
  wanted: number,
): Judged {
  const figures = { bar: wanted, tuneReaching, ...(tunePrecision === undefined ? {} : { tunePrecision }) }
  const percent = 100 * wanted
  if (attempt === undefined || alpha > attempt.alpha * (1 + 1e-9))
    return {
      ...{
        verdict: 'fail',
        figures,
        alpha,
        says: 'certify rows were looked at beyond what the ledger granted',
      },
      wayOut: 'draw fresh labels (`haechi lab label`), and write each attempt before it looks',
    }
  if (threshold === undefined) {
    const isShort = tunePrecision === undefined || tunePrecision >= wanted
    const more =
      labelsNeeded === undefined ? 'more labels of what scores high' : `about ${labelsNeeded} labelled rows`
    return {
      ...{ verdict: isShort ? 'inconclusive' : 'fail', alpha, figures, labelsNeeded },
      says: `no threshold is certified to be right ${percent} % of the time`,
      wayOut: isShort
        ? `${more} would certify one (\`haechi lab label\`)`
        : 'no number of labels would: it needs a better model, or clearer labels',
    }
  }
  if (bar < wanted || served === undefined || served < threshold)
    return {
      ...{ verdict: 'fail', alpha, figures, says: 'it would act below the threshold that was certified' },
      wayOut: 'train again: thresholds are part of the model',
    }
  return {
    verdict: 'pass',
    alpha,
    figures,
    says: `certified to be right ${percent} % of the time from ${served} on`,
  }
}
