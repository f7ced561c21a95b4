import { canaryOutcome, foldCanary } from '../../lab/canary/fold-canary.ts'
import type { Design } from '../../lab/probation/design.ts'
import { exposureOf, foldProbation, outcomeOf } from '../../lab/probation/fold-probation.ts'
import type { Folded, FoldGiven } from '../../lab/probation/ports.ts'
import { tripwires } from '../../lab/probation/tripwires.ts'
import type { ModelRecord } from '../../lab/registry/model.ts'
import { planMove, type Step } from '../../lab/registry/plan-move.ts'
import { planRollback } from '../../lab/registry/plan-rollback.ts'
import type { SeenModel } from '../../lab/registry/ports.ts'
import { nextShare } from '../../lab/registry/states.ts'
import type { Task } from '../../lab/task.ts'
import { foldWatch, watchOutcome } from '../../lab/watch/fold-watch.ts'
import { inputWatch } from '../../lab/watch/input-watch.ts'
import { watchResults } from '../../lab/watch/watch-results.ts'
import type { Drill } from './drill-rollback.ts'

export interface JudgeFacts {
  readonly nowMs: number
  readonly policyVersion: string | undefined
  /** Of a canary that goes live next. */
  readonly drill: Drill | undefined
  /** How often what is well is written down all the same, in ms: evidence must be fresh. */
  readonly everyMs: number
}

/** A model is stale after so many days, until its task says otherwise. */
const MOST_DAYS = 180

/** What was judged of a model, taken up, and what becomes of it by that: a function of what is given. */
export function judgeModel(
  task: Task,
  record: ModelRecord,
  design: Design,
  given: FoldGiven,
  facts: JudgeFacts,
): Folded {
  switch (design) {
    case 'probation':
      return judgeProbation(task, record, given, facts)
    case 'canary':
      return judgeCanary(task, record, given, facts)
    case 'watch':
      return judgeLive(task, record, given, facts)
  }
}

function judgeProbation(task: Task, record: ModelRecord, given: FoldGiven, facts: JudgeFacts): Folded {
  const { nowMs } = facts
  const folded = foldProbation(task, record.manifest, given, nowMs)
  const exposure = exposureOf(task, given, record.changedMs, nowMs)
  const outcome = outcomeOf(task, record.manifest, folded.state, exposure, given.cells)
  if (outcome.verdict === 'extend') return { ...folded, plan: undefined }
  const { labels, losses } = folded.state.counts
  const body = { ...about(record), ...outcome, labels, losses, exposure }
  return {
    ...folded,
    plan: moved(
      { evidence: [{ kind: 'probation', body }], to: outcome.verdict === 'pass' ? 'canary' : 'revoked' },
      record,
      facts,
    ),
  }
}

function judgeCanary(task: Task, record: ModelRecord, given: FoldGiven, facts: JudgeFacts): Folded {
  const { share, changedMs } = record
  const folded = foldCanary(task, share, given, facts.nowMs)
  const outcome = canaryOutcome(task, folded.state, given.cells, changedMs, facts.nowMs)
  if (outcome.verdict === 'wait') return { ...folded, plan: undefined }
  const { labels, worse } = folded.state
  const evidence = [{ kind: 'canary' as const, body: { ...about(record), ...outcome, share, labels, worse } }]
  if (outcome.verdict === 'roll-back')
    return { ...folded, plan: rolledBack(evidence, outcome.says, record, facts) }
  if (nextShare(share) !== undefined)
    return { ...folded, plan: moved({ evidence, to: 'canary' }, record, facts) }
  const watches = watchResults(record, tripwires(given.cells, task.bars.latencyMs), {
    ...{ nowMs: facts.nowMs, policyVersion: facts.policyVersion, mostDays: MOST_DAYS },
    inputs: inputWatch(given.cells, facts.nowMs),
    quality: undefined,
  })
  const armed = [
    { kind: 'watch' as const, body: { ...about(record), verdict: 'healthy', watches } },
    ...(facts.drill === undefined
      ? []
      : [{ kind: 'drill' as const, body: { ...about(record), ...facts.drill } }]),
  ]
  return { ...folded, plan: moved({ evidence: [...evidence, ...armed], to: 'live' }, record, facts) }
}

function judgeLive(task: Task, record: ModelRecord, given: FoldGiven, facts: JudgeFacts): Folded {
  const { nowMs, policyVersion } = facts
  const folded = foldWatch(task, record.manifest, given, nowMs)
  const outcome = watchOutcome(task, record.manifest, folded.state, given.cells)
  const isAlarm = outcome.verdict === 'roll-back'
  const watches = watchResults(record, outcome.tripwires, {
    ...{ nowMs, policyVersion, mostDays: MOST_DAYS, inputs: inputWatch(given.cells, nowMs) },
    quality: { isAlarm: isAlarm && !outcome.tripwires.some(({ tripped }) => tripped), says: outcome.says },
  })
  const { labels, losses } = folded.state
  const body = { ...about(record), verdict: outcome.verdict, says: outcome.says, labels, losses, watches }
  const evidence = [{ kind: 'watch' as const, body }]
  if (isAlarm) return { ...folded, plan: rolledBack(evidence, outcome.says, record, facts) }
  return {
    ...folded,
    // That all is well is said now and then, so that what rests on it is fresh.
    plan: (seen) => {
      const said = seen.entries.findLast(({ kind }) => kind === 'watch')
      if (seen.record.state !== 'live' || (said !== undefined && nowMs - said.atMs < facts.everyMs))
        return { ok: true, change: { entries: [], models: [] } }
      return planMove(seen, { evidence }, moveFacts(facts))
    },
  }
}

/** A model that somebody has moved meanwhile is left where it is. */
function moved(step: Step, { state, share }: ModelRecord, facts: JudgeFacts): NonNullable<Folded['plan']> {
  return (seen) => (isSame(seen, state, share) ? planMove(seen, step, moveFacts(facts)) : NOT_ANY_MORE)
}

function rolledBack(
  evidence: NonNullable<Step['evidence']>,
  why: string,
  { state, share }: ModelRecord,
  facts: JudgeFacts,
): NonNullable<Folded['plan']> {
  return (seen) =>
    isSame(seen, state, share)
      ? planRollback(seen, { by: 'system', why, evidence }, moveFacts(facts))
      : NOT_ANY_MORE
}

function isSame({ record }: SeenModel, state: ModelRecord['state'], share: number): boolean {
  return record.state === state && record.share === share
}

const NOT_ANY_MORE = {
  ok: false,
  why: 'it was moved meanwhile',
  wayOut: 'it is judged again where it stands now',
} as const

function moveFacts({ nowMs, policyVersion }: JudgeFacts) {
  return { nowMs, ...(policyVersion === undefined ? {} : { policyVersion }) }
}

function about({ manifest }: ModelRecord) {
  return { dataset: manifest.dataset, policyVersion: manifest.policyVersion }
}
