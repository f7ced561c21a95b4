import type { ModelRecord } from '../../lab/registry/model.ts'
import type { ModelStore, ServingModels } from '../../lab/registry/ports.ts'
import { planServing } from '../../lab/serving/plan-serving.ts'
import type { ServedTask } from '../../signals/models/lab/served-task.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import type { KeptServing } from './kept-serving.ts'
import { type Loaded, type LoadModelParts, loadModel } from './load-model.ts'

export interface KeepServingParts extends LoadModelParts {
  readonly models: Pick<ModelStore, 'serving' | 'files' | 'entries'>
  /** The pointers that rules read by. */
  readonly serving: Map<string, ServedTask>
  readonly tell: Log
}

/**
 * Keeps the pointers of a process at what the registry says. Everything that could serve, the last known good included,
 * is loaded before it is needed, so that a swap is one assignment; a model that cannot be loaded is told of, and
 * whatever served goes on.
 */
export function keepServing(parts: KeepServingParts): KeptServing {
  const { models, serving, tell } = parts
  const loaded = new Map<string, Loaded>()
  /** Why models could not be loaded; tried again at the next look that finds something changed. */
  const failed = new Map<string, string>()
  let tasks: readonly ServingModels[] = []
  let notes: readonly string[] = []
  const loading = new Map<string, Promise<void>>()
  // Looks do not wait for each other, as loading takes a while: of what they saw, that of the one that began last counts.
  let begun = 0
  let taken = 0
  let whole: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    const mine = ++begun
    const seen = (await models.serving()).tasks
    if (mine > taken) {
      taken = mine
      whole = takeUp(seen, () => mine === taken)
    }
    return whole
  }

  async function takeUp(seen: readonly ServingModels[], isLatest: () => boolean): Promise<void> {
    const wanted = seen.flatMap(modelsOf)
    // What is loaded already is swapped at once: a rollback must not wait for a new model to load.
    swap(seen)
    await Promise.all(wanted.map(loadOnce))
    // Whoever waits for this gets what has been seen since.
    if (!isLatest()) return whole
    const ids = new Set<string>(wanted.map(({ id }) => id))
    for (const id of [...loaded.keys()]) if (!ids.has(id)) loaded.delete(id)
    for (const id of [...failed.keys()]) if (!ids.has(id)) failed.delete(id)
    tasks = seen
    const { missing } = swap(seen)
    notes = missing.map(
      ({ task, model, instead }) =>
        `The model ${model} should serve ${task} and cannot be loaded (${failed.get(model) ?? 'it is not loaded'}); ${
          instead === undefined ? 'none serves' : `${instead} goes on`
        }.`,
    )
  }

  function swap(seen: readonly ServingModels[]) {
    const ready = new Map([...loaded].map(([id, { model }]) => [id, model]))
    const plan = planServing(seen, ready, serving)
    for (const [task, next] of plan.serving) serving.set(task, next)
    for (const task of [...serving.keys()]) if (!plan.serving.has(task)) serving.delete(task)
    return plan
  }

  async function loadOnce(record: ModelRecord): Promise<void> {
    if (loaded.has(record.id)) return
    const under = loading.get(record.id) ?? load(record).finally(() => loading.delete(record.id))
    loading.set(record.id, under)
    return under
  }

  async function load(record: ModelRecord): Promise<void> {
    try {
      loaded.set(record.id, await loadModel(parts, record))
      failed.delete(record.id)
    } catch (fault) {
      const why = fault instanceof Error ? fault.message : String(fault)
      if (failed.get(record.id) !== why)
        tell({
          level: 'error',
          message: 'a model cannot be loaded; what served goes on',
          model: record.id,
          task: record.task,
          ...describeFault(fault),
        })
      failed.set(record.id, why)
    }
  }

  return {
    look,
    get tasks() {
      return tasks
    },
    loaded: (model) => loaded.get(model),
    get notes() {
      return notes
    },
  }
}

function modelsOf({ live, canary, shadows, lastGood }: ServingModels): ModelRecord[] {
  return [live, lastGood, canary, ...shadows].filter((one) => one !== undefined)
}
