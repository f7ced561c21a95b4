import type { EntityRef } from '../core/entity.ts'
import type { StrikeId } from '../core/ids.ts'
import { enforce } from './enforce.ts'
import type { Situation } from './ledger/ports.ts'
import { type Ledger, newId } from './ledger.ts'
import type { Origin, StrikeRecord } from './ports.ts'
import { strikeSum } from './strike-sum.ts'

export interface AskedStrike {
  readonly origin: Origin
  readonly account: EntityRef
  readonly world: string | undefined
  readonly item: EntityRef | undefined
  readonly weight: number
  /** When the violation happened, in ms since the epoch. */
  readonly atMs: number
  readonly situation: Situation | undefined
}

/**
 * Gives a strike, and fires the enforcement of each threshold that the sum reaches by it: once for each crossing, so
 * again only when the sum has fallen below in between. Undefined: it weighs nothing, or would have expired by now.
 */
export function addStrike(ledger: Ledger, asked: AskedStrike): StrikeRecord | undefined {
  const { nowMs, state, pack } = ledger
  const { account, origin, weight, atMs, world, item } = asked
  const { expiresMs: lastsMs, foldMs, thresholds } = pack.strikes
  if (!(weight > 0) || atMs + lastsMs <= nowMs) return undefined
  const before = standingStrikes(ledger, account)
  const strike: StrikeRecord = {
    ...origin,
    id: newId<StrikeId>(ledger, 'str'),
    account,
    world,
    item,
    family: origin.policy.split(/[.@]/)[0]!,
    weight,
    // A clock that was ahead must not let a strike count before it was known.
    atMs: Math.min(atMs, nowMs),
    takenMs: nowMs,
    expiresMs: Math.min(atMs, nowMs) + lastsMs,
    reversedMs: undefined,
  }
  state.strikes.push(strike)
  ledger.touched.strikes.add(strike)
  const after = [...before, strike]
  // What a process whose clock is ahead has written counts.
  const asOfMs = Math.max(...after.map(({ takenMs }) => takenMs))
  for (const threshold of thresholds) {
    if (strikeSum(before, foldMs, threshold, asOfMs) >= threshold.at) continue
    if (strikeSum(after, foldMs, threshold, asOfMs) < threshold.at) continue
    const { at, withinMs, families, enforcement, forMs, with: params = {} } = threshold
    enforce(ledger, {
      kind: 'threshold',
      origin,
      target: account,
      account,
      world,
      name: enforcement,
      params,
      untilMs: forMs === undefined ? undefined : nowMs + forMs,
      strike: strike.id,
      threshold: { at, withinMs, families },
      situation: asked.situation,
    })
  }
  return strike
}

export function standingStrikes({ state }: Ledger, account: EntityRef): StrikeRecord[] {
  return state.strikes.filter((one) => one.account === account && one.reversedMs === undefined)
}
