import { hash32 } from '../../core/draw.ts'
import type { Reason } from '../../lab/label/pool-item.ts'
import { queueOf } from '../../review/queue-of.ts'
import type { LabelBatchReply, LabelBatchRequest, LabTaskList } from '../contract/lab-label.ts'
import type { MakeHandler } from '../handler.ts'
import { jobOfSample } from '../lab/job-of-sample.ts'
import { drawBatch } from '../lab/label/draw-batch.ts'
import { taskOf } from '../lab/task-of.ts'
import { asPackSays } from '../lab/text-of-task.ts'
import { refusal } from '../problem-error.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const COUNT = 100
const DAYS = 7
const DAY_MS = 86_400_000

/** Draws what is to be labelled next, and asks for jobs about it. */
export const drawLabels: MakeHandler = (parts) => async (request) => {
  unbounded(request, 'A task is of')
  const { task: name, count = COUNT, days = DAYS, queue } = request.body as LabelBatchRequest
  const { labData, clock, engine, following, serving } = parts
  const { pack } = engine.ruleset
  if (queue !== undefined && !pack.queues.has(queue))
    throw refusal('invalid-request', 'The live pack has no queue of this name.', { field: 'queue' })
  const nowMs = clock.now()
  const by = whoAsks(request.grant!, undefined)
  const task = asPackSays(pack, await orUnavailable(taskOf(labData, name, {}, by, nowMs)))
  const batch = parts.ids(nowMs).slice(2, 18)
  const design = `label:${name}:${batch}`
  const drawn = await orUnavailable(
    drawBatch(
      {
        ...{ pool: parts.labelPool, labData, pack, loaded: (model) => serving.loaded(model) },
        serves: serving.tasks.find((one) => one.task === name),
        media: parts.media,
      },
      { task, count, seed: hash32(design), sinceMs: nowMs - days * DAY_MS },
    ),
  )
  const asked = jobOfSample(pack, task)
  const to = queue ?? asked.queue
  const sent = await orUnavailable(
    labData.askForJobs(
      drawn.items.map(({ decision, probability }) => ({
        decision,
        effect: {
          ...{ kind: 'job', rule: `sample.${design}`, policy: asked.policy, queue: to },
          sample: { name: design, probability },
        },
      })),
    ),
  )
  if (sent > 0) following.wake()
  const chances = drawn.items.map(({ probability }) => probability)
  const parted = (reason: Reason) => drawn.items.filter((item) => item.reason === reason).length
  return {
    ...{
      task: name,
      design,
      queue: queueOf(pack, to).name,
      sent,
      pool: drawn.pool,
      models: [...drawn.models],
    },
    parts: {
      ...{ chance: parted('chance'), near: parted('near') },
      ...{ novel: parted('novel'), suspect: parted('suspect') },
    },
    probability: chances.length === 0 ? null : { least: Math.min(...chances), most: Math.max(...chances) },
  } satisfies LabelBatchReply
}

/** The tasks of the lab, with what serves each. */
export const listLabTasks: MakeHandler =
  ({ labData, serving }) =>
  async () => {
    const tasks = await orUnavailable(labData.tasks())
    const shown = tasks.map(async (task) => {
      const { name, of, policies, harm, fine, seed, costs, bars } = task
      const serves = serving.tasks.find((one) => one.task === name)
      const [latest] = await labData.list(name, 1)
      return {
        ...{ name, of, policies, harm, fine, seed, costs, bars, dataset: latest?.id ?? null },
        live: serves?.live?.id ?? null,
        shadows: serves?.shadows.map(({ id }) => id) ?? [],
      }
    })
    return { tasks: await orUnavailable(Promise.all(shown)) } satisfies LabTaskList
  }
