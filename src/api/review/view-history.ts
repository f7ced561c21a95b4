import type { Severity } from '../../core/severity.ts'
import { strikeSum } from '../../enforcement/strike-sum.ts'
import type { Pack } from '../../pack/pack.ts'
import type { AccountHistory } from '../../review/jobs/ports.ts'
import { maySee } from '../../review/may-see.ts'
import type { Background } from '../contract/jobs.ts'
import type { Grant } from '../keyring.ts'
import { timeOf } from './view-job.ts'

const FOREVER = { withinMs: Number.POSITIVE_INFINITY, families: undefined }
const LISTED = 20

/** An account's history as somebody may see it: of their worlds, and under policies no graver than their clearance. */
export function viewHistory(
  history: AccountHistory,
  grant: Grant,
  pack: Pick<Pack, 'policies' | 'strikes'>,
  nowMs: number,
): NonNullable<Background['history']> {
  // What a pack no longer knows may have been of any severity.
  const severityOf = (policy: string): Severity =>
    pack.policies.get(policy.split('@', 1)[0]!)?.severity ?? 'S0'
  const sees = (world: string | undefined, policies: readonly string[]) =>
    (grant.worlds === null || (world !== undefined && grant.worlds.has(world))) &&
    policies.every((policy) =>
      maySee(
        { worlds: null, person: grant.person },
        { world: '', severity: severityOf(policy), clearance: undefined },
      ),
    )
  const strikes = history.strikes.filter(({ world, policy }) => sees(world, [policy]))
  const standing = strikes.filter(
    ({ reversedMs, expiresMs }) => reversedMs === undefined && expiresMs > nowMs,
  )
  return {
    strikes: {
      sum: strikeSum(standing, pack.strikes.foldMs, FOREVER, nowMs),
      standing: standing.length,
      list: strikes.slice(0, LISTED).map((one) => ({
        ...{ policy: one.policy, weight: one.weight, decision: one.decision ?? null },
        ...{ at: timeOf(one.atMs)!, expiresAt: timeOf(one.expiresMs)! },
        state:
          one.reversedMs !== undefined
            ? ('reversed' as const)
            : one.expiresMs > nowMs
              ? ('standing' as const)
              : ('expired' as const),
      })),
    },
    enforcements: history.enforcements
      .filter(({ world, policies }) => sees(world, policies))
      .map(({ id, name, target, fromMs, untilMs }) => ({
        ...{ id, enforcement: name, target, from: timeOf(fromMs)!, until: timeOf(untilMs) },
      })),
    // Labels know no worlds: whoever is bound to some is shown none.
    labels:
      grant.worlds === null
        ? history.labels.map(({ label, sinceMs, untilMs }) => ({
            ...{ label, since: timeOf(sinceMs)!, until: timeOf(untilMs) },
          }))
        : null,
  }
}
