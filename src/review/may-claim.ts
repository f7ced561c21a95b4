import type { UserId } from '../core/ids.ts'
import type { Pack } from '../pack/pack.ts'
import { mayTake, type Taker } from './may-take.ts'
import type { JobRecord } from './ports.ts'

/** Why a certain job cannot be taken. */
export type WhyNotClaim = 'closed' | 'held' | 'judged-before' | 'not-for-you' | 'not-chosen' | 'drawn'
export type MayClaim = { readonly ok: true } | { readonly ok: false; readonly why: WhyNotClaim }

export interface Claimer extends Taker {
  readonly mayManage: boolean
}

/**
 * Whether somebody may take this very job, rather than the next one. Jobs are not for choosing: only an appeal, which
 * somebody waits for, and any for those who manage jobs. What is drawn by chance or judged blind is chosen by nobody,
 * since whoever chose it would know why it is there. All that `mayTake` asks for holds as well.
 */
export function mayClaim(
  claimer: Claimer,
  pack: Pick<Pack, 'queues'>,
  job: Pick<
    JobRecord,
    'kind' | 'blind' | 'state' | 'claimedBy' | 'excluded' | keyof Parameters<typeof mayTake>[2]
  >,
): MayClaim {
  const person: UserId = claimer.person.id
  if (job.state !== 'open') return { ok: false, why: 'closed' }
  // One's own, or one that was assigned: it is theirs already.
  if (job.claimedBy === person) return { ok: true }
  if (job.excluded.includes(person)) return { ok: false, why: 'judged-before' }
  if (job.kind !== 'appeal' && !claimer.mayManage) return { ok: false, why: 'not-chosen' }
  if (job.blind || job.kind === 'golden' || job.kind === 'audit') return { ok: false, why: 'drawn' }
  if (job.claimedBy !== undefined) return { ok: false, why: 'held' }
  return mayTake(claimer, pack, job) ? { ok: true } : { ok: false, why: 'not-for-you' }
}
