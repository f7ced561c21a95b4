import type { Diagnostic } from '../core/diagnostic.ts'
import type { Pack, PackFiles } from './pack.ts'

/** The pack when nothing is wrong with it (warnings aside), and everything that is wrong, sorted by place. */
export interface CheckedPack {
  readonly pack?: Pack
  readonly diagnostics: readonly Diagnostic[]
}

/** Checks all files of a pack at once. Never throws, whatever the files hold. */
export function checkPack(files: PackFiles): CheckedPack {
  throw new Error(`not built yet: ${Object.keys(files).length} files`)
}
