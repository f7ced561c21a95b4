import type { Costs } from '../task.ts'

/**
 * From which calibrated score on it costs least to act, and to have a person look. Where the band between them closes,
 * acting begins where it costs as much as leaving. Source: C. K. Chow, On Optimum Recognition Error and Reject Tradeoff (1970).
 */
export function costThresholds({ falseAlarm, miss, review }: Costs): { act: number; review: number } {
  const act = 1 - review / falseAlarm
  const look = review / miss
  if (act > look) return { act, review: look }
  const even = falseAlarm / (falseAlarm + miss)
  return { act: even, review: even }
}
