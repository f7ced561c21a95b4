import type { GateResult } from '../gates/gate.ts'
import type { GateName } from '../gates/required-gates.ts'
import type { CheckName, CheckResult, WatchName, WatchResult } from './check-result.ts'
import type { FreshKind } from './find-evidence.ts'
import type { ModelEntry } from './model.ts'
import type { SeenModel } from './ports.ts'
import { CANARY_SHARES } from './states.ts'

export const ML_SECTIONS = ['data', 'model', 'infrastructure', 'monitoring'] as const
export type MlSection = (typeof ML_SECTIONS)[number]

/** One of the 28 tests: what it is, and the entry that bears it out, when there is one. */
export interface MlTest {
  readonly test: string
  readonly section: MlSection
  readonly name: string
  readonly evidence: (seen: SeenModel) => ModelEntry | undefined
}

type Seen = Pick<SeenModel, 'record' | 'entries'>

/** The last word of the system of a kind. Of other data or another policy version it is none. */
function last({ record, entries }: Seen, kind: FreshKind): ModelEntry | undefined {
  const said = entries.findLast((entry) => entry.kind === kind && entry.by === 'system')
  const { dataset, policyVersion } = record.manifest
  return said?.body.dataset === dataset && said.body.policyVersion === policyVersion ? said : undefined
}

function listIn<T>(entry: ModelEntry | undefined, key: string): readonly T[] {
  const list = entry?.body[key]
  return Array.isArray(list) ? (list as readonly T[]) : []
}

/** A gate ran, and the model has no more authority than what it found allows. */
const gate = (name: GateName) => (seen: SeenModel) => {
  const entry = last(seen, 'gates')
  const found = listIn<GateResult>(entry, 'results').filter((one) => one.gate === name)
  const { certified } = seen.record
  const isKept = found.every(
    (one) => one.verdict === 'pass' || ORDER.indexOf(certified) < ORDER.indexOf(one.for),
  )
  return found.length > 0 && isKept ? entry : undefined
}
const ORDER: readonly string[] = ['observe', 'rank', 'reversible', 'irreversible']

/** What may be said not to apply, and for which learner: a model given by file has no features and no search of ours. */
const MAY_NOT_APPLY: Readonly<Record<string, readonly CheckName[]>> = {
  onnx: ['ablation', 'new-feature', 'golden-vectors', 'hyperparameters'],
  head: ['ablation', 'new-feature'],
}

const check = (name: CheckName) => (seen: SeenModel) => {
  const entry = last(seen, 'checks')
  const found = listIn<CheckResult>(entry, 'results').findLast((one) => one.check === name)
  const spared = MAY_NOT_APPLY[seen.record.manifest.learner]?.includes(name) === true
  return found?.verdict === 'pass' || (found?.verdict === 'not-applicable' && spared) ? entry : undefined
}

/** It is watched, and nothing is amiss. */
const watch = (name: WatchName) => (seen: SeenModel) => {
  const entry = last(seen, 'watch')
  const found = listIn<WatchResult>(entry, 'watches').findLast((one) => one.watch === name)
  return found !== undefined && found.state !== 'alarm' ? entry : undefined
}

/** Every share of accounts was passed by a verdict of its own. */
function canary(seen: SeenModel): ModelEntry | undefined {
  const passed = seen.entries.filter(
    ({ kind, by, body }) => kind === 'canary' && by === 'system' && body.verdict === 'promote',
  )
  return CANARY_SHARES.every((share) => passed.some(({ body }) => body.share === share))
    ? passed.at(-1)
    : undefined
}

function probation(seen: SeenModel): ModelEntry | undefined {
  const entry = last(seen, 'probation')
  return entry?.body.verdict === 'pass' ? entry : undefined
}

/** A rollback was drilled: fast, and without a request dropped. */
function drill(seen: SeenModel): ModelEntry | undefined {
  const entry = last(seen, 'drill')
  const { ok, ms, dropped } = entry?.body ?? {}
  return ok === true && typeof ms === 'number' && ms < 100 && dropped === 0 ? entry : undefined
}

type Row = readonly [string, string, MlTest['evidence']]
const section = (section: MlSection, rows: readonly Row[]): MlTest[] =>
  rows.map(([test, name, evidence]) => ({ test, section, name, evidence }))

/** E. Breck et al., "The ML Test Score", IEEE Big Data 2017: its four sections of seven tests each, in its order. */
export const ML_TESTS: readonly MlTest[] = [
  ...section('data', [
    ['D1', 'expectations of the data are a schema', gate('schema')],
    ['D2', 'all features are beneficial', check('ablation')],
    ['D3', 'no feature costs too much', gate('cost')],
    ['D4', 'the data keeps to the policy', gate('policy-version')],
    ['D5', 'privacy is kept', gate('privacy')],
    ['D6', 'features can be added fast', check('new-feature')],
    ['D7', 'the code of the features is tested', check('golden-vectors')],
  ]),
  ...section('model', [
    ['Mo1', 'its specification is reviewed', check('spec')],
    ['Mo2', 'what it does offline, it does online', probation],
    ['Mo3', 'its settings were searched for', check('hyperparameters')],
    ['Mo4', 'how it grows stale is known', gate('staleness')],
    ['Mo5', 'a simpler model is not better', gate('baseline')],
    ['Mo6', 'it is good on slices', gate('slices')],
    ['Mo7', 'it is fair to groups', gate('inclusion')],
  ]),
  ...section('infrastructure', [
    ['I1', 'training can be repeated', gate('reproducible')],
    ['I2', 'the learner is tested', check('learner')],
    ['I3', 'the whole way is tested', check('integration')],
    ['I4', 'it is good enough before it serves', gate('precision')],
    ['I5', 'one example can be looked into', check('explain')],
    ['I6', 'it served a canary', canary],
    ['I7', 'it can be rolled back', drill],
  ]),
  ...section('monitoring', [
    ['M1', 'changes of what it stands on are told', watch('dependencies')],
    ['M2', 'its inputs keep to what holds', watch('invariants')],
    ['M3', 'it serves as it was trained', watch('skew')],
    ['M4', 'it is not stale', watch('age')],
    ['M5', 'its numbers are sound', watch('numerics')],
    ['M6', 'it has not grown slow', watch('compute')],
    ['M7', 'it is good on what it serves', watch('quality')],
  ]),
]
