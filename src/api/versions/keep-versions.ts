import type { Clock } from '../../core/clock.ts'
import { oneLine } from '../../core/diagnostic.ts'
import { inSlices } from '../../core/steps.ts'
import type { Engine } from '../../engine/engine.ts'
import type { RulesetLog } from '../../engine/ports.ts'
import type { Ruleset } from '../../engine/ruleset.ts'
import { checkPackSteps } from '../../pack/check-pack.ts'
import { encodeFiles } from '../../pack/encode-files.ts'
import type { PackFiles } from '../../pack/pack.ts'
import { packId } from '../../pack/pack-id.ts'
import type { Measures } from '../measures.ts'
import type { Log } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import type { VersionLog, VersionRecord } from './ports.ts'
import { type PrepareParts, prepareRuleset } from './prepare-ruleset.ts'
import { versionToRestore } from './version-to-restore.ts'
import { type Applied, type Asked, type FolderTaken, followsFolder, type Versions } from './versions.ts'

export interface VersionsParts {
  readonly log: VersionLog
  readonly rulesets: RulesetLog
  readonly engine: Engine
  /** Lets a ruleset judge from some event on, all of it at once. */
  readonly swap: (next: Ruleset) => Promise<void> | void
  readonly measures: Pick<Measures, 'packReload' | 'judgedBy'>
  readonly clock: Clock
  readonly tell: Log
  readonly load?: Pick<PrepareParts, 'prepareBanks'>
}

/** So many packs wait to be checked, each with its files in memory. */
const MOST_CHECKS = 8

/**
 * Keeps the engine on the latest version. Changes are made one at a time; that of two processes only one makes the
 * next version is left to the log. What is on record judges: after a crash between the record and the swap, too.
 */
