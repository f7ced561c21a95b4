import { canaryEvidence, canaryOutcome, canaryPlan, foldCanary } from '../../lab/canary/fold-canary.ts'
import type { Design } from '../../lab/probation/design.ts'
import { exposureOf, foldProbation, outcomeOf, planOf } from '../../lab/probation/fold-probation.ts'
import { labelsNeeded } from '../../lab/probation/labels-needed.ts'
import type { LabLook } from '../../lab/probation/ports.ts'
import { type Judged, recallOf } from '../../lab/probation/recall-of.ts'
import { tripwires } from '../../lab/probation/tripwires.ts'
import type { ModelRecord } from '../../lab/registry/model.ts'
import type { Task } from '../../lab/task.ts'
import { seededRandom } from '../../lab/text/seeded-random.ts'
import { detectorPlan, foldWatch, watchOutcome } from '../../lab/watch/fold-watch.ts'
import { probationBoundaries } from '../../stats/sequential/probation-boundary.ts'
import type { ProbationReply } from '../contract/probation.ts'

/** What is shown of a model when nobody asks for anything else. */
export function designOf({ state }: Pick<ModelRecord, 'state'>): Design {
  if (state === 'canary') return 'canary'
  return state === 'live' || state === 'rolled-back' || state === 'retired' ? 'watch' : 'probation'
}

type Part = Pick<
  ProbationReply,
  | 'verdict'
  | 'says'
  | 'labels'
  | 'bar'
  | 'exposure'
  | 'path'
  | 'boundaries'
  | 'evidence'
  | 'detector'
  | 'recall'
> & { readonly wayOut?: string }

const NO_EVIDENCE = { promote: [], rollBack: [], promoteAt: 0, rollBackAt: 0 }
const NO_DETECTOR = { trace: [], alarmAt: 0 }
/** So many points of a boundary are enough for a chart. */
const POINTS = 150

/** What a model is proved by as it stands, with all that a chart of it needs. */
export function viewProbation(
  task: Task,
  record: ModelRecord,
  design: Design,
  look: LabLook,
  nowMs: number,
): ProbationReply {
  const given = { ...look, samples: [] }
  const { wayOut, ...part } = partOf()
  const cells: Record<string, number> = {}
  for (const { cell, count } of look.cells) cells[cell] = (cells[cell] ?? 0) + count
  return {
    ...{ model: record.id, task: record.task, state: record.state, share: record.share, design },
    ...{ since: new Date(record.changedMs).toISOString(), wayOut: wayOut ?? null, cells },
    tripwires: tripwires(look.cells, task.bars.latencyMs),
    ...part,
  }

  function partOf(): Part {
    switch (design) {
      case 'probation':
        return probation()
      case 'canary':
        return canary()
      case 'watch':
        return watch()
    }
  }

  /** Seeded: who looks twice sees the same. */
  function recall(acted: { judged: number; violating: number }, beside: Judged): ProbationReply['recall'] {
    return recallOf(seededRandom(1), look.cells, { ...beside, act: acted }) ?? null
  }

  function probation(): Part {
    const { state } = foldProbation(task, record.manifest, given, nowMs)
    const exposure = exposureOf(task, given, record.changedMs, nowMs)
    const plan = planOf(task, record.manifest)
    const { labels: judged, losses, passedAt } = state.counts
    const most = task.probation.mostLabels
    return {
      ...outcomeOf(task, record.manifest, state, exposure, look.cells),
      ...{ bar: plan.bar, exposure, path: state.path },
      labels: {
        ...{ judged, losses, void: state.void, waiting: look.waiting, most },
        needed: passedAt === null ? (labelsNeeded(plan, state.counts) ?? null) : 0,
      },
      boundaries: probationBoundaries(plan, Math.max(1, Math.ceil(most / POINTS))),
      ...{ evidence: NO_EVIDENCE, detector: NO_DETECTOR },
      recall: recall({ judged, violating: judged - losses }, state.beside),
    }
  }

  function canary(): Part {
    const { state } = foldCanary(task, record.share, given, nowMs)
    const plan = canaryPlan(task)
    const { labels: judged, worse: losses } = state
    return {
      ...canaryOutcome(task, state, look.cells, record.changedMs, nowMs),
      ...{ bar: plan.margin, exposure: null, path: state.path, boundaries: [], detector: NO_DETECTOR },
      labels: {
        ...{ judged, losses, void: state.void, waiting: look.waiting, most: task.probation.mostLabels },
        needed: null,
      },
      evidence: canaryEvidence(task, state.path),
      recall: null,
    }
  }

  function watch(): Part {
    const { state } = foldWatch(task, record.manifest, given, nowMs)
    const plan = detectorPlan(task, record.manifest)
    const { verdict, says } = watchOutcome(task, record.manifest, state, look.cells)
    const { labels: judged, losses } = state
    return {
      ...{ verdict, says, bar: plan.bar, exposure: null, path: '', boundaries: [], evidence: NO_EVIDENCE },
      labels: {
        ...{ judged, losses, void: state.void, waiting: look.waiting, needed: null },
        most: task.probation.mostLabels,
      },
      recall: recall({ judged, violating: judged - losses }, state.beside),
      detector: { trace: [...state.trace], alarmAt: Math.log(plan.runLength) },
    }
  }
}
