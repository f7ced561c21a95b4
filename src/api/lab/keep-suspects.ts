import type { DatasetId } from '../../lab/dataset/dataset.ts'
import type { LabData } from '../../lab/dataset/ports.ts'
import { readDataset } from '../../lab/dataset/read-dataset.ts'
import { type OutOfFold, suspectsOfModel } from '../../lab/dataset/suspects-of-model.ts'

/**
 * Ranks the labels of a dataset by what training found, for `haechi data errors`. Whoever only trained numbered the rows
 * without those that certify. What judges found stays where a model has nothing to say.
 */
export async function keepSuspects(
  data: Pick<LabData, 'facts' | 'rows' | 'suspects' | 'saveSuspects'>,
  id: DatasetId,
  until: 'train' | 'shadow',
  outOfFold: OutOfFold,
): Promise<void> {
  if (outOfFold.rows.length === 0) return
  const dataset = await readDataset(data, id)
  if (dataset === undefined) return
  const rows = until === 'train' ? dataset.rows.filter(({ split }) => split !== 'certify') : dataset.rows
  const judged = (await data.suspects(id, dataset.rows.length)).filter(({ why }) => why === 'judges')
  const known = new Set(judged.map(({ row }) => row))
  const ofModel = suspectsOfModel(rows, outOfFold).filter(({ row }) => !known.has(row))
  await data.saveSuspects(id, [
    ...judged.map(({ row, violates, score, why }) => ({ row, violates, score, why })),
    ...ofModel,
  ])
}
