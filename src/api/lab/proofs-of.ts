import { type CanaryState, canaryOutcome, canaryPlan } from '../../lab/canary/fold-canary.ts'
import type { Design } from '../../lab/probation/design.ts'
import {
  exposureOf,
  NEW_PROBATION_STATE,
  outcomeOf,
  type ProbationState,
  planOf,
} from '../../lab/probation/fold-probation.ts'
import type { CellSum, KeptState } from '../../lab/probation/ports.ts'
import { tripwires } from '../../lab/probation/tripwires.ts'
import type { EvidenceKind, ModelEntry, ModelRecord, ModelState } from '../../lab/registry/model.ts'
import type { Task } from '../../lab/task.ts'
import { detectorPlan, NEW_WATCH, type WatchState, watchOutcome } from '../../lab/watch/fold-watch.ts'
import { CANARY_DEFAULTS } from '../../stats/sequential/canary.ts'
import { wholePlan } from '../../stats/sequential/probation.ts'
import type { ModelProofReply, ProofReply } from '../contract/lab-looks.ts'

/** What is known of a model on live traffic. */
export interface ProofGiven {
  readonly states: Readonly<Partial<Record<Design, KeptState>>>
  readonly cells: readonly CellSum[]
  readonly entries: readonly ModelEntry[]
}

/** Which design a model is under in each state. */
const DESIGN_OF: Readonly<Partial<Record<ModelState, Design>>> = {
  ...{ shadow: 'probation', canary: 'canary', live: 'watch' },
}
const KIND_OF: Readonly<Record<Design, EvidenceKind>> = {
  ...{ probation: 'probation', canary: 'canary', watch: 'watch' },
}

/** What is being proved of a model and what was, with the verdict that stands now or that ended it. */
export function proofsOf(task: Task, record: ModelRecord, given: ProofGiven, nowMs: number): ModelProofReply {
  const now = DESIGN_OF[record.state]
  const proofs = (['probation', 'canary', 'watch'] as const).flatMap((design) => {
    const kept = given.states[design]
    if (kept === undefined && design !== now) return []
    const proof = proofOf(design, task, record, { ...given, kept }, nowMs)
    return proof === undefined ? [] : [ended(proof, design === now, given.entries)]
  })
  const trips = now === undefined ? [] : tripwires(given.cells, task.bars.latencyMs)
  const alarms = trips.filter(({ tripped }) => tripped).map(({ says }) => says)
  return { model: record.id, task: record.task, state: record.state, proofs, alarms }
}

type Seen = ProofGiven & { readonly kept: KeptState | undefined }

function proofOf(
  design: Design,
  task: Task,
  record: ModelRecord,
  { kept, cells }: Seen,
  nowMs: number,
): ProofReply | undefined {
  const sinceMs = record.changedMs
  switch (design) {
    case 'probation': {
      const state = { ...NEW_PROBATION_STATE, ...(kept?.state as Partial<ProbationState> | undefined) }
      const exposure = exposureOf(task, { cells, accounts: kept?.accounts ?? 0 }, sinceMs, nowMs)
      const { bar, passError, revokeError, cap } = wholePlan(planOf(task, record.manifest))
      const outcome = outcomeOf(task, record.manifest, state, exposure, cells)
      return {
        ...{ design, ...told(outcome), verdict: outcome.verdict, void: state.void, path: state.path },
        ...{ plan: { bar, passError, revokeError, cap }, exposure },
      }
    }
    case 'canary': {
      const state = kept?.state as Partial<CanaryState> | undefined
      if (state?.canary === undefined) return undefined
      const whole = state as CanaryState
      const outcome = canaryOutcome(task, whole, cells, sinceMs, nowMs)
      return {
        ...{ design, ...told(outcome), verdict: outcome.verdict, void: whole.void, path: whole.path },
        ...{ share: whole.share, plan: { ...CANARY_DEFAULTS, ...canaryPlan(task) } },
      }
    }
    case 'watch': {
      const state = { ...NEW_WATCH, ...(kept?.state as Partial<WatchState> | undefined) }
      const { verdict, ...outcome } = watchOutcome(task, record.manifest, state, cells)
      const { labels, losses, trace } = state
      return {
        ...{ design, ...told(outcome), verdict, void: state.void, labels, losses, trace: [...trace] },
        plan: detectorPlan(task, record.manifest),
      }
    }
  }
}

function told({ says, wayOut }: { readonly says: string; readonly wayOut?: string }) {
  return { says, wayOut: wayOut ?? null, isOpen: true }
}

/** What is over stands as the chain says that it ended: what was seen since then does not matter any more. */
function ended(proof: ProofReply, isOpen: boolean, entries: readonly ModelEntry[]): ProofReply {
  if (isOpen) return proof
  const said = entries.findLast(({ kind, by }) => kind === KIND_OF[proof.design] && by === 'system')?.body
  return {
    ...proof,
    ...(said === undefined ? {} : { verdict: said.verdict, says: String(said.says ?? proof.says) }),
    ...{ wayOut: null, isOpen },
  } as ProofReply
}
