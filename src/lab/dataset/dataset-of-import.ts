import { inSlices } from '../../core/steps.ts'
import type { Task } from '../task.ts'
import { type Built, buildDataset } from './build-dataset.ts'
import { hashRow } from './hash-row.ts'
import type { ImportBody } from './import-body.ts'
import { inPages } from './in-pages.ts'
import { keepDataset } from './keep-dataset.ts'
import { DATASET_LIMITS } from './limits.ts'
import type { ImportedRow, ImportRecord, LabData } from './ports.ts'
import type { LabRow } from './row.ts'
import { tellLabels } from './tell-labels.ts'

/**
 * Makes a dataset of an import whose rows are all there, and forgets the import. Works in slices, so that others are
 * served meanwhile. When the rows make no dataset the import stays, to be made again when the task says more.
 */
export async function datasetOfImport(
  data: LabData,
  { id, by, body }: ImportRecord,
  task: Task,
  nowMs: number,
): Promise<Built> {
  const imported: ImportedRow[] = []
  let units = 0
  await inPages(
    async (from, limit) => {
      if (units > DATASET_LIMITS.allUnits) return []
      const page = await data.importedRows(id, from, limit)
      for (const { text } of page) units += text.length
      return page
    },
    (page) => imported.push(...page),
  )
  if (units > DATASET_LIMITS.allUnits)
    return {
      ok: false,
      why: `The texts have more than ${DATASET_LIMITS.allUnits / 1e6} million characters together.`,
      wayOut: 'Import a part of them: a random one in ten does for most tasks.',
    }
  const counts = new Map<string, number>()
  let unlabelled = 0
  for (const { labels } of imported) {
    if (labels.length === 0) unlabelled++
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  const told = tellLabels(task, counts, unlabelled)
  if (!told.ok) return told
  const { files, columns, warnings } = JSON.parse(body) as ImportBody
  const harm = new Set(told.harm)
  const built = await inSlices(
    buildDataset({
      ...{
        task: task.name,
        seed: task.seed,
        rows: imported.map(row),
        from: 'import',
        files,
        columns,
        by,
        nowMs,
      },
      ...{ harm: told.harm, fine: told.fine, warnings: [...warnings, ...told.warnings] },
    }),
  )
  return keepDataset(data, built, () => data.endImport(id))

  function row(one: ImportedRow): LabRow {
    const said = {
      ...one,
      violates: one.labels.some((label) => harm.has(label)),
      ...{ accountAgeMs: undefined, decision: undefined, policyVersion: undefined, reviewer: undefined },
      ...{ blind: false, probability: undefined, design: undefined },
    }
    return { ...said, hash: hashRow(said) }
  }
}