export function keepVersions(parts: VersionsParts, first: VersionRecord): Versions {
  const { log, rulesets, engine, measures, clock, tell } = parts
  /** What judges here, and the latest on record, which another process may have put there. */
  let live = first
  let latest = first
  let since = clock.now()
  let failing: string | undefined
  let checking = 0
  let last: Promise<unknown> = Promise.resolve()

  /** One change at a time, in the order in which they were asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }

  const prepare = (files: PackFiles) => prepareRuleset(files, { previous: engine.ruleset, ...parts.load })

  async function become(version: VersionRecord, ruleset: Ruleset): Promise<void> {
    if (ruleset.id !== engine.ruleset.id) await parts.swap(ruleset)
    live = version
    since = clock.now()
    failing = undefined
    measures.packReload('applied')
    measures.judgedBy(ruleset.pack.rules)
    const { number, ruleset: id, via } = version
    tell({ level: 'info', message: 'version live', version: number, ruleset: id, via })
  }

  async function adoptOnce(): Promise<void> {
    const next = await log.latest()
    if (next === undefined || next.number === latest.number) return
    if (next.ruleset === engine.ruleset.id) await become(next, engine.ruleset)
    else {
      const record = await rulesets.get(next.ruleset)
      const prepared = record && (await prepare(record.files))
      if (prepared?.ok) await become(next, prepared.ruleset)
      else {
        const why = prepared
          ? `it does not pass the check here (${oneLine(prepared.errors[0]!)})`
          : 'its files are gone'
        failing = `Version ${next.number} is the latest, and cannot judge in this process: ${why}. Version ${live.number} still judges here; run the same Haechi everywhere, or roll back.`
        measures.packReload('refused')
        tell({ level: 'error', message: 'version not taken up', version: next.number, why })
      }
    }
    latest = next
  }

  /** Records what was prepared as the version after the latest and lets it judge; undefined when another came first. */
  async function makeLive(
    ruleset: Ruleset,
    entry: Asked & Pick<VersionRecord, 'via' | 'restores'>,
    files: PackFiles | undefined,
  ): Promise<VersionRecord | undefined> {
    const { by, why, via, restores } = entry
    const bytes = files && (await inSlices(encodeFiles(files)))
    const appliedAt = new Date(clock.now()).toISOString()
    const version = await log.record(
      { ruleset: ruleset.id, appliedAt, appliedBy: by, why, via, base: latest.number, restores },
      bytes,
    )
    if (version === undefined) {
      await adoptOnce()
      return undefined
    }
    await become(version, ruleset)
    latest = version
    return version
  }

  const conflict = (): Applied => ({ ok: false, reason: 'conflict', live: latest })

  return {
    get live() {
      return live
    },
    get latest() {
      return latest
    },
    get since() {
      return since
    },
    get followsFolder() {
      return followsFolder(latest)
    },
    get notes() {
      const { number, appliedBy, via } = live
      const done = via === 'rollback' ? 'rolled back' : 'applied'
      const notFollowed = followsFolder(latest)
        ? []
        : [
            `Version ${number} judges, ${done} by ${appliedBy}; the pack's folder is not followed. \`haechi start --watch\` follows it again.`,
          ]
      return failing === undefined ? notFollowed : [failing, ...notFollowed]
    },
    async check(files) {
      if (checking >= MOST_CHECKS)
        throw refusal('rate-limited', 'Others have their packs checked just now.', {
          headers: { 'retry-after': '1' },
        })
      checking++
      try {
        // In turn with those that go live: one check of the same pack before it at a time.
        return await inTurn(() => inSlices(checkPackSteps(files, engine.ruleset.pack)))
      } finally {
        checking--
      }
    },
    apply: ({ files, base, by, why }) =>
      inTurn(async () => {
        await adoptOnce()
        if (latest.number !== base) {
          // The same request sent again, after an answer that was lost on its way.
          const { via, appliedBy, why: before } = latest
          const again = latest.base === base && via === 'apply' && appliedBy === by && before === why
          if (again && latest.ruleset === (await inSlices(packId(files))))
            return { ok: true, version: latest, warnings: [] }
          return conflict()
        }
        const prepared = await prepare(files)
        if (!prepared.ok) {
          measures.packReload('refused')
          return { ok: false, reason: 'errors', errors: prepared.errors }
        }
        const entry = { by, why, via: 'apply', restores: undefined } as const
        const version = await makeLive(prepared.ruleset, entry, files)
        return version ? { ok: true, version, warnings: prepared.warnings } : conflict()
      }),
    rollBack: ({ to, base, by, why }) =>
      inTurn(async () => {
        await adoptOnce()
        if (base !== undefined && latest.number !== base) return conflict()
        const found = await versionToRestore(log, latest, to)
        if (!found.ok) return { ok: false, reason: 'no-version', detail: found.detail }
        const record = await rulesets.get(found.version.ruleset)
        if (!record)
          return { ok: false, reason: 'no-version', detail: `The files of version ${to} are not kept.` }
        const prepared = await prepare(record.files)
        if (!prepared.ok) return { ok: false, reason: 'errors', errors: prepared.errors }
        const restores = found.version.number
        const entry = { by, why: why || `Back to version ${restores}`, via: 'rollback', restores } as const
        const version = await makeLive(prepared.ruleset, entry, undefined)
        return version ? { ok: true, version, warnings: prepared.warnings } : conflict()
      }),
    takeFolder: (files) =>
      inTurn(async (): Promise<FolderTaken> => {
        await adoptOnce()
        if (!followsFolder(latest)) return { kind: 'not-followed' }
        const prepared = await prepare(files)
        if (!prepared.ok) {
          measures.packReload('refused')
          return { kind: 'errors', errors: prepared.errors }
        }
        const why = "A change in the pack's folder"
        const entry = { by: 'pack folder', why, via: 'folder', restores: undefined } as const
        // When another process was faster, the change here comes after its own.
        while (followsFolder(latest)) {
          if (prepared.ruleset.id === latest.ruleset) return { kind: 'same' }
          const version = await makeLive(prepared.ruleset, entry, files)
          if (version) return { kind: 'applied', version, warnings: prepared.warnings }
        }
        return { kind: 'not-followed' }
      }),
    adopt: () => inTurn(adoptOnce),
    record: (number) => log.get(number),
    filesWith: (rulesets, folder, text) => log.filesWith(rulesets, folder, text),
    list: (limit, before) => log.list(limit, before),
    async get(number) {
      const version = await log.get(number)
      const files = version && (await log.filesOf(version.ruleset))
      return version && files !== undefined ? { version, files } : undefined
    },
  }
}
