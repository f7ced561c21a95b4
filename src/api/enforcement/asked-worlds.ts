import type { Grant } from '../keyring.ts'
import { refusal } from '../problem-error.ts'

/** The worlds that whoever asks is bound to, for a search; null: all. What holds in all worlds is not among some. */
export function worldsOf({ worlds }: Grant): string[] | null {
  return worlds === null ? null : [...worlds]
}

/** Gives what was found when the asker may see its world; throws `not-found` otherwise, as for what is not there. */
export function visible<T extends { readonly world: string | undefined }>(
  { worlds }: Grant,
  found: T | undefined,
  what: string,
): T {
  if (found === undefined || (worlds !== null && (found.world === undefined || !worlds.has(found.world))))
    throw refusal('not-found', `There is no ${what} with this id.`)
  return found
}
