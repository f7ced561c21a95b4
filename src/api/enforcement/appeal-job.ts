import { idFrom, type JobId, uuidOf } from '../../core/ids.ts'
import type { LedgerParts } from '../../enforcement/ledger.ts'
import type { AppealFacts } from '../../enforcement/log/ports.ts'
import { itemOf } from '../../review/item-of.ts'
import type { ItemRef, JobDraft } from '../../review/ports.ts'
import { rankOf } from '../../review/priority.ts'
import { queueOf } from '../../review/queue-of.ts'

/** The job of an appeal, in the queue that the pack names, closed to everybody who judged it first. */
export function appealJob({ pack, ids }: LedgerParts, facts: AppealFacts, nowMs: number): JobDraft {
  const { appeal, type, session, actor, target, judgedBy } = facts
  const { decision, policy, severity } = appeal
  const queue = queueOf(pack, pack.appeals.queue)
  const eventType = type === undefined ? undefined : pack.eventTypes.get(type)
  const item: ItemRef =
    decision === undefined ? appeal.account : itemOf(eventType, { decision, actor, target, session })
  const weighed = { severity, reach: 1, reportWeight: 0, mass: false, trusted: false, createdMs: nowMs }
  return {
    id: idFrom<JobId>('job', uuidOf(ids(nowMs))),
    kind: 'appeal',
    queue: queue.name,
    item,
    family: policy.split(/[.@]/)[0]!,
    policy,
    severity,
    decision,
    type,
    // What holds in all worlds is judged in the first.
    world: appeal.world ?? pack.worlds[0]!,
    actor: actor ?? appeal.account,
    target,
    session,
    language: undefined,
    near: undefined,
    reach: 1,
    reports: 0,
    mass: false,
    doublesMs: queue.doublesMs,
    blind: false,
    probability: 1,
    sample: undefined,
    createdMs: nowMs,
    dueMs: nowMs + queue.serviceLevelMs,
    rank: rankOf(weighed, queue.doublesMs),
    needs: 1,
    excluded: judgedBy,
    report: undefined,
    rule: undefined,
    appeal: appeal.id,
  }
}
