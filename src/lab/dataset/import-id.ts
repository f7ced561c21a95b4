import { hash } from 'node:crypto'
import type { ImportBody } from './import-body.ts'
import type { ImportId } from './ports.ts'

/** The id of an import: the same files, read in the same way for the same task, are the same import. */
export function importId(task: string, by: string, total: number, { files, columns }: ImportBody): ImportId {
  const said = JSON.stringify([task, by, total, files, columns])
  return `imp-${hash('sha256', said).slice(0, 32)}`
}
