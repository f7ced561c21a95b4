import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { addFiles } from './add-files.ts'
import type { Catalog } from './catalog.ts'
import { sqlText } from './duck.ts'
import { fileFacts } from './file-facts.ts'
import { makeDurable } from './file-writer.ts'
import { PARQUET, partitionPath } from './paths.ts'
import { planRuns } from './plan-runs.ts'
import type { Upkeep } from './plan-upkeep.ts'
import { parquetFiles } from './select-run.ts'

/** Writes the file that takes the place of others. Gives the catalog without them and with it; nothing is removed yet. */
export async function doUpkeep(
  connection: DuckDBConnection,
  dir: string,
  catalog: Catalog,
  { files, fromMs, drop }: Upkeep,
  name: string,
): Promise<Catalog> {
  const replaced = new Set(files.map(({ path }) => path))
  const rest = { ...catalog, files: catalog.files.filter(({ path }) => !replaced.has(path)) }
  if (drop) return rest
  const { type, day, shape } = files[0]!
  const path = `${partitionPath(type, day)}/${name}.parquet`
  const target = join(dir, path)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  const runs = planRuns(files, () => false)
  // Files whose ids do not overlap are only put one behind the other.
  const sorted = runs.flatMap((run) => run.files)
  const order = runs.some(({ merge }) => merge) ? ' order by id' : ''
  const where = fromMs === undefined ? '' : ` where received >= ${Math.ceil(fromMs)}`
  await connection.run(
    `copy (select * from ${parquetFiles(dir, sorted)}${where}${order}) to ${sqlText(target)} (${PARQUET})`,
  )
  makeDurable(dir, target)
  const facts = await fileFacts(connection, dir, path)
  if (facts.rows === 0) return rest
  const keepMs = Math.min(...files.map((file) => file.keepMs))
  return addFiles(rest, [{ ...facts, type, day, keepMs, shape: catalog.shapes[shape]! }])
}
