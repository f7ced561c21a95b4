import type { Percentiles } from './demo-report.ts'

/** How many values are kept exactly; beyond it a uniform sample stands for all of them. */
const KEPT = 100_000

/** Collects values and tells their percentiles; exact up to 100,000 values, then from a uniform sample. */
export function percentileCollector(random: () => number): {
  add(value: number): void
  percentiles(): Percentiles
} {
  const values: number[] = []
  let seen = 0
  let max = Number.NaN
  return {
    add(value) {
      seen++
      if (!(value <= max)) max = value
      if (values.length < KEPT) values.push(value)
      else {
        // Reservoir sampling, algorithm R (J. S. Vitter, ACM Transactions on Mathematical Software 11, 1985).
        const at = Math.floor(random() * seen)
        if (at < KEPT) values[at] = value
      }
    },
    percentiles() {
      const sorted = Float64Array.from(values).sort()
      const at = (share: number): number =>
        sorted.length === 0 ? Number.NaN : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
      return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max }
    },
  }
}
