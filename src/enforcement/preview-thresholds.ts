import type { StrikeRecord, Threshold } from './ports.ts'
import { strikeSum } from './strike-sum.ts'

/** Upper bounds of the bars of a histogram. */
const BARS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30, 50, 100, 1000]

/** Counts accounts by the sum of their strikes, account by account; nothing has effect. */
export function previewThresholds(
  asked: Omit<Threshold, 'at'> & {
    readonly foldMs: number
    readonly at: readonly number[]
    readonly nowMs: number
  },
) {
  const ats = [...new Set(asked.at)].sort((a, b) => a - b)
  const hit = ats.map(() => 0)
  const bars = new Map<number, number>()
  let accounts = 0
  return {
    take(strikes: readonly StrikeRecord[]): void {
      const sum = strikeSum(strikes, asked.foldMs, asked, asked.nowMs)
      if (sum === 0) return
      accounts++
      for (const [i, at] of ats.entries()) if (sum >= at) hit[i]!++
      const bar = BARS.findIndex((to) => sum < to)
      bars.set(bar, (bars.get(bar) ?? 0) + 1)
    },
    result() {
      const histogram = [...BARS, Number.MAX_SAFE_INTEGER].flatMap((to, i) => {
        const count = bars.get(i < BARS.length ? i : -1) ?? 0
        return count === 0 ? [] : [{ from: i === 0 ? 0 : BARS[i - 1]!, to, accounts: count }]
      })
      return { accounts, histogram, hit: ats.map((at, i) => ({ at, accounts: hit[i]! })) }
    },
  }
}
