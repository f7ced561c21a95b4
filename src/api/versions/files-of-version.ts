import { filesOf } from '../../pack/check-pack.ts'
import type { PackFiles } from '../../pack/pack.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import type { VersionRecord } from './ports.ts'

export interface VersionFiles {
  readonly version: VersionRecord
  readonly files: PackFiles
}

/** A version with its files; those of the one that judges here are in memory. Throws `not-found`. */
export async function filesOfVersion(
  { versions, engine, rulesets }: Pick<ServerParts, 'versions' | 'engine' | 'rulesets'>,
  number: number = versions.latest.number,
): Promise<VersionFiles> {
  const known = [versions.latest, versions.live].find((one) => one.number === number)
  const version = known ?? (await orUnavailable(versions.record(number)))
  if (version === undefined) throw refusal('not-found', `There is no version ${number}.`)
  const { id, pack } = engine.ruleset
  if (version.ruleset === id) return { version, files: filesOf(pack) }
  const record = await orUnavailable(rulesets.get(version.ruleset as typeof id))
  if (record === undefined) throw refusal('not-found', `The files of version ${number} are not kept.`)
  return { version, files: record.files }
}
