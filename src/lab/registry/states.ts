import type { Authority } from './authority.ts'
import type { ModelState } from './model.ts'

/** Where a model may go from where it stands. `canary` to `canary`: to the next share. */
export const MOVES: Readonly<Record<ModelState, readonly ModelState[]>> = {
  trained: ['evaluated', 'retired'],
  evaluated: ['refused', 'shadow', 'retired'],
  refused: [],
  shadow: ['revoked', 'canary', 'retired'],
  revoked: [],
  canary: ['canary', 'live', 'rolled-back', 'retired'],
  live: ['rolled-back', 'retired'],
  'rolled-back': [],
  // Only the last known good, when the one after it is rolled back: see plan-rollback.ts.
  retired: [],
}

/** Whether it never comes back: any change is another model. */
export function isTerminal(state: ModelState): boolean {
  return MOVES[state].length === 0
}

/** Shares of accounts of a canary, in order. */
export const CANARY_SHARES = [0.01, 0.05, 0.25, 0.5] as const

/** The share after this one; undefined: it was the last, and live comes next. */
export function nextShare(share: number): number | undefined {
  return CANARY_SHARES.find((next) => next > share)
}

/**
 * The most that a state lets a model do, whatever it is certified for. In shadow `rank` is for emergencies; what cannot
 * be undone waits until the canary is over.
 */
export const MOST_IN: Readonly<Record<ModelState, Authority>> = {
  ...{ trained: 'observe', evaluated: 'observe', refused: 'observe', revoked: 'observe' },
  ...{ shadow: 'rank', canary: 'reversible', live: 'irreversible', 'rolled-back': 'observe' },
  retired: 'observe',
}
