import type { Decision } from '../../core/decision.ts'
import {
  type BatchPlan,
  CellTally,
  dayOf,
  planBatch,
  type SeenEvent,
  type WatchedModel,
} from '../../lab/probation/plan-batch.ts'
import { designsOf, planWatched, type Sums } from '../../lab/probation/plan-watched.ts'
import type { LabPage } from '../../lab/probation/ports.ts'
import type { ServingModels } from '../../lab/registry/ports.ts'
import { underStandard } from '../../lab/registry/standard.ts'
import type { Task } from '../../lab/task.ts'
import type { ModelId } from '../../lab/train/candidate.ts'
import type { Pack } from '../../pack/pack.ts'
import type { MediaHost } from '../../signals/media/media-host.ts'
import { fileOfTask } from './file-of-task.ts'
import type { Loaded } from './load-model.ts'
import { scoreWorst } from './score-worst.ts'
import { modelsOfTask, textOfTask } from './text-of-task.ts'
import { textsToScore } from './texts-to-score.ts'

export interface FollowPageParts {
  readonly pack: Pack
  readonly tasks: readonly ServingModels[]
  readonly taskOf: (name: string) => Task
  readonly loaded: (model: ModelId) => Loaded | undefined
  readonly sums: Sums
  readonly boost: ReadonlyMap<ModelId, number>
  readonly stopwatch: () => number
  readonly nowMs: number
  /** What files hold, for tasks of images; undefined: they are not looked at here, and such tasks are not followed. */
  readonly media: Pick<MediaHost, 'facts'> | undefined
}

/** Scores the events of a page by every model that is proved or watched, and plans what comes of it. */
export async function followPage(parts: FollowPageParts, { events }: LabPage): Promise<BatchPlan> {
  const plans: BatchPlan[] = []
  for (const task of parts.tasks) {
    if (designsOf(task).length === 0) continue
    const settings = parts.taskOf(task.task)
    const read = (settings.content === 'image' ? fileOfTask : textOfTask)(parts.pack, settings)
    const found: Read[] = []
    for (const { decision, event } of events) {
      const raw = event && read(event)
      const texts = raw === undefined ? [] : await textsToScore(parts.media, settings, raw)
      if (texts.length > 0) found.push({ decision, texts, text: texts[0]!, id: decision.decision })
    }
    if (found.length > 0) plans.push(await followTask(parts, task, settings, found))
  }
  return {
    counts: plans.flatMap(({ counts }) => counts),
    wouldBe: plans.flatMap(({ wouldBe }) => wouldBe),
    samples: plans.flatMap(({ samples }) => samples),
  }
}

interface Read {
  readonly decision: Decision
  /** One text, or a line for each picture of a file: the worst counts. */
  readonly texts: readonly string[]
  readonly text: string
  readonly id: string
}

async function followTask(
  parts: FollowPageParts,
  task: ServingModels,
  settings: Task,
  read: readonly Read[],
): Promise<BatchPlan> {
  const watched = planWatched(task, settings.probation, parts.sums, parts.nowMs, parts.boost)
  const names = modelsOfTask(parts.pack, task.task)
  const seen = new CellTally()
  const scores = read.map(() => new Map<ModelId, number>())
  const onlyRanked = read.map(() => new Set<ModelId>())
  for (const { model } of watched) {
    const loaded = parts.loaded(model)
    const learner = designsOf(task).find(({ record }) => record.id === model)!.record.manifest.learner
    // A model that is not loaded here gives no scores: nothing is counted of it, not even a failure.
    if (loaded === undefined) continue
    const own = { scorer: loaded.scorer, learner, stopwatch: parts.stopwatch }
    const given = await scoreWorst(own, read)
    for (const [i, score] of given.scores.entries()) if (score !== undefined) scores[i]!.set(model, score)
    if (loaded.isKnown !== undefined)
      for (const one of read) {
        const { day, type } = placeOf(one)
        seen.add(model, day, type, loaded.isKnown(one.text) ? 'known' : 'strange')
      }
    const { actsOn } = loaded.model
    if (actsOn !== undefined)
      for (const [i, { text, decision }] of read.entries())
        if (!actsOn(text, { surface: decision.type, world: decision.world })) onlyRanked[i]!.add(model)
    for (const { index, same, ms } of given.again) {
      const { day, type } = placeOf(read[index]!)
      seen.add(model, day, type, same ? 'same' : 'skewed')
      seen.add(
        model,
        day,
        type,
        ms > underStandard(settings, loaded.standard).bars.latencyMs ? 'slow' : 'fast',
      )
    }
    for (const [i, one] of read.entries()) {
      const served = servedScore(one.decision, names, model)
      const score = given.scores[i]
      if (served === undefined || score === undefined || Number.isNaN(score)) continue
      const { day, type } = placeOf(one)
      // Decisions hold six decimals.
      const near = learner === 'linear' ? 1e-9 : 1e-4
      seen.add(model, day, type, Math.abs(served - Math.round(score * 1e6) / 1e6) <= near ? 'same' : 'skewed')
    }
  }
  const ready: readonly WatchedModel[] = watched.filter(({ model }) => parts.loaded(model) !== undefined)
  const plan = planBatch(ready, read.map(seenEvent))
  return { ...plan, counts: [...plan.counts, ...seen.all()] }

  function seenEvent({ decision }: Read, i: number): SeenEvent {
    const atMs = Date.parse(decision.receivedAt)
    return {
      ...{ decision: decision.decision, type: decision.type, atMs, scores: scores[i]! },
      onlyRanked: onlyRanked[i]!,
      account: decision.actor ?? decision.session ?? `event:${decision.decision}`,
    }
  }
}

function placeOf({ decision }: Read): { day: number; type: string } {
  return { day: dayOf(Date.parse(decision.receivedAt)), type: decision.type }
}

/** What the decision itself says that this model gave. */
function servedScore(
  { models = {} }: Decision,
  names: readonly string[],
  model: ModelId,
): number | undefined {
  for (const name of names) {
    const use = Object.hasOwn(models, name) ? models[name] : undefined
    if (use?.version === model) return use.scores?.violates
  }
  return undefined
}
