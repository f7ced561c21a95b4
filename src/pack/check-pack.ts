import { createHash } from 'node:crypto'
import { byPlace, type Diagnostic } from '../core/diagnostic.ts'
import { atOnce, type Steps } from '../core/steps.ts'
import { didYouMean } from '../core/suggest.ts'
import { SIGNAL_KINDS } from '../signals/kinds.ts'
import type { TermBank } from '../signals/text/term-bank.ts'
import { banksOf } from './banks-of.ts'
import type { BoundCounter } from './bind-counter.ts'
import { checkAppeals } from './check-appeals.ts'
import { checkBanks, type PlacedBank } from './check-banks.ts'
import { checkCounters } from './check-counters.ts'
import { checkEnforcements } from './check-enforcements.ts'
import { checkEventType } from './check-event-type.ts'
import { checkHashBanks, type PlacedHashBank } from './check-hash-banks.ts'
import { checkModels } from './check-models.ts'
import { checkLabels, checkQueues } from './check-names.ts'
import { checkPolicies } from './check-policies.ts'
import { checkProfiles, type NamedProfiles } from './check-profiles.ts'
import { checkQueueNames } from './check-queue-names.ts'
import { checkReview } from './check-review.ts'
import { type CheckedRuleFile, checkRuleFile } from './check-rule-file.ts'
import type { RuleNames } from './check-rules.ts'
import { checkSettings, type Settings } from './check-settings.ts'
import { checkShadowed, type Shadowed } from './check-shadowed.ts'
import { checkStrikes } from './check-strikes.ts'
import { checkUsage } from './check-usage.ts'
import { joinRules } from './join-rules.ts'
import type { Declared } from './names.ts'
import type {
  AppealSettings,
  Counter,
  EventType,
  Pack,
  PackFiles,
  ReviewSettings,
  StrikeSettings,
} from './pack.ts'
import { packId } from './pack-id.ts'
import { readCounters } from './read-counters.ts'
import { parseYaml, type YamlFile } from './yaml-file.ts'

/** The pack when nothing is wrong with it (warnings aside), and everything that is wrong, sorted by place. */
export interface CheckedPack {
  readonly pack?: Pack
  readonly diagnostics: readonly Diagnostic[]
}

const SINGLE_FILES = [
  'haechi',
  'models',
  'profiles',
  'counters',
  'labels',
  'queues',
  'enforcements',
  'review',
  'strikes',
  'appeals',
] as const

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

/** What the files other than rules came to. */
interface Around {
  readonly known:
    | (RuleNames & {
        readonly banks: Declared<PlacedBank>
        readonly hashBanks: Declared<PlacedHashBank>
        readonly profiles: NamedProfiles
        readonly counters: ReadonlyMap<string, Counter>
        readonly review: ReviewSettings
        readonly strikes: StrikeSettings
        readonly appeals: AppealSettings
      })
    | undefined
  readonly used: ReadonlySet<string>
  readonly diagnostics: Diagnostic[]
}

