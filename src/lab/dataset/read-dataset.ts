import type { Dataset, DatasetId } from './dataset.ts'
import { inPages } from './in-pages.ts'
import type { LabData } from './ports.ts'
import type { PlacedRow } from './row.ts'

/** A dataset with all of its rows; undefined: there is none. Hold it to its id with `verifyDataset`. */
export async function readDataset(
  data: Pick<LabData, 'facts' | 'rows'>,
  id: DatasetId,
): Promise<Dataset | undefined> {
  const facts = await data.facts(id)
  if (facts === undefined) return undefined
  const rows: PlacedRow[] = []
  await inPages(
    (from, limit) => data.rows(id, from, limit),
    (page) => rows.push(...page),
  )
  return { facts, rows }
}
