import { oneLine } from '../core/diagnostic.ts'
import type { Ruleset } from '../engine/ruleset.ts'
import type { PackFiles } from '../pack/pack.ts'
import { readPackFolder } from '../pack/read-pack.ts'
import { type PrepareParts, prepareRuleset } from './versions/prepare-ruleset.ts'

export type Loaded =
  | {
      readonly ok: true
      readonly ruleset: Ruleset
      readonly files: PackFiles
      readonly warnings: readonly string[]
    }
  /** `errors`: one line each, with the place and the way out. */
  | { readonly ok: false; readonly errors: readonly string[] }

export type LoadParts = PrepareParts

/** Reads, checks and compiles a pack's folder, without holding up requests. */
export async function loadRuleset(dir: string, parts: LoadParts = {}): Promise<Loaded> {
  let files: PackFiles
  try {
    files = await readPackFolder(dir)
  } catch (fault) {
    return { ok: false, errors: [fault instanceof Error ? fault.message : String(fault)] }
  }
  const prepared = await prepareRuleset(files, parts)
  if (!prepared.ok) return { ok: false, errors: prepared.errors.map(oneLine) }
  return { ok: true, ruleset: prepared.ruleset, files, warnings: prepared.warnings.map(oneLine) }
}
