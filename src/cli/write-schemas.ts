import { join } from 'node:path'
import { packSchemas } from '../pack/json-schemas.ts'
import { writeWhole } from './write-files.ts'

/** Writes the JSON Schemas of a pack's files into a folder and gives their names. */
export async function writeSchemas(folder: string): Promise<string[]> {
  const schemas = Object.entries(packSchemas())
  for (const [name, schema] of schemas)
    await writeWhole(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`)
  return schemas.map(([name]) => name)
}
