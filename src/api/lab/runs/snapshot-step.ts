import type { DatasetFacts, DatasetId } from '../../../lab/dataset/dataset.ts'
import type { LabData } from '../../../lab/dataset/ports.ts'
import { missingLabels } from '../../../lab/run/missing-labels.ts'
import { snapshotSays } from '../../../lab/run/snapshot-says.ts'
import type { Task } from '../../../lab/task.ts'
import { type CarryOutStep, StepFault } from './steps.ts'

/** Takes a snapshot of all that is known of a task; or says why there is none. */
export type TakeSnapshot = (
  task: Task,
  by: string,
  signal: AbortSignal,
) => Promise<
  | { readonly ok: true; readonly facts: DatasetFacts }
  | { readonly ok: false; readonly why: string; readonly wayOut: string; readonly labelsNeeded?: number }
>

/** The data of the run: the dataset that was named, or a snapshot of the settled annotations. */
export function snapshotStep(labData: Pick<LabData, 'facts'>, take: TakeSnapshot): CarryOutStep {
  return async ({ run, signal, progress }) => {
    const { task, dataset } = run.asked
    let facts: DatasetFacts
    if (dataset === undefined) {
      progress(0, 'gathering settled annotations')
      const taken = await take(task, run.by, signal)
      if (!taken.ok) {
        const { why: says, wayOut, labelsNeeded } = taken
        return {
          ...{ state: 'stopped', says, figures: {}, wayOut },
          ...(labelsNeeded === undefined ? {} : { labelsNeeded }),
        }
      }
      facts = taken.facts
    } else facts = await known(labData, dataset)
    const { id, rows, bySplit, clusters, duplicates, contradictions, labels, harm, fine, columns, warnings } =
      facts
    const figures = {
      dataset: id,
      rows,
      bySplit,
      clusters,
      duplicates,
      contradictions,
      labels,
      harm,
      fine,
      columns,
      warnings,
    }
    const missing = missingLabels(facts)
    if (missing !== undefined) return { state: 'stopped', figures, dataset: id, ...missing }
    return { state: 'done', says: snapshotSays(facts), figures, dataset: id }
  }
}

async function known(labData: Pick<LabData, 'facts'>, id: DatasetId): Promise<DatasetFacts> {
  const facts = await labData.facts(id)
  if (facts === undefined) throw new StepFault(`The dataset ${id} is kept no more. Import its data again.`)
  return facts
}
