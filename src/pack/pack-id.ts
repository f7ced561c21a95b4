import { createHash } from 'node:crypto'
import type { RulesetId } from '../core/id.ts'
import type { Steps } from '../core/steps.ts'
import type { PackFiles } from './pack.ts'

/** The id of a ruleset made from these files: it changes with any byte of any file but tests, which decide nothing. */
export function* packId(files: PackFiles): Steps<RulesetId> {
  const hash = createHash('sha256')
  for (const path of Object.keys(files).sort()) {
    if (path.startsWith('tests/')) continue
    hash.update(`${path.length}:${path}${files[path]!.length}:`).update(files[path]!)
    yield
  }
  return `r-${hash.digest('hex').slice(0, 16)}` as RulesetId
}
