import type { Clock } from '../../../core/clock.ts'
import type { DecisionId } from '../../../core/id.ts'
import type { Engine } from '../../../engine/engine.ts'
import type { DatasetFacts } from '../../../lab/dataset/dataset.ts'
import { takeSnapshot } from '../../../lab/dataset/take-snapshot.ts'
import { gatesHash } from '../../../lab/gates/gates-hash.ts'
import { policyVersionOf } from '../../../lab/policy-version.ts'
import type { LabRun } from '../../../lab/run/lab-step.ts'
import type { Task } from '../../../lab/task.ts'
import type { Log } from '../../parts.ts'
import type { ServiceStore } from '../../ports.ts'
import type { LabMedia } from '../picture-of-file.ts'
import { readJudged } from '../read-judged.ts'
import { gatesStep } from './gates-step.ts'
import { keepRuns } from './keep-runs.ts'
import type { KeptRuns } from './kept-runs.ts'
import type { LabFiles } from './lab-files.ts'
import type { LearnAside } from './learn-aside.ts'
import { learnSteps } from './learn-steps.ts'
import { createLearning } from './learning.ts'
import { preparing } from './prepared.ts'
import { registerLearnt } from './registry-steps.ts'
import { shadowStep } from './shadow-step.ts'
import { snapshotStep } from './snapshot-step.ts'
import { StepFault } from './steps.ts'

/** SHA-256 of the learner's code and of the lockfile, as the build knows them. */
export interface LabIdentity {
  readonly code: string
  readonly lockfile: string
}

/** What the lab needs of the machine; without it, runs fail and say so. */
export interface LabAdapters extends LabIdentity {
  readonly learn: LearnAside
  /** Folder of large model files. */
  readonly filesDir: string
}

export interface RunsWorld {
  readonly store: Pick<ServiceStore, 'labRuns' | 'labData' | 'models'>
  readonly engine: Engine
  readonly ids: (nowMs: number) => DecisionId
  readonly clock: Clock
  readonly log: Log
  /** Files of models that are given; undefined: none are kept here. */
  readonly files: LabFiles | undefined
  /** Files of players, for tasks of images; undefined: none are kept here. */
  readonly media: LabMedia | undefined
  readonly ended: (run: LabRun) => void
}

/** Runs of the lab, with the steps that they go through. */
export function openRuns(
  { store, engine, ids, clock, log, files, media, ended }: RunsWorld,
  lab: LabAdapters | undefined,
): { readonly runs: KeptRuns; close(): Promise<void> } {
  const { labData, models } = store
  const { code = 'none', lockfile = 'none' } = lab ?? {}
  const now = () => clock.now()
  const registry = { models, now }
  const aside = lab?.learn ?? NO_LAB
  const policyVersion = (task: Task, { policyVersions }: DatasetFacts) =>
    policyVersionOf(task, Object.keys(policyVersions), engine.ruleset.pack.policies.values())
  const prepare = preparing({ labData, models, files, code, lockfile, policyVersion, gatesHash }, now)
  const steps = {
    snapshot: snapshotStep({
      labData,
      take: (task, by) =>
        takeSnapshot({ data: labData, read: readJudged(engine.ruleset.pack, media) }, task, by, now()),
    }),
    ...learnSteps({
      learning: createLearning(aside),
      input: async (context) => (await prepare(context)).input,
      register: (context, output) => registerLearnt(registry, context, output),
    }),
    gates: gatesStep({ ...registry, aside, prepare, labData }),
    shadow: shadowStep(registry),
  }
  const runs = keepRuns({
    ...{ store: store.labRuns, steps, code: `${code} ${lockfile}`, holder: crypto.randomUUID() },
    ...{ ids, clock, tell: log, ended },
  })
  return {
    runs,
    async close() {
      await runs.stop()
      await lab?.learn.close()
    },
  }
}

const NO_LAB: LearnAside = {
  ask: () => Promise.reject(new StepFault('This service was started without a thread to learn in.')),
  close: async () => {},
}
