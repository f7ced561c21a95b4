import { specDifference } from '../../pack/edit/spec-difference.ts'
import type { HistoryReply, PartVersion } from '../contract/rule-detail.ts'
import { wireVersion } from '../versions/wire-version.ts'
import type { PartState, PartStates } from './part-states.ts'

/** The versions that changed a rule, or a policy, newest first. */
export function partHistory({ states, isCut }: PartStates): HistoryReply {
  const last = isCut ? states.length - 1 : states.length
  const changes = states.slice(0, last).flatMap((state, i) => {
    const change = changeOf(states[i + 1], state)
    return change === undefined ? [] : [change]
  })
  // The oldest is only there to hold the one before it against.
  return { changes, next: isCut ? states[last]!.version.number + 1 : null }
}

function changeOf(before: PartState | undefined, { version, source }: PartState): PartVersion | undefined {
  const old = before?.source
  if (old?.text === source?.text) return undefined
  return {
    version: wireVersion(version),
    kind: old === undefined ? 'added' : source === undefined ? 'removed' : 'changed',
    differences: specDifference(old?.spec, source?.spec).map((one) => ({
      ...{ what: one.what, before: one.before ?? null, after: one.after ?? null },
    })),
    before: old?.text ?? null,
    after: source?.text ?? null,
  }
}
