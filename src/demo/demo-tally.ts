import { type BatchResult, isProblem } from '../api/contract/screen.ts'
import type { Event } from '../core/event.ts'
import { Verdict } from '../core/verdict.ts'
import type { DemoReport } from './demo-report.ts'
import { percentileCollector } from './percentiles.ts'
import { createScoreboard } from './score.ts'
import type { Truth } from './truth.ts'

/** The part of a report that is counted from answers. */
type Counted = Pick<
  DemoReport,
  'judged' | 'refused' | 'verdicts' | 'behaviours' | 'topRules' | 'judgingMs' | 'roundTripMs'
>

export interface DemoTally {
  add(event: Event, truth: Truth, result: BatchResult, roundTripMs: number): void
  judged(): number
  refused(): number
  done(): Counted
}

const TOP_RULES = 15

/** Counts answers as they come. `random` draws the sample of latencies of a long run. */
export function createDemoTally(random: () => number): DemoTally {
  const scoreboard = createScoreboard()
  const judgingMs = percentileCollector(random)
  const roundTrip = percentileCollector(random)
  const verdicts = Object.fromEntries(Verdict.options.map((verdict) => [verdict, 0])) as Record<
    Verdict,
    number
  >
  const rules = new Map<string, number>()
  const refusals = new Map<string, number>()
  let judged = 0
  let refused = 0
  return {
    add(event, truth, result, roundTripMs) {
      if (isProblem(result)) {
        refused++
        refusals.set(result.title, (refusals.get(result.title) ?? 0) + 1)
        return
      }
      judged++
      verdicts[result.verdict]++
      judgingMs.add(result.latencyMs)
      roundTrip.add(roundTripMs)
      for (const { rule } of result.reasons) rules.set(rule, (rules.get(rule) ?? 0) + 1)
      const policies = result.reasons.map(({ policy }) => policy)
      scoreboard.add({ type: event.type, truth, verdict: result.verdict, policies })
    },
    judged: () => judged,
    refused: () => refused,
    done: () => ({
      judged,
      refused: Object.fromEntries(refusals),
      verdicts,
      behaviours: scoreboard.scores(),
      topRules: [...rules]
        .sort((a, b) => b[1] - a[1])
        .slice(0, TOP_RULES)
        .map(([rule, fired]) => ({ rule, fired })),
      judgingMs: judgingMs.percentiles(),
      roundTripMs: roundTrip.percentiles(),
    }),
  }
}
