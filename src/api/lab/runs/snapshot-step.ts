import type { Built } from '../../../lab/dataset/build-dataset.ts'
import type { DatasetFacts, DatasetId } from '../../../lab/dataset/dataset.ts'
import type { LabData } from '../../../lab/dataset/ports.ts'
import { snapshotSays } from '../../../lab/run/snapshot-says.ts'
import type { Task } from '../../../lab/task.ts'
import { type CarryOutStep, StepFault, StepStop } from './steps.ts'

export interface SnapshotStepParts {
  readonly labData: Pick<LabData, 'facts'>
  /** Makes a dataset of all that is known of a task. */
  readonly take: (task: Task, by: string) => Promise<Built>
}

/** The data of the run: the dataset that was named, or a snapshot of what is known of the task. */
export function snapshotStep({ labData, take }: SnapshotStepParts): CarryOutStep {
  return async ({ run, progress }) => {
    const { task, dataset } = run.asked
    let facts: DatasetFacts
    if (dataset === undefined) {
      progress(0, 'gathering settled annotations')
      const taken = await take(task, run.by)
      if (!taken.ok)
        throw new StepStop(
          taken.why,
          `${taken.wayOut} \`haechi lab label ${task.name}\` draws what to label.`,
        )
      facts = taken.dataset.facts
    } else facts = await known(labData, dataset)
    const { id, rows, bySplit, clusters, duplicates, contradictions, labels, harm, fine, columns } = facts
    return {
      state: 'done',
      says: snapshotSays(facts),
      figures: {
        ...{ dataset: id, rows, bySplit, clusters, duplicates, contradictions, labels, harm, fine, columns },
        warnings: facts.warnings,
      },
      dataset: id,
    }
  }
}

async function known(labData: Pick<LabData, 'facts'>, id: DatasetId): Promise<DatasetFacts> {
  const facts = await labData.facts(id)
  if (facts === undefined) throw new StepFault(`The dataset ${id} is kept no more. Import its data again.`)
  return facts
}
