import type { EntityRef } from '../../core/entity.ts'
import type { StrikeId } from '../../core/ids.ts'
import { strikeSum } from '../../enforcement/strike-sum.ts'
import type { Strike } from '../contract/enforcements.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { worldsOf } from './asked-worlds.ts'
import { listFilter } from './list-filter.ts'
import { strikeStates } from './strike-states.ts'
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
  const page = { worlds: worldsOf(grant), before, limit }
  const found = limit === 0 ? [] : await orUnavailable(log.strikes({ account, ...listFilter({}) }, page))
  const standing = await orUnavailable(log.standing([account], nowMs))
  const stateOf = strikeStates(standing, foldMs, nowMs)
  return {
    sum: strikeSum(standing, foldMs, FOREVER, nowMs),
    standing: standing.length,
    strikes: found.map((one) => wireStrike(one, stateOf(one))),
  }
}
