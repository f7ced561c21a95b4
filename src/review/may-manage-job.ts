import type { JobKind, JobState } from './ports.ts'

/** Whether a job may be moved, raised, withdrawn or given to somebody, and if not why. */
export type MayManage =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'no-right' | 'judged' | 'withdrawn' | 'golden' }

/** Only while it waits or is held. A golden job is made for one person, and is never changed by hand. */
export function mayManageJob(
  { state, kind }: { readonly state: JobState; readonly kind: JobKind | null },
  asker: { may(capability: 'job.manage'): boolean },
): MayManage {
  if (!asker.may('job.manage')) return { ok: false, why: 'no-right' }
  if (kind === 'golden') return { ok: false, why: 'golden' }
  if (state === 'withdrawn') return { ok: false, why: 'withdrawn' }
  return state === 'open' ? { ok: true } : { ok: false, why: 'judged' }
}
