import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type ModelRow, modelOf } from './model-row.ts'
import { MOST_FILE_BYTES } from './register-model.ts'

/** A file that is not what its name says: the disk or somebody changed it. It is never served. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile'
}

type Query = <R extends pg.QueryResultRow>(text: string, values: unknown[]) => Promise<pg.QueryResult<R>>

/** The files of a model by name, but for those in the folder of models; undefined: they are kept no more. */
export async function readFiles(
  query: Query,
  id: string,
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const found = await query<ModelRow>('select * from haechi.models where id = $1', [id])
  if (found.rows[0] === undefined) return undefined
  const { manifest } = modelOf(found.rows[0])
  const { rows } = await query<{ sha256: string; bytes: Buffer }>(
    `select f.sha256, f.bytes from haechi.lab_files f
     where f.sha256 in (select sha256 from haechi.model_files where model = $1)`,
    [id],
  )
  const bytes = new Map(rows.map((row) => [row.sha256, row.bytes]))
  const files = new Map<string, Uint8Array>()
  for (const { name, sha256, size } of manifest.files) {
    if (size > MOST_FILE_BYTES) continue
    const file = bytes.get(sha256)
    if (file === undefined) return undefined
    if (createHash('sha256').update(file).digest('hex') !== sha256)
      throw new DamagedFile(
        `the file ${name} of ${id} is damaged in the database; roll back to another model, or train it again: the same inputs give the same bytes`,
      )
    files.set(name, file)
  }
  return files
}
