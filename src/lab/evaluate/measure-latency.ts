import { quantileUpper } from '../../stats/proportion/quantile-bound.ts'
import { quantile } from '../../stats/quantile.ts'
import type { Scorer } from '../train/scorer.ts'
import type { LatencyFigures } from './evaluation.ts'

/** Calls before those that are timed: code is compiled and caches are filled by them. */
const WARM_UP = 50

/**
 * Times the scoring of single texts. The bound of the 99th percentile holds for whatever distribution (order statistics), and
 * takes 299 calls at least.
 */
export async function measureLatency(
  { stopwatch }: { readonly stopwatch: () => number },
  scorer: Scorer,
  texts: readonly string[],
  calls: number,
): Promise<LatencyFigures> {
  const times = new Float64Array(texts.length === 0 ? 0 : calls)
  for (let i = -WARM_UP; i < times.length; i++) {
    const text = texts[(i + WARM_UP) % texts.length]!
    const begun = stopwatch()
    await scorer.score([text])
    if (i >= 0) times[i] = stopwatch() - begun
  }
  const sorted = times.slice().sort()
  const batch = texts.slice(0, calls)
  const begun = stopwatch()
  await scorer.score(batch)
  const seconds = (stopwatch() - begun) / 1000
  return {
    calls: times.length,
    p50Ms: times.length === 0 ? 0 : quantile(sorted, 0.5),
    p99Ms: times.length === 0 ? 0 : quantile(sorted, 0.99),
    p99BoundMs: quantileUpper(times, 0.99, 0.05),
    textsPerSecond: seconds > 0 ? batch.length / seconds : 0,
  }
}
