import type { ModelDetail, ModelReply } from '../../api/contract/lab-models.ts'
import type { ModelEvaluation } from '../../lab/evaluate/evaluation.ts'
import type { GateResult } from '../../lab/gates/gate.ts'
import type { ModelEntry, ModelRecord } from '../../lab/registry/model.ts'
import type { SeenModel } from '../../lab/registry/ports.ts'
import type { Manifest } from '../../lab/train/candidate.ts'

/** A model as the logic that the server shares has it: times in ms, what is not there undefined. */
export function seenOf({ model, manifest, entries, peers }: ModelDetail): SeenModel {
  return {
    record: recordOf(model, manifest as unknown as Manifest),
    entries: entries.map(
      ({ at, why, ...entry }): ModelEntry => ({
        ...(entry as Omit<ModelEntry, 'atMs'>),
        atMs: Date.parse(at),
        ...(why === null ? {} : { why }),
      }),
    ),
    peers: peers.map((peer) => recordOf(peer, manifestOf(peer))),
    next: (entries.at(-1)?.number ?? 0) + 1,
  }
}

function recordOf({ madeAt, changedAt, ...model }: ModelReply, manifest: Manifest): ModelRecord {
  const { id, task, state, authority, certified, cap, share, isTainted, isLastGood } = model
  return {
    ...{ id: id as ModelRecord['id'], task, manifest, state, authority, certified, cap, share },
    ...{ isTainted, isLastGood, madeMs: Date.parse(madeAt), changedMs: Date.parse(changedAt) },
  }
}

/** Of a peer only what is told of it in short. */
function manifestOf({ task, dataset, policyVersion, labels }: ModelReply): Manifest {
  return { task, dataset, policyVersion, labels } as unknown as Manifest
}

/** What its gates found last. */
export function gatesOf({ gates }: ModelDetail): GateResult[] {
  return gates.map(({ wayOut, labelsNeeded, ...gate }) => ({
    ...gate,
    wayOut: wayOut ?? undefined,
    labelsNeeded: labelsNeeded ?? undefined,
  }))
}

/** The evaluation in the body of an entry; undefined: there is none. */
export function evaluationOf(body: Readonly<Record<string, unknown>>): ModelEvaluation | undefined {
  const found = body.evaluation as ModelEvaluation | undefined
  return found?.form === 1 ? found : undefined
}
