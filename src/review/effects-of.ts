import { answersFor, isReport } from '../core/account-behind.ts'
import type { LaterEffect } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Pack, Policy } from '../pack/pack.ts'
import type { Settling } from './jobs/ports.ts'
import type { AnnotationRecord, AskedEnforcement, JobRecord } from './ports.ts'

/**
 * What a judgement asks for in the world. `violates`: one strike (that of the weightiest policy found) on the account that
 * answers for the item, each enforcement chosen, and a notice. `fine`: what a decision with force led to is taken back, also when the job was drawn for an
 * audit, since somebody was wronged. An appeal is carried out by whoever decides appeals, and asks for nothing here
 * but what was chosen beside.
 */
export function effectsOf(
  { job, force }: Settling,
  annotation: AnnotationRecord,
  pack: Pack,
  nowMs: number,
): LaterEffect[] {
  const said = {
    annotation: annotation.id,
    by: annotation.reviewer,
    ...(annotation.note === undefined ? {} : { note: annotation.note }),
  }
  if (annotation.choice === 'unsure') return []
  if (annotation.choice === 'fine') {
    if (!force || job.decision === undefined || job.kind === 'appeal') return []
    return [
      {
        kind: 'reverse',
        policy: annotation.policy,
        ...said,
        why: 'a reviewer found nothing against the rules',
      },
    ]
  }
  const found = annotation.policies.length > 0 ? annotation.policies : [annotation.policy]
  const gravest = weightiest(found, pack)
  const asked = { policy: gravest.id, ...said }
  const effects: LaterEffect[] = []
  const account = answersFor(job)
  // The first decision has struck already when an appeal is upheld.
  if (job.kind !== 'appeal' && annotation.strike && account !== undefined && gravest.weight > 0)
    effects.push({ kind: 'later-strike', ...asked, target: account, weight: gravest.weight })
  for (const enforcement of annotation.enforcements) {
    const target = targetOf(job, enforcement)
    if (target === undefined) continue
    const forMs = enforcement.forMs ?? pack.enforcements.get(enforcement.name)?.forMs
    effects.push({
      kind: 'later-enforcement',
      ...asked,
      target,
      enforcement: enforcement.name,
      ...(forMs === undefined ? {} : { until: new Date(nowMs + forMs).toISOString() }),
      ...(enforcement.with === undefined ? {} : { with: enforcement.with }),
    })
  }
  if (job.kind !== 'appeal' && account !== undefined)
    effects.push({ kind: 'later-notice', ...asked, target: account })
  return effects
}

/** Whom an enforcement falls on; undefined: the job has no such entity. The actor of a report is whom it is about. */
export function targetOf(job: JobRecord, { on }: Pick<AskedEnforcement, 'on'>): EntityRef | undefined {
  if (on === 'actor' && isReport(job.type)) return answersFor(job)
  if (on !== 'item') return job[on]
  return job.item.startsWith('event:') ? undefined : (job.item as EntityRef)
}

/** Several violations in one item are one cause, and one strike. */
function weightiest(policies: readonly string[], pack: Pack): { id: string; weight: number } {
  const known = (id: string): Policy | undefined => pack.policies.get(id.split('@', 1)[0]!)
  return policies
    .map((id) => ({ id, weight: known(id)?.strike ?? 0, severity: known(id)?.severity ?? 'S4' }))
    .sort((a, b) => b.weight - a.weight || (a.severity < b.severity ? -1 : 1))[0]!
}
