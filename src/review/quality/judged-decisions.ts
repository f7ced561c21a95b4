import type { DecisionId } from '../../core/id.ts'
import type { Sample } from '../../pack/pack.ts'
import { inclusionProbability } from './inclusion.ts'
import type { QualityRow, SampledDecision } from './ports.ts'

/** A decision that was drawn by chance and judged, once, whatever number of samples drew it and people judged it. */
export interface JudgedDecision {
  /** The first independent judgement that was sure. */
  readonly row: QualityRow
  readonly decision: SampledDecision | undefined
  /** The chance with which it was chosen at all. */
  readonly probability: number
  /** What the reviewer was asked: one policy, by its id with version; undefined: whatever is violated. */
  readonly asked: string | undefined
}

export interface JudgedDecisions {
  readonly judged: readonly JudgedDecision[]
  /** Drawn, and nobody who judged them was sure. */
  readonly unsure: number
}

/**
 * The drawn decisions among rows of audit jobs. The first judgement counts and no later one: reviewers' errors are
 * corrected by golden jobs, which are judged once too. Adjudications, which know of disagreement, are left out.
 */
export function judgedDecisions(
  rows: readonly QualityRow[],
  decisions: ReadonlyMap<DecisionId, SampledDecision>,
  samples: readonly Sample[],
): JudgedDecisions {
  const byDecision = new Map<DecisionId, QualityRow[]>()
  for (const row of rows) {
    if (row.kind !== 'audit' || row.decision === undefined || row.stage === 'adjudication') continue
    const known = byDecision.get(row.decision)
    if (known) known.push(row)
    else byDecision.set(row.decision, [row])
  }
  const asks = new Map(samples.map((one) => [one.name, one.asks]))
  const judged: JudgedDecision[] = []
  let unsure = 0
  for (const [id, all] of byDecision) {
    const sure = all.filter(({ choice }) => choice !== 'unsure').sort((a, b) => a.atMs - b.atMs)
    if (sure.length === 0) {
      unsure++
      continue
    }
    const decision = decisions.get(id)
    const row = sure.find((one) => asks.get(one.sample ?? '') === undefined) ?? sure[0]!
    judged.push({
      ...{ row, decision, probability: inclusionProbability(all, decision, samples) },
      asked: asks.get(row.sample ?? '') === undefined ? undefined : row.policy,
    })
  }
  return { judged, unsure }
}
