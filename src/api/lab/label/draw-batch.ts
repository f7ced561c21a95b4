import type { DecisionId } from '../../../core/id.ts'
import { inSlices } from '../../../core/steps.ts'
import { findAlikePictures } from '../../../lab/dataset/find-alike-pictures.ts'
import { findClusters } from '../../../lab/dataset/find-clusters.ts'
import type { DatasetId, LabData } from '../../../lab/dataset/ports.ts'
import { readDataset } from '../../../lab/dataset/read-dataset.ts'
import { chooseBatch } from '../../../lab/label/choose-batch.ts'
import { differs, nearestThreshold } from '../../../lab/label/nearest-threshold.ts'
import type { ChosenItem, PoolItem } from '../../../lab/label/pool-item.ts'
import type { ServingModels } from '../../../lab/registry/ports.ts'
import type { Task } from '../../../lab/task.ts'
import type { Loaded } from '../load-model.ts'
import { scoreTexts } from '../score-texts.ts'
import { type PoolParts, type PoolText, readPool } from './read-pool.ts'

export interface DrawParts extends PoolParts {
  readonly labData: Pick<LabData, 'events' | 'list' | 'facts' | 'rows' | 'suspects'>
  /** The models of the task that are in shadow, canary or live. */
  readonly serves: ServingModels | undefined
  readonly loaded: (model: string) => Loaded | undefined
}

export interface DrawAsked {
  readonly task: Task
  readonly count: number
  readonly seed: number
  readonly sinceMs: number
}

export interface DrawnBatch {
  readonly items: readonly ChosenItem[]
  /** Events that it was drawn from. */
  readonly pool: number
  /** The models that were asked. */
  readonly models: readonly string[]
}

/** A model that takes milliseconds a text is asked of fewer. */
const MOST_SLOW = 500
const MOST_SUSPECTS = 500

/** Draws what is to be labelled next from recent decided events. */
export async function drawBatch(
  parts: DrawParts,
  { task, count, seed, sinceMs }: DrawAsked,
): Promise<DrawnBatch> {
  const texts = await readPool(parts, task, sinceMs)
  const models = modelsOf(parts)
  const scored = await Promise.all(models.map((model) => scoresOf(model, texts)))
  const { clusters, suspects } = await knownOf(parts, task, texts)
  const pool = texts.map(({ id }, i): PoolItem => {
    const said = models.flatMap(({ thresholds }, m) => {
      const score = scored[m]![i]
      return score === undefined ? [] : [{ score, thresholds }]
    })
    const [first, ...others] = said
    return {
      decision: id,
      distance: first && nearestThreshold(first.score, first.thresholds),
      discordant: first !== undefined && others.some((other) => differs(first, other)),
      novel: clusters[i],
    }
  })
  return {
    items: chooseBatch(pool, suspects, { count, seed }),
    pool: pool.length,
    models: models.map(({ id }) => id),
  }
}

interface Asked extends Loaded {
  readonly id: string
  readonly learner: 'linear' | 'head' | 'onnx'
  readonly thresholds: Parameters<typeof nearestThreshold>[1]
}

/** The live one first, then the canary, then those in shadow: the newest would take the place of the first. */
function modelsOf({ serves, loaded }: DrawParts): Asked[] {
  const records = serves === undefined ? [] : [serves.live, serves.canary, ...serves.shadows.slice(0, 2)]
  return records.flatMap((record) => {
    const one = record && loaded(record.id)
    return record === undefined || one === undefined
      ? []
      : [{ ...one, id: record.id, learner: record.manifest.learner, thresholds: record.manifest.thresholds }]
  })
}

async function scoresOf(
  { scorer, learner }: Asked,
  texts: readonly PoolText[],
): Promise<readonly (number | undefined)[]> {
  const some = learner === 'linear' ? texts : texts.slice(0, MOST_SLOW)
  return (await scoreTexts({ scorer, learner, stopwatch: () => performance.now() }, some)).scores
}

/** Clusters of the pool in which nothing was labelled yet, and labels of the last dataset that may be wrong. */
async function knownOf(
  { labData }: DrawParts,
  task: Task,
  texts: readonly PoolText[],
): Promise<{ clusters: readonly (number | undefined)[]; suspects: readonly DecisionId[] }> {
  const [latest] = await labData.list(task.name, 1)
  const dataset = latest && (await readDataset(labData, latest.id as DatasetId))
  const labelled = dataset?.rows.map(({ text }) => text) ?? []
  const all = [...labelled, ...texts.map(({ text }) => text)]
  const { of } = await inSlices(task.content === 'image' ? findAlikePictures(all) : findClusters(all))
  const known = new Set(of.subarray(0, labelled.length))
  const clusters = texts.map((_, i) => {
    const cluster = of[labelled.length + i]!
    return known.has(cluster) ? undefined : cluster
  })
  const suspects = latest === undefined ? [] : await labData.suspects(latest.id as DatasetId, MOST_SUSPECTS)
  return { clusters, suspects: suspects.flatMap(({ decision }) => decision ?? []) }
}
