import type { ServedModel, ServedTask, Serving } from '../../signals/models/lab/served-task.ts'
import { type Authority, leastAuthority } from '../registry/authority.ts'
import type { ModelRecord } from '../registry/model.ts'
import type { ServingModels } from '../registry/ports.ts'
import { thresholdsFor } from './thresholds-for.ts'

/** A model that is loaded here, before it is said what it may do. */
export type LoadedModel = Omit<ServedModel, 'thresholds'>

/** A model that should serve and cannot. */
export interface NotLoaded {
  readonly task: string
  readonly model: string
  /** What serves in its place; undefined: nothing. */
  readonly instead: string | undefined
}

export interface ServingPlan {
  readonly serving: Serving
  readonly missing: readonly NotLoaded[]
}

/**
 * What serves each task by the registry, out of what is loaded. A model that is not loaded never takes the place of one
 * that is: whatever served goes on, as long as the registry still knows it as live, in canary or the last known good;
 * else the last known good serves.
 */
export function planServing(
  tasks: readonly ServingModels[],
  loaded: ReadonlyMap<string, LoadedModel>,
  now: Serving,
): ServingPlan {
  const serving = new Map<string, ServedTask>()
  const missing: NotLoaded[] = []
  for (const task of tasks) {
    const canary = task.canary && served(task.canary, task.canary.authority, loaded)
    if (task.canary !== undefined && canary === undefined)
      missing.push({ task: task.task, model: task.canary.id, instead: undefined })
    const live = liveOf(task)
    if (live !== undefined || canary !== undefined)
      serving.set(task.task, { live, canary: canary && { model: canary, share: task.canary!.share } })
  }
  return { serving, missing }

  function liveOf(task: ServingModels): ServedModel | undefined {
    // In an emergency a model in shadow may rank, where nothing else does.
    const wanted = task.live ?? task.shadows.find(({ authority }) => authority === 'rank')
    if (wanted === undefined) return undefined
    const own = served(wanted, wanted.authority, loaded)
    if (own !== undefined) return own
    const before = now.get(task.task)?.live
    const known = [task.canary, task.lastGood].some((one) => one !== undefined && one.id === before?.id)
    const instead = known ? before : lastGoodOf(task)
    missing.push({ task: task.task, model: wanted.id, instead: instead?.id })
    return instead
  }

  function lastGoodOf({ lastGood }: ServingModels): ServedModel | undefined {
    if (lastGood === undefined) return undefined
    return served(lastGood, leastAuthority(lastGood.certified, lastGood.cap), loaded)
  }
}

function served(
  { id, manifest }: ModelRecord,
  authority: Authority,
  loaded: ReadonlyMap<string, LoadedModel>,
): ServedModel | undefined {
  const model = loaded.get(id)
  return model && { ...model, thresholds: thresholdsFor(manifest.thresholds, authority) }
}
