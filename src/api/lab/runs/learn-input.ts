import { Unavailable } from '../../../engine/ports.ts'
import type { DatasetFacts, DatasetId } from '../../../lab/dataset/dataset.ts'
import type { LabData } from '../../../lab/dataset/ports.ts'
import { readDataset } from '../../../lab/dataset/read-dataset.ts'
import { verifyDataset } from '../../../lab/dataset/verify-dataset.ts'
import type { ModelStore } from '../../../lab/registry/ports.ts'
import type { LabRunAsked } from '../../../lab/run/lab-run-asked.ts'
import type { GivenModel, LearnInput } from '../../../lab/run/learn-types.ts'
import { BadSuite } from '../../../lab/suites/suite.ts'
import type { SuiteFile } from '../../../lab/suites/suite-file.ts'
import type { Task } from '../../../lab/task.ts'
import type { LearnerAsked } from '../../../lab/train/learner-asked.ts'
import { givenOfModel } from '../given-of-model.ts'
import type { LabFiles } from './lab-files.ts'
import { type StepContext, StepFault } from './steps.ts'
import { suitesOf } from './suites-of.ts'

/** Labels beside `violates` that a model has at most; the most frequent. */
const MOST_CATEGORIES = 15

export interface LearnInputParts {
  readonly labData: Pick<LabData, 'facts' | 'rows'>
  readonly models: Pick<ModelStore, 'serving' | 'files'>
  readonly files: LabFiles | undefined
  readonly code: string
  readonly lockfile: string
  /** `id@version` of the policies of a task, as they are now. */
  readonly policyVersion: (task: Task, facts: DatasetFacts) => string
  /** Hash of bars, costs, gates and suites. */
  readonly gatesHash: (task: Task, suites: readonly SuiteFile[]) => string
}

/** All that learning needs, but for what chance of an error it may take. */
export async function learnInput(
  parts: LearnInputParts,
  { run, progress, signal }: Pick<StepContext, 'run' | 'progress' | 'signal'>,
): Promise<Omit<LearnInput, 'alpha' | 'checkpoint'> & { readonly facts: DatasetFacts }> {
  const { asked } = run
  const id = run.dataset as DatasetId
  progress(0, 'reading the rows')
  const found = await readDataset(parts.labData, id)
  if (found === undefined) throw new StepFault(`The dataset ${id} is kept no more. Import its data again.`)
  const wrong = verifyDataset(found)
  if (wrong !== undefined)
    throw new StepFault(`The dataset is not what it was: ${wrong}. Import its data again.`)
  signal.throwIfAborted()
  const { facts, rows: all } = found
  // Whoever only trains gets no look at what certifies.
  const rows = asked.until === 'train' ? all.filter(({ split }) => split !== 'certify') : all
  const { task } = asked
  const suites = await suitesOf(parts.files, asked.suites).catch((fault: unknown) => {
    throw fault instanceof BadSuite ? new StepFault(`A suite cannot be used: ${fault.message}.`) : fault
  })
  return {
    facts,
    task,
    dataset: { id, rows, commonBound: facts.common?.bound },
    categories: isImage(task) ? Object.keys(facts.labels).slice(0, MOST_CLASSES) : categoriesOf(facts),
    learner: await learnerOf(parts.files, asked),
    seed: task.seed,
    ...{ code: parts.code, lockfile: parts.lockfile },
    policyVersion: parts.policyVersion(task, facts),
    gates: parts.gatesHash(task, suites),
    incumbent: await incumbentOf(parts, task.name),
    suites,
  }
}

const isImage = ({ content }: Task) => content === 'image'
/** Of a task of images every label is a class. */
const MOST_CLASSES = 100

/** With two labels there is nothing to tell apart beside `violates`. */
function categoriesOf({ harm, labels }: DatasetFacts): readonly string[] {
  if (harm.length < 2) return []
  return harm.toSorted((a, b) => (labels[b] ?? 0) - (labels[a] ?? 0)).slice(0, MOST_CATEGORIES)
}

async function learnerOf(files: LabFiles | undefined, asked: LabRunAsked): Promise<LearnerAsked> {
  if (isImage(asked.task)) return { kind: 'pictures' }
  if (asked.learner === 'linear') return { kind: 'linear', settings: {} }
  if (files === undefined) throw new StepFault('This service keeps no model files; use the learner linear.')
  const given = Object.fromEntries(
    await Promise.all(asked.files.map(async (ref) => [ref.name, await files.given(ref)] as const)),
  )
  return asked.learner === 'head'
    ? { kind: 'head', files: given, settings: {} }
    : { kind: 'onnx', files: given, harm: asked.task.harm }
}

/** The model of the task that is live, to be measured beside the new one. */
async function incumbentOf(
  parts: Pick<LearnInputParts, 'models' | 'files'>,
  task: string,
): Promise<GivenModel | undefined> {
  const { tasks } = await parts.models.serving()
  const live = tasks.find((one) => one.task === task)?.live
  if (live === undefined) return undefined
  const files = await givenOfModel(parts, live).catch((fault: unknown) => {
    if (fault instanceof Unavailable) throw fault
    const why = fault instanceof Error ? fault.message : String(fault)
    throw new StepFault(
      `The live model cannot be measured beside the new one: ${why}. Mend that, or roll it back or retire it first.`,
    )
  })
  return { id: live.id, manifest: live.manifest, files }
}
