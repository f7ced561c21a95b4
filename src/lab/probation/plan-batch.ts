import { hash32 } from '../../core/draw.ts'
import type { DecisionId } from '../../core/id.ts'
import type { ModelId, Thresholds } from '../train/candidate.ts'
import type { Design, Stratum } from './design.ts'
import { type Zone, zoneOf } from './zone.ts'

/** A decided event as the lab sees it: no content. Times in ms since the epoch. */
export interface SeenEvent {
  readonly decision: DecisionId
  readonly type: string
  /** Who acted, or what stands for them: `kind:id`. */
  readonly account: string
  readonly atMs: number
  /** Score of `violates` by model; one that is not there failed. */
  readonly scores: ReadonlyMap<ModelId, number>
  /** Models that may rank it and not act on it, whatever their score. */
  readonly onlyRanked?: ReadonlySet<ModelId>
}

/** A model that is proved or watched. */
export interface WatchedModel {
  readonly model: ModelId
  readonly task: string
  readonly design: Design
  /** What its certificate is for; its authority does not matter here. */
  readonly thresholds: Thresholds
  /** The live model beside which a canary is judged. */
  readonly incumbent: { readonly model: ModelId; readonly thresholds: Thresholds } | undefined
  /** With what probability each stratum is drawn, as planned before these events were seen. */
  readonly probabilities: Readonly<Partial<Record<Stratum, number>>>
}

export type Cell =
  | Stratum
  | 'failed'
  | 'not-a-number'
  | 'same'
  | 'skewed'
  | 'fast'
  | 'slow'
  | 'known'
  | 'strange'

export interface CellCount {
  readonly model: ModelId
  /** Days since the epoch. */
  readonly day: number
  readonly type: string
  readonly cell: Cell
  readonly count: number
}

/** What a model would have done, where that is more than nothing. */
export interface WouldBe {
  readonly model: ModelId
  readonly decision: DecisionId
  readonly atMs: number
  readonly score: number
  readonly zone: Zone
}

/** A decision that was drawn to be judged. One of a model, design and stratum for each account and day. */
export interface DrawnSample {
  readonly model: ModelId
  readonly design: Design
  readonly stratum: Stratum
  readonly decision: DecisionId
  readonly account: string
  readonly day: number
  readonly type: string
  readonly score: number
  readonly probability: number
  readonly atMs: number
}

export interface BatchPlan {
  readonly counts: readonly CellCount[]
  readonly wouldBe: readonly WouldBe[]
  readonly samples: readonly DrawnSample[]
}

const DAY_MS = 86_400_000
export const dayOf = (atMs: number): number => Math.floor(atMs / DAY_MS)

/** Counts, what would have been done, and what is drawn of a batch of events, in their order. */
export function planBatch(models: readonly WatchedModel[], events: readonly SeenEvent[]): BatchPlan {
  const counts = new CellTally()
  const wouldBe: WouldBe[] = []
  const samples: DrawnSample[] = []
  const units = new Set<string>()
  for (const event of events)
    for (const watched of models) {
      const { model, design } = watched
      const { decision, type, account, atMs } = event
      const score = event.scores.get(model)
      const day = dayOf(atMs)
      if (score === undefined || Number.isNaN(score)) {
        counts.add(model, day, type, score === undefined ? 'failed' : 'not-a-number')
        continue
      }
      const zone = zoneFor(watched, score, event)
      const stratum = stratumOf(watched, zone, event)
      counts.add(model, day, type, stratum)
      if (zone !== 'low') wouldBe.push({ model, decision, atMs, score, zone })
      const probability = watched.probabilities[stratum] ?? 0
      const unit = `${model} ${stratum} ${day} ${account}`
      if (!isDrawnFor(decision, model, probability) || units.has(unit)) continue
      units.add(unit)
      samples.push({ model, design, stratum, decision, account, day, type, score, probability, atMs })
    }
  return { counts: counts.all(), wouldBe, samples }
}

/** What a model may not act on, by the slices of its certificate, it ranks at most. */
function zoneFor(
  { model, thresholds }: Pick<WatchedModel, 'model' | 'thresholds'>,
  score: number,
  { onlyRanked }: SeenEvent,
): Zone {
  const zone = zoneOf(score, thresholds)
  const isHeldBack = zone === 'act' && thresholds.act !== undefined && onlyRanked?.has(model) === true
  return isHeldBack ? 'review' : zone
}

function stratumOf({ design, incumbent }: WatchedModel, zone: Zone, event: SeenEvent): Stratum {
  if (design !== 'canary') return zone
  const score = incumbent && event.scores.get(incumbent.model)
  // Without a live model, or where it fails, nothing would have been done.
  const acted = score !== undefined && zoneFor(incumbent!, score, event) === 'act'
  if (zone === 'act') return acted ? 'act' : 'new-only'
  return acted ? 'old-only' : 'low'
}

/** The draw is a hash of the decision's id, made by chance here, and of the model: it can be repeated and not steered. */
export function isDrawnFor(decision: DecisionId, model: ModelId, probability: number): boolean {
  return probability > 0 && hash32(decision.slice(-16), hash32(model)) < probability * 2 ** 32
}

/** Adds up counts by model, day, type and cell. */
export class CellTally {
  readonly #counts = new Map<string, CellCount & { count: number }>()

  add(model: ModelId, day: number, type: string, cell: Cell, count = 1): void {
    const key = `${model} ${day} ${cell} ${type}`
    const known = this.#counts.get(key)
    if (known === undefined) this.#counts.set(key, { model, day, type, cell, count })
    else this.#counts.set(key, { ...known, count: known.count + count })
  }

  all(): CellCount[] {
    return [...this.#counts.values()]
  }
}
