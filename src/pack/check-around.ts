import { createHash } from 'node:crypto'
import type { Diagnostic } from '../core/diagnostic.ts'
import type { Steps } from '../core/steps.ts'
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
import type { RuleNames } from './check-rules.ts'
import { checkSettings, type Settings } from './check-settings.ts'
import { checkStrikes } from './check-strikes.ts'
import type { Declared } from './names.ts'
import type { AppealSettings, Counter, EventType, PackFiles, ReviewSettings, StrikeSettings } from './pack.ts'
import { readCounters } from './read-counters.ts'
import { parseYaml, type YamlFile } from './yaml-file.ts'

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

/** What the files other than rules came to. */
export interface Around {
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

/** Checks everything but rules. */
export function* checkAround(files: PackFiles, paths: readonly string[]): Steps<Around> {
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
