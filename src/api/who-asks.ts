import type { Grant } from './keyring.ts'

/** The key by which somebody asks, and the name that they gave when several share it; or whoever has signed in. */
export function whoAsks({ id, name, session }: Grant, by: string | undefined): string {
  const key = session === undefined ? `${name} (key ${id})` : `${name} (${id})`
  return by === undefined ? key : `${by}, by ${key}`
}
