import type { DatasetId } from '../../../lab/dataset/dataset.ts'
import type { LabRunAsked } from '../../../lab/run/lab-run-asked.ts'
import { BadSuite } from '../../../lab/suites/suite.ts'
import { Task } from '../../../lab/task.ts'
import type { BeginRunRequest } from '../../contract/lab-runs.ts'
import type { ServerParts } from '../../parts.ts'
import { refusal } from '../../problem-error.ts'
import { asPackSays } from '../text-of-task.ts'
import { suitesOf } from './suites-of.ts'

/** The files that a learner cannot do without. */
const NEEDED = {
  linear: [],
  head: ['model.onnx', 'tokenizer.json'],
  onnx: ['model.onnx', 'tokenizer.json', 'config.json'],
} as const

/**
 * What is asked of a run: the task as it is kept, with what the request says of it laid over, and kept so from now on.
 * Throws a `ProblemError` when the dataset is not there, or is another task's, or a suite is
 * none.
 */
export async function askedOf(
  { labData, labFiles, clock, engine }: Pick<ServerParts, 'labData' | 'labFiles' | 'clock' | 'engine'>,
  request: BeginRunRequest,
  by: string,
): Promise<LabRunAsked> {
  const before = await labData.task(request.task)
  const task = asPackSays(engine.ruleset.pack, withAsked(before, request))
  const isImage = task.content === 'image'
  const { files = [], suites = [], until = 'shadow' } = request
  const learner = request.learner ?? (isImage ? 'head' : 'linear')
  if (isImage && (learner !== 'head' || files.length > 0 || suites.length > 0))
    throw refusal(
      'invalid-request',
      'A task of images is learnt by a head on the embeddings of its pictures.',
      {
        field: learner !== 'head' ? 'learner' : files.length > 0 ? 'files' : 'suites',
        wayOut: 'Leave learner, files and suites out.',
      },
    )
  for (const name of isImage ? [] : NEEDED[learner])
    if (!files.some((file) => file.name === name))
      throw refusal('invalid-request', `The learner ${learner} needs the file ${name}.`, {
        field: 'files',
        wayOut: 'Upload it (POST /v1/lab/files/:sha256) and name it here.',
      })
  const dataset = request.dataset as DatasetId | undefined
  if (dataset !== undefined) {
    const facts = await labData.facts(dataset)
    if (facts === undefined)
      throw refusal('not-found', 'There is no dataset with this id.', { field: 'dataset' })
    if (facts.task !== request.task)
      throw refusal('invalid-request', `The dataset is one of the task ${facts.task}.`, {
        field: 'dataset',
        wayOut: 'Import the data for this task, too.',
      })
  }
  await suitesOf(labFiles, suites).catch((fault: unknown) => {
    if (!(fault instanceof BadSuite)) throw fault
    throw refusal('invalid-request', `A suite cannot be used: ${fault.message}.`, { field: 'suites' })
  })
  if (JSON.stringify(task) !== JSON.stringify(before)) await labData.saveTask(task, by, clock.now())
  return { task, dataset, learner, files, suites, until }
}

function withAsked(before: Task | undefined, request: BeginRunRequest): Task {
  const { task: name, content, bars, costs, probation, harm, fine, policies, seed } = request
  return Task.parse({
    ...before,
    name,
    ...(content && { content }),
    ...(harm && { harm }),
    ...(fine && { fine }),
    ...(policies && { policies }),
    ...(seed === undefined ? {} : { seed }),
    costs: { ...before?.costs, ...costs },
    bars: { ...before?.bars, ...bars },
    probation: { ...before?.probation, ...probation },
  })
}
