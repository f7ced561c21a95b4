import { type Actor, isInWorlds, type MayAct } from './may-reverse.ts'

/** Whether somebody may take a strike back. One that has expired may be: what it made a threshold fire may still hold. */
export function mayReverseStrike(
  one: { readonly isReversed: boolean; readonly world: string | null | undefined },
  actor: Actor,
): MayAct<'no-right' | 'other-world' | 'reversed'> {
  if (!actor.may('enforcement.act')) return { ok: false, why: 'no-right' }
  if (!isInWorlds(actor, one.world)) return { ok: false, why: 'other-world' }
  return one.isReversed ? { ok: false, why: 'reversed' } : { ok: true }
}
