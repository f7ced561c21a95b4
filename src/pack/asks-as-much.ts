import { VERDICT_RANK } from '../core/verdict.ts'
import type { EffectSpec, Rule } from './pack.ts'

/**
 * Whether a rule asks for everything that another asks for, under the same policy, so that beside it the other
 * changes nothing: a verdict at least as strict, every effect for at least as long.
 */
export function asksAsMuch(one: Rule, other: Rule): boolean {
  if (one.policy !== other.policy) return false
  if (rankOf(one) < rankOf(other)) return false
  return other.effects.every((effect) => one.effects.some((mine) => isAtLeast(mine, effect)))
}

function rankOf({ verdict }: Rule): number {
  return verdict === undefined ? -1 : VERDICT_RANK[verdict]
}

function isAtLeast(mine: EffectSpec, other: EffectSpec): boolean {
  switch (other.kind) {
    case 'label':
      return mine.kind === 'label' && mine.label === other.label && mine.on === other.on && lasts(mine, other)
    case 'unlabel':
      return mine.kind === 'unlabel' && mine.label === other.label && mine.on === other.on
    case 'strike':
      return mine.kind === 'strike' && mine.on === other.on && mine.weight >= other.weight
    case 'job':
      return mine.kind === 'job' && mine.queue === other.queue
    case 'enforcement':
      return (
        mine.kind === 'enforcement' &&
        mine.enforcement === other.enforcement &&
        mine.on === other.on &&
        JSON.stringify(mine.with) === JSON.stringify(other.with) &&
        lasts(mine, other)
      )
    case 'notice':
      return mine.kind === 'notice' && mine.on === other.on
  }
}

/** No end is later than any. */
function lasts(mine: { readonly forMs: number | undefined }, other: typeof mine): boolean {
  return mine.forMs === undefined || (other.forMs !== undefined && mine.forMs >= other.forMs)
}
