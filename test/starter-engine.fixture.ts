import { fileURLToPath } from 'node:url'
import { decisionIds } from '../src/core/id.ts'
import { compileRuleset } from '../src/engine/compile-ruleset.ts'
import { createEngine, type Engine } from '../src/engine/engine.ts'
import type { Ruleset } from '../src/engine/ruleset.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import { readPackFolder } from '../src/pack/read-pack.ts'

export const START = Date.parse('2026-11-23T09:00:00Z')

/** The starter pack, compiled. */
export async function starterRuleset(): Promise<Ruleset> {
  const { pack, diagnostics } = checkPack(
    await readPackFolder(fileURLToPath(new URL('../starter', import.meta.url))),
  )
  if (!pack) throw new Error(`The starter pack has mistakes: ${diagnostics[0]?.message}`)
  return compileRuleset(pack)
}

/** An engine that judges by the starter pack at a fixed time. */
export async function starterEngine(): Promise<Engine> {
  return createEngine({ ruleset: await starterRuleset(), clock: { now: () => START }, ids: decisionIds() })
}
