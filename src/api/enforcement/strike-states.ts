import type { StrikeRecord } from '../../enforcement/ports.ts'
import { foldStrikes } from '../../enforcement/strike-sum.ts'
import type { Strike } from '../contract/enforcements.ts'

/** How each strike stands now, by all strikes of its account that count: of those with one cause only the heaviest does. */
export function strikeStates(
  standing: readonly StrikeRecord[],
  foldMs: number,
  nowMs: number,
): (strike: StrikeRecord) => Strike['state'] {
  const accounts = [...new Set(standing.map(({ account }) => account))]
  const groups = accounts.flatMap((account) =>
    foldStrikes(
      standing.filter((one) => one.account === account),
      foldMs,
    ),
  )
  const heaviest = new Set(groups.map((group) => group.reduce((a, b) => (b.weight > a.weight ? b : a)).id))
  return ({ id, reversedMs, expiresMs }) => {
    if (reversedMs !== undefined) return 'reversed'
    if (expiresMs <= nowMs) return 'expired'
    return heaviest.has(id) ? 'counts' : 'folded'
  }
}
