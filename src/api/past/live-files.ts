import type { PackFiles } from '../../pack/pack.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'

type Parts = Pick<ServerParts, 'rulesets' | 'engine'>
const kept = new WeakMap<Parts['engine'], { readonly ruleset: string; readonly files: PackFiles }>()

/** The files of the pack that is live; they are read once for each pack. Throws `not-found` when they are not kept. */
export async function liveFiles({ rulesets, engine }: Parts): Promise<PackFiles> {
  const ruleset = engine.ruleset.id
  const last = kept.get(engine)
  if (last?.ruleset === ruleset) return last.files
  const files = (await orUnavailable(rulesets.get(ruleset)))?.files
  if (files === undefined)
    throw refusal('not-found', 'The files of the pack that is live are not kept here; send files.')
  kept.set(engine, { ruleset, files: files as PackFiles })
  return files as PackFiles
}
