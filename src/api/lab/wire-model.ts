import type { GateResult } from '../../lab/gates/gate.ts'
import type { ModelEntry, ModelRecord } from '../../lab/registry/model.ts'
import type { GateReply, ModelEntryReply, ModelReply } from '../contract/lab-models.ts'

export function wireModel(record: ModelRecord): ModelReply {
  const { id, task, state, authority, certified, cap, share, isTainted, isLastGood, manifest } = record
  const { learner, dataset, policyVersion, labels, thresholds, files } = manifest
  return {
    ...{ id, task, state, authority, certified, cap, share, isTainted, isLastGood },
    madeAt: new Date(record.madeMs).toISOString(),
    changedAt: new Date(record.changedMs).toISOString(),
    ...{ learner, dataset, policyVersion, labels: [...labels] },
    thresholds: {
      review: thresholds.review ?? null,
      act: thresholds.act ?? null,
      actForGood: thresholds.actForGood ?? null,
    },
    bytes: files.reduce((sum, { size }) => sum + size, 0),
  }
}

/** `whole`: an evaluation is there as it is, which may be large. */
export function wireEntry(entry: ModelEntry, whole = false): ModelEntryReply {
  const { number, model, kind, atMs, by, hash, body, why = null } = entry
  const { evaluation, ...outline } = body
  return {
    ...{ number, model, kind, at: new Date(atMs).toISOString(), by, why, hash },
    body: whole || evaluation === undefined ? { ...body } : outline,
  }
}

/** Of results that were read back, what was undefined is not there. */
export function wireGate(result: GateResult): GateReply {
  const { figures, wayOut, labelsNeeded, ...gate } = result
  return { ...gate, figures: { ...figures }, wayOut: wayOut ?? null, labelsNeeded: labelsNeeded ?? null }
}
