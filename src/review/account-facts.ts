/** What an event says of the accounts in it, by the features that packs name so. Null: the event does not say. */
export interface AccountFacts {
  /** How old the actor's account was. */
  readonly ageMs: number | null
  readonly actorMinor: boolean | null
  readonly targetMinor: boolean | null
  /** Whether somebody under age was there. */
  readonly minorsPresent: boolean | null
}

/** The features that are read: the starter pack's names. */
export const ACCOUNT_FEATURES = {
  created: 'account_created',
  actorMinor: 'actor_minor',
  targetMinor: 'target_minor',
  minorsPresent: 'minors_present',
} as const

/** Reads an event as it was sent; `atMs`: when it happened. */
export function accountFacts(data: Readonly<Record<string, unknown>>, atMs: number): AccountFacts {
  const flag = (name: string) => {
    const value = data[name]
    return typeof value === 'boolean' ? value : null
  }
  const created = data[ACCOUNT_FEATURES.created]
  const createdMs = typeof created === 'string' ? Date.parse(created) : Number.NaN
  return {
    ageMs: Number.isNaN(createdMs) ? null : Math.max(0, atMs - createdMs),
    actorMinor: flag(ACCOUNT_FEATURES.actorMinor),
    targetMinor: flag(ACCOUNT_FEATURES.targetMinor),
    minorsPresent: flag(ACCOUNT_FEATURES.minorsPresent),
  }
}
