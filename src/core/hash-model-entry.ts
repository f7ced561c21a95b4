import { createHash } from 'node:crypto'

/** What the hash of a link of the models' chain covers; `body` is canonical JSON, as it is kept. */
export interface HashedModelEntry {
  readonly number: number
  readonly model: string
  readonly kind: string
  readonly atMs: number
  readonly by: string
  readonly body: string
}

/** SHA-256 over the UTF-8 of a JSON array of the fields in a fixed order, behind the hash of the entry before. */
export function hashModelEntry(previous: string, entry: HashedModelEntry): string {
  const { number, model, kind, atMs, by, body } = entry
  const text = JSON.stringify(['haechi models 1', previous, number, model, kind, atMs, by, body])
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
