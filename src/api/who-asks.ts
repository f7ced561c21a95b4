import type { Grant } from './keyring.ts'

/** The key by which somebody asks, and the name that they gave when several share it. */
export function whoAsks({ id, name }: Grant, by: string | undefined): string {
  const key = `${name} (key ${id})`
  return by === undefined ? key : `${by}, by ${key}`
}
