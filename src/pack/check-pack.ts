import { createHash } from 'node:crypto'
import type { Diagnostic, Place } from '../core/diagnostic.ts'
import type { RulesetId } from '../core/id.ts'
import { didYouMean } from '../core/suggest.ts'
import { banksOf } from './banks-of.ts'
import { checkBanks, type PlacedBank } from './check-banks.ts'
import { checkEventType } from './check-event-type.ts'
import { checkEnforcements, checkLabels, checkQueues } from './check-names.ts'
import { checkPolicies } from './check-policies.ts'
import { checkRules } from './check-rules.ts'
import { checkSettings, type Settings } from './check-settings.ts'
import { checkUsage } from './check-usage.ts'
import type { Declared } from './names.ts'
import type { EventType, Pack, PackFiles } from './pack.ts'
import { parseYaml, type YamlFile } from './yaml-file.ts'

/** The pack when nothing is wrong with it (warnings aside), and everything that is wrong, sorted by place. */
export interface CheckedPack {
  readonly pack?: Pack
  readonly diagnostics: readonly Diagnostic[]
}

const SINGLE_FILES = ['haechi', 'labels', 'queues', 'enforcements'] as const

/** Checks all files of a pack at once. Never throws, whatever the files hold. */
export function checkPack(files: PackFiles): CheckedPack {
  const diagnostics: Diagnostic[] = []
  try {
    const pack = resolve(files, diagnostics)
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

function resolve(files: PackFiles, diagnostics: Diagnostic[]): Pack | undefined {
  // 1. Read.
  const { single, policies: policyFiles, rules: ruleFiles, banks: bankFiles } = sortFiles(files, diagnostics)
  const haechi = single.get('haechi')
  if (haechi === undefined) {
    diagnostics.push({
      severity: 'error',
      code: 'missing-file',
      message: 'the pack has no haechi.yaml',
      place: { file: 'haechi.yaml', line: 1, column: 1 },
      wayOut: 'write a starter pack with `haechi init DIR`',
    })
    return undefined
  }

  // 2. What rules point at.
  const settings = checkSettings(haechi, diagnostics)
  const policies = checkPolicies(policyFiles, settings.languages, diagnostics)
  const labels = checkLabels(single.get('labels'), diagnostics)
  const queues = checkQueues(single.get('queues'), diagnostics)
  const enforcements = checkEnforcements(single.get('enforcements'), diagnostics)
  const banks = checkBanks(bankFiles, files, policies, diagnostics)
  checkBanksOfSignals(settings, banks, diagnostics)
  const used = new Set<string>()
  const eventTypes = new Map<string, EventType>()
  for (const draft of settings.events)
    eventTypes.set(draft.name, checkEventType(draft, settings, used, diagnostics))

  // 3. Rules, and what none of them uses.
  const known = {
    settings,
    eventTypes,
    policies: policies.policies,
    namedPolicies: policies.named,
    labels,
    queues,
    enforcements,
  }
  const rules = checkRules(ruleFiles, known, used, diagnostics)
  if (!diagnostics.some((one) => one.severity === 'error'))
    checkUsage(
      { eventTypes, signals: settings.signals.all, banks: banks.all, labels: labels.all, rules, used },
      diagnostics,
    )
  return {
    id: idOf(files),
    tenant: settings.tenant,
    worlds: settings.worlds,
    languages: settings.languages,
    mask: settings.mask,
    clock: settings.clock,
    eventTypes,
    signals: settings.signals.all,
    policies: policies.policies.all,
    rules,
    banks: new Map([...banks.all].map(([name, { bank }]) => [name, bank])),
    labels: labels.all,
    queues: queues.all,
    enforcements: enforcements.all,
  }
}

interface Sorted {
  readonly single: ReadonlyMap<string, YamlFile>
  readonly policies: readonly YamlFile[]
  readonly rules: readonly YamlFile[]
  readonly banks: readonly YamlFile[]
}

/** Reads each file as what its path says it is. */
function sortFiles(files: PackFiles, diagnostics: Diagnostic[]): Sorted {
  const single = new Map<string, YamlFile>()
  const folders: Record<'policies' | 'rules' | 'banks', YamlFile[]> = { policies: [], rules: [], banks: [] }
  for (const path of Object.keys(files).sort()) {
    const yaml = /^(.*)\.ya?ml$/.exec(path)?.[1]
    const name = SINGLE_FILES.find((one) => one === yaml)
    const folder = (['policies', 'rules', 'banks'] as const).find((one) => path.startsWith(`${one}/`))
    if (path.startsWith('tests/') || (folder === 'banks' && path.endsWith('.txt'))) continue
    if (yaml !== undefined && (name !== undefined || folder !== undefined)) {
      const file = parseYaml(path, files[path] ?? '', diagnostics)
      if (folder !== undefined) folders[folder].push(file)
      else if (!single.has(name!)) single.set(name!, file)
      continue
    }
    diagnostics.push({
      severity: 'warning',
      code: 'unknown-file',
      message: 'nothing reads this file',
      place: { file: path, line: 1, column: 1 },
      wayOut: didYouMean(
        path,
        SINGLE_FILES.map((one) => `${one}.yaml`),
      ),
    })
  }
  return { single, ...folders }
}

/** Signals that read banks must name banks that are there. */
function checkBanksOfSignals(
  settings: Settings,
  banks: Declared<PlacedBank>,
  diagnostics: Diagnostic[],
): void {
  for (const signal of settings.signals.all.values()) {
    for (const [i, bank] of banksOf(signal).entries())
      banks.find(bank, settings.file.place(['signals', signal.name, 'banks', i]))
  }
  if (settings.signals.all.size > 1000)
    diagnostics.push({
      severity: 'error',
      code: 'too-many-signals',
      message: `the pack declares ${settings.signals.all.size} signals; 1,000 fit`,
      place: settings.file.keyPlace(['signals']),
      wayOut: 'remove those that no rule reads',
    })
}

function idOf(files: PackFiles): RulesetId {
  const hash = createHash('sha256')
  for (const path of Object.keys(files).sort())
    hash.update(`${path.length}:${path}${files[path]!.length}:`).update(files[path]!)
  return `r-${hash.digest('hex').slice(0, 16)}` as RulesetId
}

function byPlace(a: { place: Place }, b: { place: Place }): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1
  return a.place.line - b.place.line || a.place.column - b.place.column
}
