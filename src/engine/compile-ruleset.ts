import type { Pack } from '../pack/pack.ts'
import type { Ruleset } from './ruleset.ts'

/** Compiles a checked pack. */
export function compileRuleset(pack: Pack): Ruleset {
  throw new Error(`not built yet: ${pack.id}`)
}