function* checkAround(files: PackFiles, paths: readonly string[]): Steps<Around> {
  const diagnostics: Diagnostic[] = []
  const used = new Set<string>()
  const { single, policies: policyFiles, banks: bankFiles } = yield* sortFiles(files, paths, diagnostics)
  const haechi = single.get('haechi')
  if (haechi === undefined) {
    diagnostics.push({
      severity: 'error',
      code: 'missing-file',
      message: 'the pack has no haechi.yaml',
      place: { file: 'haechi.yaml', line: 1, column: 1 },
      wayOut: 'write a starter pack with `haechi init DIR`',
    })
    return { known: undefined, used, diagnostics }
  }
  const settings = checkSettings(haechi, diagnostics)
  const policies = checkPolicies(policyFiles, settings.languages, diagnostics)
  const labels = checkLabels(single.get('labels'), diagnostics)
  const queues = checkQueues(single.get('queues'), diagnostics)
  const enforcements = checkEnforcements(single.get('enforcements'), settings.languages, diagnostics)
  checkQueueNames(single.get('queues'), queues, enforcements, diagnostics)
  const strikes = checkStrikes(
    single.get('strikes'),
    { policies: policies.policies, enforcements },
    diagnostics,
  )
  const appeals = checkAppeals(single.get('appeals'), queues, diagnostics)
  yield
  const isOfHashes = ({ value }: YamlFile) =>
    (value as { kind?: unknown } | null | undefined)?.kind === 'hashes'
  const banks = yield* checkBanks(
    bankFiles.filter((file) => !isOfHashes(file)),
    files,
    policies,
    diagnostics,
  )
  const hashBanks = checkHashBanks(bankFiles.filter(isOfHashes), policies, diagnostics)
  const profiles = checkProfiles(single.get('profiles'), diagnostics)
  checkBanksOfSignals(settings, { banks, hashBanks, profiles }, diagnostics)
  yield* checkModels(single.get('models'), files, settings, policies.policies.all, diagnostics)
  const eventTypes = new Map<string, EventType>()
  const drafts = readCounters(single.get('counters'), settings.eventNames, diagnostics)
  const names = { settings, labels: labels.all, counters: drafts }
  const bound = new Map<string, readonly BoundCounter[]>()
  for (const draft of settings.events) {
    const checked = checkEventType(draft, names, used, diagnostics)
    eventTypes.set(draft.name, checked.eventType)
    bound.set(draft.name, checked.bound)
    yield
  }
  const counters = checkCounters(
    {
      drafts,
      bound,
      eventTypes,
      signals: settings.signals.all,
      bankText: (name) => bankText(banks.all.get(name)?.bank),
    },
    used,
    diagnostics,
  )
  const review = checkReview(
    single.get('review'),
    { settings, policies: policies.policies, labels, queues },
    diagnostics,
  )
  const known = {
    settings,
    eventTypes,
    policies: policies.policies,
    namedPolicies: policies.named,
    labels,
    queues,
    enforcements,
    strikes,
    appeals,
    banks,
    hashBanks,
    profiles,
    counters,
    review,
  }
  return { known, used, diagnostics }
}

interface Sorted {
  readonly single: ReadonlyMap<string, YamlFile>
  readonly policies: readonly YamlFile[]
  readonly banks: readonly YamlFile[]
}

/** Reads each file but rules as what its path says it is. */
function* sortFiles(files: PackFiles, paths: readonly string[], diagnostics: Diagnostic[]): Steps<Sorted> {
  const single = new Map<string, YamlFile>()
  const folders: Record<'policies' | 'banks', YamlFile[]> = { policies: [], banks: [] }
  for (const path of paths) {
    const yaml = /^(.*)\.ya?ml$/.exec(path)?.[1]
    const name = SINGLE_FILES.find((one) => one === yaml)
    const folder = (['policies', 'banks'] as const).find((one) => path.startsWith(`${one}/`))
    if (folder === 'banks' && path.endsWith('.txt')) continue
    // Told in check-models.ts.
    if (path.startsWith('models/')) continue
    if (yaml !== undefined && (name !== undefined || folder !== undefined)) {
      const file = parseYaml(path, files[path] ?? '', diagnostics)
      if (folder !== undefined) folders[folder].push(file)
      else if (!single.has(name!)) single.set(name!, file)
      yield
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

/** Signals that read banks and slot profiles must name such as are there. */
function checkBanksOfSignals(
  settings: Settings,
  {
    banks,
    hashBanks,
    profiles,
  }: {
    readonly banks: Declared<PlacedBank>
    readonly hashBanks: Declared<PlacedHashBank>
    readonly profiles: NamedProfiles
  },
  diagnostics: Diagnostic[],
): void {
  for (const signal of settings.signals.all.values()) {
    const at = ['signals', signal.name]
    for (const [i, bank] of banksOf(signal).entries())
      banks.find(bank, settings.file.place([...at, 'banks', i]))
    const kind = signal.model === undefined ? SIGNAL_KINDS.find((one) => one.kind === signal.kind) : undefined
    for (const [i, bank] of (kind?.hashBanks?.(signal.options) ?? []).entries())
      hashBanks.find(bank, settings.file.place([...at, 'banks', i]))
    for (const id of kind?.profiles?.(signal.options) ?? [])
      if (!profiles.named.has(id)) profiles.profiles.find(id, settings.file.place([...at, 'profile']))
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

/** Changes with anything that a bank finds; made only for banks that counters read. */
function bankText(bank: TermBank | undefined): string {
  return bank === undefined ? '' : createHash('sha256').update(JSON.stringify(bank)).digest('hex')
}
