import type { Clock } from '../../core/clock.ts'
import { oneLine } from '../../core/diagnostic.ts'
import { inSlices } from '../../core/steps.ts'
import type { RulesetLog } from '../../engine/ports.ts'
import type { Ruleset } from '../../engine/ruleset.ts'
import { encodeFiles } from '../../pack/encode-files.ts'
import type { Loaded } from '../load-ruleset.ts'
import { CannotStart } from '../running-service.ts'
import type { VersionLog, VersionRecord } from './ports.ts'
import { type PrepareParts, prepareRuleset } from './prepare-ruleset.ts'
import { followsFolder } from './versions.ts'

export interface FirstVersionParts {
  readonly log: VersionLog
  readonly rulesets: RulesetLog
  readonly clock: Clock
  readonly packDir: string
  /** What the folder came to. */
  readonly folder: Loaded
  /** Follows the folder again, whatever was applied since. */
  readonly watch: boolean
  readonly load?: Pick<PrepareParts, 'prepareBanks'>
}

export interface FirstVersion {
  readonly version: VersionRecord
  readonly ruleset: Ruleset
  /** One line each. */
  readonly warnings: readonly string[]
}

/**
 * The version that a start of the service is to be judged by: the folder's pack, recorded when it is not the latest
 * one, or, once somebody has applied a version, the latest. Throws CannotStart with the way out.
 */
export async function firstVersion(parts: FirstVersionParts): Promise<FirstVersion> {
  const { log, clock, folder, packDir } = parts
  for (;;) {
    const latest = await log.latest()
    const isFollowed = latest === undefined || followsFolder(latest)
    if (
      latest !== undefined &&
      folder.ok &&
      folder.ruleset.id === latest.ruleset &&
      (isFollowed || !parts.watch)
    )
      return { version: latest, ruleset: folder.ruleset, warnings: folder.warnings }
    if (latest !== undefined && !isFollowed && !parts.watch) return recorded(parts, latest)
    if (!folder.ok)
      throw new CannotStart(
        `The pack at ${packDir} has ${folder.errors.length} errors:\n${folder.errors.join('\n')}\nMend them (haechi check ${packDir}), then start again.`,
      )
    const version = await log.record(
      {
        ruleset: folder.ruleset.id,
        appliedAt: new Date(clock.now()).toISOString(),
        appliedBy: 'start',
        why: parts.watch
          ? "The service started with --watch: the pack's folder is followed"
          : 'The service started',
        via: 'start',
        base: latest?.number ?? 0,
        restores: undefined,
      },
      await inSlices(encodeFiles(folder.files)),
    )
    if (version) return { version, ruleset: folder.ruleset, warnings: folder.warnings }
    // Another process recorded one in between: look again.
  }
}

async function recorded(parts: FirstVersionParts, version: VersionRecord): Promise<FirstVersion> {
  const record = await parts.rulesets.get(version.ruleset)
  const prepared = record && (await prepareRuleset(record.files, parts.load))
  if (prepared?.ok) return { version, ruleset: prepared.ruleset, warnings: prepared.warnings.map(oneLine) }
  const why = prepared ? `does not pass the check: ${oneLine(prepared.errors[0]!)}` : 'has lost its files'
  throw new CannotStart(
    `Version ${version.number}, which was applied and should judge, ${why}\nStart with --watch to judge by the pack at ${parts.packDir} instead, or start the Haechi that applied it.`,
  )
}
