import type { EntityRef } from '../../core/entity.ts'
import type { StrikeId } from '../../core/ids.ts'
import type { StrikeRecord } from '../../enforcement/ports.ts'
import { foldStrikes, strikeSum } from '../../enforcement/strike-sum.ts'
import type { Strike } from '../contract/enforcements.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { worldsOf } from './asked-worlds.ts'
import { wireStrike } from './wire.ts'

const FOREVER = { withinMs: Number.POSITIVE_INFINITY, families: undefined }

/** A page of an account's strikes, and what all that stand come to. */
export async function showStrikes(
  { enforcements, clock }: Pick<ServerParts, 'enforcements' | 'clock'>,
  grant: Grant,
  account: EntityRef,
  { before, limit }: { readonly before: StrikeId | undefined; readonly limit: number },
): Promise<{ readonly sum: number; readonly standing: number; readonly strikes: readonly Strike[] }> {
  const { log, parts: ledgerParts } = enforcements
  const nowMs = clock.now()
  const { foldMs } = ledgerParts().pack.strikes
  const found =
    limit === 0 ? [] : await orUnavailable(log.strikes(account, { worlds: worldsOf(grant), before, limit }))
  const standing = await orUnavailable(log.standing(account, nowMs))
  const heaviest = new Set(
    foldStrikes(standing, foldMs).map((group) => group.reduce((a, b) => (b.weight > a.weight ? b : a)).id),
  )
  return {
    sum: strikeSum(standing, foldMs, FOREVER, nowMs),
    standing: standing.length,
    strikes: found.map((one) => wireStrike(one, stateOf(one, heaviest.has(one.id), nowMs))),
  }
}

function stateOf(strike: StrikeRecord, isHeaviest: boolean, nowMs: number): Strike['state'] {
  if (strike.reversedMs !== undefined) return 'reversed'
  if (strike.expiresMs <= nowMs) return 'expired'
  return isHeaviest ? 'counts' : 'folded'
}
