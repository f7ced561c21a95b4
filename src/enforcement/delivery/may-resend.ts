import type { Actor, MayAct } from '../may-reverse.ts'

/** Whether somebody may send a message again: one that is dead, or was delivered. */
export function mayResend(
  { state }: { readonly state: 'waiting' | 'behind' | 'sending' | 'delivered' | 'dead' | 'dropped' },
  actor: Actor,
): MayAct<'no-right' | 'other-world' | 'under-way' | 'removed'> {
  const may = mayManageEndpoints(actor)
  if (!may.ok) return may
  if (state === 'dropped') return { ok: false, why: 'removed' }
  return state === 'dead' || state === 'delivered' ? { ok: true } : { ok: false, why: 'under-way' }
}

/** Whether somebody may change endpoints: messages of all worlds go there, so whoever is bound to some may not. */
export function mayManageEndpoints(actor: Actor): MayAct<'no-right' | 'other-world'> {
  if (!actor.may('endpoint.manage')) return { ok: false, why: 'no-right' }
  return actor.worlds === null ? { ok: true } : { ok: false, why: 'other-world' }
}
