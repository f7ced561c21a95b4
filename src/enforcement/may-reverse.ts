/** Whoever would act on what was decided. */
export interface Actor {
  may(capability: 'enforcement.act' | 'endpoint.manage'): boolean
  /** Null: all worlds. */
  readonly worlds: ReadonlySet<string> | null
}

/** Whether something may be done, and if not why. */
export type MayAct<Why extends string> = { readonly ok: true } | { readonly ok: false; readonly why: Why }

/** Whether somebody may take an enforcement back. What the world cannot undo (`reversible` false) may be taken back all the same. */
export function mayReverse(
  one: { readonly state: 'applied' | 'reversed' | 'expired'; readonly world: string | null | undefined },
  actor: Actor,
): MayAct<'no-right' | 'other-world' | 'reversed' | 'expired'> {
  if (!actor.may('enforcement.act')) return { ok: false, why: 'no-right' }
  if (!isInWorlds(actor, one.world)) return { ok: false, why: 'other-world' }
  return one.state === 'applied' ? { ok: true } : { ok: false, why: one.state }
}

/** Whether somebody bound to some worlds has a say where something holds; what holds in all is not among some. */
export function isInWorlds({ worlds }: Pick<Actor, 'worlds'>, world: string | null | undefined): boolean {
  return worlds === null || (world != null && worlds.has(world))
}
