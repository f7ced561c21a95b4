import { byPlace, type Diagnostic } from '../core/diagnostic.ts'
import { atOnce, type Steps } from '../core/steps.ts'
import { type Around, checkAround } from './check-around.ts'
import { type CheckedRuleFile, checkRuleFile } from './check-rule-file.ts'
import { checkShadowed, type Shadowed } from './check-shadowed.ts'
import { checkUsage } from './check-usage.ts'
import { joinRules } from './join-rules.ts'
import type { Pack, PackFiles } from './pack.ts'
import { packId } from './pack-id.ts'
import { parseYaml } from './yaml-file.ts'

/** The pack when nothing is wrong with it (warnings aside), and everything that is wrong, sorted by place. */
export interface CheckedPack {
  readonly pack?: Pack
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Checks all files of a pack at once. Never throws, whatever the files hold. `previous`, the pack before a change,
 * gives what did not change: files of rules while all other files are the same, and conditions within a file of
 * rules that changed. The result is that of a check without it.
 */
export function checkPack(files: PackFiles, previous?: Pack): CheckedPack {
  return atOnce(checkPackSteps(files, previous))
}

/** The same in steps, one such check of the same `previous` at a time. */
export function* checkPackSteps(files: PackFiles, previous?: Pack): Steps<CheckedPack> {
  const diagnostics: Diagnostic[] = []
  try {
    const pack = yield* resolve(files, previous && checks.get(previous), diagnostics)
    const failed = diagnostics.some((one) => one.severity === 'error')
    return { ...(failed || !pack ? {} : { pack }), diagnostics: diagnostics.sort(byPlace) }
  } catch (fault) {
    // Whoever edits a pack should hear of a fault of ours as of any mistake, with the place as near as we know it.
    diagnostics.push({
      severity: 'error',
      code: 'checker-fault',
      message: `the checker itself failed: ${fault instanceof Error ? fault.message.slice(0, 200) : 'unknown fault'}`,
      place: { file: 'haechi.yaml', line: 1, column: 1 },
      wayOut: 'undo the last change, and report this as a bug',
    })
    return { diagnostics: diagnostics.sort(byPlace) }
  }
}

/** What a check leaves to the next one. */
interface Check {
  readonly files: PackFiles
  readonly around: Around
  readonly rules: ReadonlyMap<string, CheckedRuleFile>
  readonly shadowed: Shadowed | undefined
}

const checks = new WeakMap<Pack, Check>()

/** The files that a pack was checked from. */
export function filesOf(pack: Pack): PackFiles {
  const check = checks.get(pack)
  if (check === undefined) throw new Error('the pack was made without a check')
  return check.files
}

function* resolve(
  files: PackFiles,
  before: Check | undefined,
  diagnostics: Diagnostic[],
): Steps<Pack | undefined> {
  // 1. What rules point at.
  const paths = Object.keys(files).sort()
  const rulePaths = paths.filter(isRuleFile)
  const others = paths.filter(isOther)
  const same = before !== undefined && isSameButRules(files, others, before.files)
  const around = same ? before.around : yield* checkAround(files, others)
  if (around.known === undefined) {
    diagnostics.push(...around.diagnostics)
    for (const path of rulePaths) {
      parseYaml(path, files[path]!, diagnostics)
      yield
    }
    return undefined
  }

  // 2. Rules, file by file, and what none of them uses.
  const rules = new Map<string, CheckedRuleFile>()
  const used = new Set(around.used)
  for (const path of rulePaths) {
    const earlier = same ? before.rules.get(path) : undefined
    const one =
      earlier !== undefined && before?.files[path] === files[path]
        ? earlier
        : yield* checkRuleFile(path, files[path]!, around.known, around.diagnostics, earlier)
    rules.set(path, one)
    for (const name of one.used) used.add(name)
  }
  diagnostics.push(...around.diagnostics)
  for (const one of rules.values()) for (const diagnostic of one.diagnostics) diagnostics.push(diagnostic)
  yield
  const joined = joinRules(
    [...rules.values()].map((one) => one.rules),
    diagnostics,
  )
  yield
  const { settings, eventTypes, policies, banks, counters, labels, queues, enforcements, review } =
    around.known
  let shadowed: Shadowed | undefined
  if (!diagnostics.some((one) => one.severity === 'error')) {
    const within = { eventTypes, signals: settings.signals.all }
    shadowed = yield* checkShadowed(joined, within, same ? before.shadowed : undefined, diagnostics)
    checkUsage(
      {
        eventTypes,
        signals: settings.signals.all,
        banks: banks.all,
        counters,
        labels: labels.all,
        rules: joined,
        used,
      },
      diagnostics,
    )
  }
  const pack: Pack = {
    id: yield* packId(files),
    tenant: settings.tenant,
    worlds: settings.worlds,
    languages: settings.languages,
    mask: settings.mask,
    clock: settings.clock,
    context: settings.context,
    eventTypes,
    signals: settings.signals.all,
    policies: policies.all,
    rules: joined,
    counters,
    banks: new Map([...banks.all].map(([name, { bank }]) => [name, bank])),
    hashBanks: new Map([...around.known.hashBanks.all].map(([name, { bank }]) => [name, bank])),
    profiles: new Map([...around.known.profiles.profiles.all].map(([id, { profile }]) => [id, profile])),
    labels: labels.all,
    queues: queues.all,
    enforcements: enforcements.all,
    review,
    strikes: around.known.strikes,
    appeals: around.known.appeals,
  }
  checks.set(pack, { files, around, rules, shadowed })
  return pack
}

function isRuleFile(path: string): boolean {
  return /^rules\/.*\.ya?ml$/.test(path)
}

/** Neither rules nor tests, which are checked apart: see check-pack-tests.ts. */
function isOther(path: string): boolean {
  return !isRuleFile(path) && !path.startsWith('tests/')
}

function isSameButRules(files: PackFiles, others: readonly string[], before: PackFiles): boolean {
  const count = Object.keys(before).filter(isOther).length
  return count === others.length && others.every((path) => files[path] === before[path])
}
