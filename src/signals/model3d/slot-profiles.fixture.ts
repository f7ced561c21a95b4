import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { SlotProfile } from './slot-profile.ts'

const FILE = new URL('../../../starter/profiles.yaml', import.meta.url)

/** The profiles of the starter pack, read without the pack's own checks. */
export const SLOT_PROFILES: readonly SlotProfile[] = Object.entries(
  parse(readFileSync(FILE, 'utf8')) as Record<string, Record<string, unknown>>,
).map(([id, spec]) => {
  const renamed = Object.entries(spec).map(([key, value]) => [
    key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ])
  return { id, ...Object.fromEntries(renamed) } as SlotProfile
})
