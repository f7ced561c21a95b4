import type { ImportedRow } from '../../lab/dataset/ports.ts'
import type { ImportRow } from '../contract/lab-data.ts'

/** A row as it was sent. */
export function importedRow({ time, ...row }: ImportRow): ImportedRow {
  return {
    ...{ text: row.text, labels: [...new Set(row.labels)].sort(), account: row.account, world: row.world },
    ...{ surface: row.surface, language: row.language, source: row.source },
    atMs: time === undefined ? undefined : Date.parse(time),
  }
}
