import type { GateResult } from '../gates/gate.ts'
import { REQUIRED_GATES } from '../gates/required-gates.ts'
import { AUTHORITIES, type Authority } from './authority.ts'
import { CHECKS, WATCHES } from './check-result.ts'
import type { EvidenceKind, ModelEntry, ModelRecord } from './model.ts'
import type { ModelChange, NewEntry, Planned, SeenModel } from './ports.ts'

export const NOW = Date.parse('2026-11-26T12:00:00Z')
export const OF = { dataset: `ds-${'1'.repeat(32)}`, policyVersion: 'harassment@1' } as const

export function record(set: Partial<ModelRecord> = {}): ModelRecord {
  return {
    ...{
      id: `mdl-${'a'.repeat(32)}`,
      task: 'chat',
      state: 'trained',
      authority: 'observe',
      certified: 'observe',
    },
    ...{ cap: 'irreversible', share: 0, madeMs: NOW, changedMs: NOW, isTainted: false, isLastGood: false },
    manifest: {
      ...{ form: 1, task: 'chat', ...OF, code: 'c', lockfile: 'l', learner: 'linear', settings: {}, seed: 1 },
      ...{ gates: 'g', calibrator: 'k', labels: ['violates'], files: [] },
      thresholds: { review: 0.4, act: 0.9, actForGood: undefined },
    },
    ...set,
  }
}

/** A model with entries, numbered from 1. */
export function seen(set: Partial<ModelRecord>, ...entries: readonly Partial<ModelEntry>[]): SeenModel {
  const one = record(set)
  return {
    record: one,
    entries: entries.map((entry, i) => ({
      ...{ number: i + 1, model: one.id, kind: 'move', atMs: NOW, by: 'system', hash: '', body: OF },
      ...entry,
    })),
    peers: [],
    next: entries.length + 1,
  }
}

/** Evidence of the system with the body of a kind. */
export function evidence(kind: EvidenceKind, body: Readonly<Record<string, unknown>> = {}) {
  return { kind, by: 'system', body: { ...OF, ...body } } as const
}

/** Results of all gates, of which those up to a step pass. */
export function gateResults(upTo: Authority): GateResult[] {
  return AUTHORITIES.flatMap((step) =>
    REQUIRED_GATES[step].map((gate): GateResult => {
      const passes = AUTHORITIES.indexOf(step) <= AUTHORITIES.indexOf(upTo)
      return {
        ...{ gate, for: step, verdict: passes ? 'pass' : 'inconclusive', alpha: 0.05, on: 'tune', says: '' },
        ...{ figures: {}, wayOut: undefined, labelsNeeded: undefined },
      }
    }),
  )
}

export const gates = (upTo: Authority) => evidence('gates', { gates: 'g', results: gateResults(upTo) })
export const checks = evidence('checks', {
  results: Object.keys(CHECKS).map((check) => ({ check, verdict: 'pass', says: '' })),
})
export const watches = evidence('watch', {
  verdict: 'healthy',
  watches: Object.keys(WATCHES).map((watch) => ({ watch, state: 'armed', says: '' })),
})

/** What stands after a change, as the store does it. */
export function after(before: SeenModel, planned: Planned): SeenModel {
  if (!planned.ok) throw new Error(planned.why)
  const { change } = planned
  const entries = change.entries
    .map((entry: NewEntry, i): ModelEntry => ({ ...entry, number: before.next + i, atMs: NOW, hash: '' }))
    .filter(({ model }) => model === before.record.id)
  return {
    record: { ...before.record, ...setOf(change, before.record.id) },
    entries: [...before.entries, ...entries],
    peers: before.peers.map((peer) => ({ ...peer, ...setOf(change, peer.id) })),
    next: before.next + change.entries.length,
  }
}

function setOf(change: ModelChange, id: string) {
  return change.models.find((one) => one.id === id)?.set
}
