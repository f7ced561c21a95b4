import { type Diagnostic, oneLine } from '../core/diagnostic.ts'
import { compileRuleset } from '../engine/compile-ruleset.ts'
import type { Ruleset } from '../engine/ruleset.ts'
import { warmUp } from '../engine/warm-up.ts'
import { checkPack } from '../pack/check-pack.ts'
import type { Pack, PackFiles } from '../pack/pack.ts'
import { readPackFolder } from '../pack/read-pack.ts'

export type Loaded =
  | {
      readonly ok: true
      readonly ruleset: Ruleset
      readonly files: PackFiles
      readonly warnings: readonly string[]
    }
  /** `errors`: one line each, with the place and the way out. */
  | { readonly ok: false; readonly errors: readonly string[] }

export interface LoadParts {
  /** The ruleset before a change: what did not change is taken from it. */
  readonly previous?: Ruleset
  /** Compiles large banks where no event waits for it. */
  readonly prepareBanks?: (banks: Pack['banks']) => Promise<void>
}

/** Reads, checks and compiles a pack's folder. */
export async function loadRuleset(dir: string, { previous, prepareBanks }: LoadParts = {}): Promise<Loaded> {
  let files: PackFiles
  try {
    files = await readPackFolder(dir)
  } catch (fault) {
    return { ok: false, errors: [fault instanceof Error ? fault.message : String(fault)] }
  }
  const { pack, diagnostics } = checkPack(files, previous?.pack)
  const lines = (severity: Diagnostic['severity']) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).map(oneLine)
  if (!pack) return { ok: false, errors: lines('error') }
  await prepareBanks?.(pack.banks)
  const ruleset = compileRuleset(pack, previous)
  warmUp(ruleset)
  return { ok: true, ruleset, files, warnings: lines('warning') }
}
