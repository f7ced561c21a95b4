import { parentPort, workerData } from 'node:worker_threads'
import { compileRuleset } from '../engine/compile-ruleset.ts'
import { openHistory } from '../history/open-history.ts'
import { checkPack } from '../pack/check-pack.ts'
import { findMatches } from './find-matches.ts'
import type { MatchesAsked } from './matches-aside.ts'

// What is looked for comes with the start; matches go out, slice by slice, and `null` at the end.
const { dir, files, rule, fromMs, toMs } = workerData as MatchesAsked
const { pack } = checkPack(files)
if (pack === undefined) throw new Error('the pack that was live no longer checks')
const history = await openHistory(dir)
try {
  const ruleset = compileRuleset(pack)
  for await (const found of findMatches({ history, ruleset, rule, fromMs, toMs }))
    parentPort?.postMessage(found)
  parentPort?.postMessage(null)
} finally {
  history.close()
}
