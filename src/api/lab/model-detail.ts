import { missingFor } from '../../lab/gates/certified-authority.ts'
import { AUTHORITIES } from '../../lab/registry/authority.ts'
import { latestGates } from '../../lab/registry/latest-gates.ts'
import { mlTestScore } from '../../lab/registry/ml-test-score.ts'
import type { ModelEntry, ModelRecord } from '../../lab/registry/model.ts'
import { isTerminal } from '../../lab/registry/states.ts'
import type { ModelDetail } from '../contract/lab-models.ts'
import { wireEntry, wireGate, wireModel } from './wire-model.ts'

/** A model with its way, as it goes over the wire. */
export function modelDetail(
  record: ModelRecord,
  entries: readonly ModelEntry[],
  peers: readonly ModelRecord[],
): ModelDetail {
  const gates = latestGates(entries)
  const above = AUTHORITIES[AUTHORITIES.indexOf(record.certified) + 1]
  const { score, sections, tests } = mlTestScore({ record, entries, peers, next: 0 })
  return {
    model: wireModel(record),
    manifest: { ...record.manifest },
    gates: gates.map(wireGate),
    next:
      above === undefined || isTerminal(record.state)
        ? null
        : { authority: above, missing: [...missingFor(above, gates)] },
    score: { score, sections, tests: tests.map((one) => ({ ...one, entry: one.entry ?? null })) },
    entries: entries.map((entry) => wireEntry(entry)),
    peers: peers.map(wireModel),
  }
}
