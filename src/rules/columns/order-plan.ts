import type { Judge } from './judge-plan.ts'
import type { Pass } from './pass.ts'
import type { Plan } from './plan.ts'

/** Rows that are looked at to see how many each question leaves undecided. */
export const SAMPLE = 1024

// In ns a row, as measured.
/** A quick question of all rows, in bits. */
const BITS = 0.75
/** The same when other rules ask it, too. */
const SHARED_BITS = 0.2
/** A quick question of rows picked out. */
const PICKED = 1.7
/** Picking out one row. */
const PICK = 1.5

/**
 * The same plan with its parts in the order that is likely cheapest: those first that decide most rows for least.
 * Parts that read more than the event's own columns stay last, and are not asked here. Source: predicate ordering
 * by rank, cost / (1 - selectivity) (Hellerstein 1993).
 */
export function orderPlan(judge: Judge, plan: Plan, pass: Pass, from: number): Plan {
  if (plan.kind === 'ask') return plan
  const parts = plan.parts.map((part) => {
    const ordered = orderPlan(judge, part, pass, from)
    const left = part.weight.tier > 0 ? 1 : shareLeft(judge, plan.kind, ordered, pass, from)
    const quick = ordered.kind === 'ask' && ordered.question.isQuick ? ordered.question : undefined
    const cost = quick === undefined ? ordered.weight.cost : quick.uses > 1 ? SHARED_BITS : BITS
    return { part: ordered, left, isQuick: quick !== undefined, cost, rank: cost / (1.001 - left) }
  })
  parts.sort((a, b) => a.part.weight.tier - b.part.weight.tier || a.rank - b.rank)
  let inBits = 0
  let left = 1
  for (const part of parts) {
    if (!part.isQuick || part.cost > left * (PICKED + PICK * (1 - part.left))) break
    inBits++
    left *= part.left
  }
  return { ...plan, parts: parts.map(({ part }) => part), inBits }
}

function shareLeft(judge: Judge, kind: 'and' | 'or', part: Plan, pass: Pass, from: number): number {
  const bytes = judge.bytesFor(0, from + SAMPLE)
  judge.all(part, pass, bytes, from, from + SAMPLE, 1)
  const decided = kind === 'and' ? 0 : 1
  let left = 0
  for (let row = from; row < from + SAMPLE; row++) if (bytes[row] !== decided) left++
  return left / SAMPLE
}
