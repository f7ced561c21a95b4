import { judgeModel } from '../../src/api/lab/judge-model.ts'
import type { DecisionId } from '../../src/core/id.ts'
import { NOW } from '../../src/lab/gates/evidence.fixture.ts'
import type { Design, Stratum } from '../../src/lab/probation/design.ts'
import { planBatch, type SeenEvent, type WatchedModel } from '../../src/lab/probation/plan-batch.ts'
import type { CellSum, JudgedSample } from '../../src/lab/probation/ports.ts'
import { tripwires } from '../../src/lab/probation/tripwires.ts'
import type { SeenModel } from '../../src/lab/registry/ports.ts'
import { after } from '../../src/lab/registry/seen.fixture.ts'
import { isTerminal } from '../../src/lab/registry/states.ts'
import type { ModelId } from '../../src/lab/train/candidate.ts'
import type { Animal, Bin } from './animal.ts'
import { scoreIn } from './simulated-scorer.ts'
import { NOTHING, type Wall } from './taken-away.ts'
import { POLICY } from './world.ts'
import { ZOO } from './zoo-task.ts'

const DAY_MS = 86_400_000
export const EVENTS_A_DAY = 300
/** Past the longest probation, and then some. */
const MOST_DAYS = 75
/** Watched when it is live. */
const LIVE_DAYS = 3
const HANGUL_SHARE = 0.3

/** With what chance each stratum is drawn; planned for a day with labels to spare. */
const PROBABILITIES: WatchedModel['probabilities'] = {
  ...{ act: 1, 'new-only': 1, 'old-only': 1, review: 0.2, low: 0.02 },
}

/** A probation that passes whatever it is shown, to see that it is a wall. */
const TOOTHLESS: typeof ZOO = {
  ...ZOO,
  probation: { ...ZOO.probation, alphaPass: Infinity, alphaRevoke: 0, mostLabels: 1e9, mostDays: 1e9 },
}

const FAULTS: ReadonlySet<string> = new Set(['not-a-number', 'failed', 'slow', 'skewed'])

/** What is said on a day, as the model scores it, and which of it violates in truth. */
export interface Traffic {
  readonly events: readonly SeenEvent[]
  readonly violates: ReadonlySet<DecisionId>
}

/** Where a model stands on a day. */
export interface LiveDay {
  readonly seen: SeenModel
  readonly labels: number
  readonly says: string
  /** What stopped it: `tripwire NAME`, `probation`, `canary`, `watch`; undefined: nobody did. */
  readonly by: string | undefined
}

/**
 * A model from shadow on: each day events are scored, drawn and judged by people who are right, and what was judged is
 * folded, until it is out, or has been live for some days.
 */
export function onLiveTraffic(
  { cells: faults, policyOn }: Pick<Animal, 'cells' | 'policyOn'>,
  shadow: SeenModel,
  trafficOf: (model: ModelId, day: number) => Traffic,
  onMove: (seen: SeenModel) => void,
  without: ReadonlySet<Wall> = NOTHING.walls,
): LiveDay {
  let seen: SeenModel = { ...shadow, record: { ...shadow.record, changedMs: NOW } }
  const states = new Map<Design, { state: unknown; through: number }>()
  const cells: CellSum[] = []
  let [number, labels, says, liveSince] = [0, 0, 'nothing was said of it', Number.POSITIVE_INFINITY]
  let by: string | undefined
  for (let day = 1; day <= MOST_DAYS && day - liveSince < LIVE_DAYS; day++) {
    const nowMs = NOW + day * DAY_MS
    const { state, manifest, id } = seen.record
    if (isTerminal(state)) break
    const design: Design = state === 'shadow' ? 'probation' : state === 'canary' ? 'canary' : 'watch'
    const { events, violates } = trafficOf(id, day)
    const watched: WatchedModel = {
      ...{ model: id, task: ZOO.name, design, thresholds: manifest.thresholds },
      ...{ incumbent: undefined, probabilities: PROBABILITIES },
    }
    const { counts, samples } = planBatch([watched], events)
    cells.push(
      ...[
        ...counts,
        ...(faults?.(day) ?? []).map((one) => ({ ...one, model: id, day, type: 'chat' })),
      ].filter(({ cell }) => !without.has('tripwires') || !FAULTS.has(cell)),
    )
    const judged = samples.map((sample): JudgedSample => {
      const isHarm = violates.has(sample.decision)
      return {
        ...{
          number: ++number,
          stratum: sample.stratum as Stratum,
          account: sample.account,
          day,
          type: sample.type,
        },
        ...{ probability: sample.probability, score: sample.score, drawnMs: nowMs },
        ...{ outcome: isHarm ? 'violates' : 'fine', policies: isHarm ? ['harassment@1'] : [] },
      }
    })
    labels += judged.length
    const { state: kept, through } = states.get(design) ?? { state: {}, through: 0 }
    const folded = judgeModel(
      design === 'probation' && without.has('probation') ? TOOTHLESS : ZOO,
      seen.record,
      design,
      { state: kept, through, samples: judged, accounts: number, cells },
      {
        ...{ nowMs, policyVersion: policyOn?.(day) ?? POLICY, everyMs: DAY_MS },
        drill: { ok: true, ms: 5, dropped: 0, asked: 200 },
      },
    )
    states.set(design, { state: folded.state, through: folded.through })
    const planned = folded.plan?.(seen)
    if (planned === undefined) continue
    if (!planned.ok) {
      says = planned.why
      continue
    }
    const moved = after(seen, planned)
    const isOther = moved.record.state !== state || moved.record.share !== seen.record.share
    seen = isOther ? { ...moved, record: { ...moved.record, changedMs: nowMs } } : moved
    if (!isOther) continue
    says = String(moved.entries.findLast(({ kind }) => kind === design)?.body.says ?? '')
    if (seen.record.state === 'live') liveSince = day
    if (isTerminal(seen.record.state)) by = tripped(cells) ?? design
    onMove(seen)
  }
  return { seen, labels, says, by }
}

function tripped(cells: readonly CellSum[]): string | undefined {
  const name = tripwires(cells, ZOO.bars.latencyMs).find((one) => one.tripped)?.name
  return name && `tripwire ${name}`
}

/** What is said on a day to a simulated model. */
export function simulatedTraffic(
  { bins, hangul, liveHangul = HANGUL_SHARE }: Animal,
  random: () => number,
  model: ModelId,
  day: number,
): Traffic {
  const violates = new Set<DecisionId>()
  const events = Array.from({ length: EVENTS_A_DAY }, (_, i): SeenEvent => {
    const bin = drawBin(hangul !== undefined && random() < liveHangul ? hangul : bins, random)
    const decision = `dec-zoo-${day}-${i}-${Math.floor(random() * 1e9)}` as DecisionId
    if (random() < bin.live) violates.add(decision)
    const account = `account:${day}-${i}`
    return {
      decision,
      type: 'chat',
      account,
      atMs: NOW + day * DAY_MS - 1,
      scores: new Map([[model, scoreIn(bin, random)]]),
    }
  })
  return { events, violates }
}

function drawBin(bins: readonly Bin[], random: () => number): Bin {
  let left = random()
  for (const bin of bins) {
    left -= bin.mass
    if (left < 0) return bin
  }
  return bins.at(-1)!
}
