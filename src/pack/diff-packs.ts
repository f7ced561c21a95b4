import type { PackChange } from './diff/change.ts'
import { bankFacets, bankRemark } from './diff/diff-banks.ts'
import { diffParts } from './diff/diff-parts.ts'
import {
  appealFacets,
  counterFacets,
  enforcementFacets,
  eventTypeFacets,
  featureFacets,
  labelFacets,
  policyFacets,
  queueFacets,
  reviewFacets,
  routeFacets,
  ruleFacets,
  sampleFacets,
  settingFacets,
  signalFacets,
  strikeFacets,
} from './diff/facets.ts'
import type { Counter, EventType, Feature, Pack, Policy } from './pack.ts'

/**
 * What a pack changes of another, part by part and in words. Two packs that differ only in how they are written
 * (remarks, order, files) have no changes.
 */
export function diffPacks(before: Pack, after: Pack): PackChange[] {
  const byId = ({ rules }: Pack) => new Map(rules.map((rule) => [rule.id, rule]))
  return [
    ...diffParts('rule', byId(before), byId(after), ruleFacets),
    ...diffParts('counter', before.counters, after.counters, counterFacets, counterRemark),
    ...diffParts('label', before.labels, after.labels, labelFacets),
    ...diffParts('signal', before.signals, after.signals, signalFacets),
    ...diffParts('bank', before.banks, after.banks, bankFacets, bankRemark),
    ...diffParts('policy', before.policies, after.policies, policyFacets, policyRemark),
    ...diffParts('event type', before.eventTypes, after.eventTypes, eventTypeFacets),
    ...diffParts('feature', ...within(before, after, featuresOf), featureFacets),
    ...diffParts('derived name', ...within(before, after, derivedOf), (text) => ({ text })),
    ...diffParts('queue', before.queues, after.queues, queueFacets),
    ...diffParts('route', routesOf(before), routesOf(after), routeFacets),
    ...diffParts('sample', samplesOf(before), samplesOf(after), sampleFacets),
    ...diffParts('enforcement', before.enforcements, after.enforcements, enforcementFacets),
    ...diffParts(
      'setting',
      new Map([['haechi.yaml', before]]),
      new Map([['haechi.yaml', after]]),
      settingFacets,
    ),
    ...diffParts('setting', one('review.yaml', before), one('review.yaml', after), reviewFacets),
    ...diffParts(
      'setting',
      one('strikes.yaml', before.strikes),
      one('strikes.yaml', after.strikes),
      strikeFacets,
    ),
    ...diffParts(
      'setting',
      one('appeals.yaml', before.appeals),
      one('appeals.yaml', after.appeals),
      appealFacets,
    ),
  ]
}

/** Routes by their condition, which is all the name that they have. */
function routesOf({ review }: Pack) {
  return new Map(
    review.routes.map((route, i) => [route.when.text.replace(/\s+/g, ' ').trim(), { route, nth: i + 1 }]),
  )
}

function samplesOf({ review }: Pack) {
  return new Map(review.samples.map((sample) => [sample.name, sample]))
}

function one<T>(file: string, settings: T): ReadonlyMap<string, T> {
  return new Map([[file, settings]])
}

/** Parts of the event types that both packs have: those of a new event type are new with it. */
function within<T>(
  before: Pack,
  after: Pack,
  partsOf: (eventType: EventType) => readonly (readonly [string, T])[],
): [ReadonlyMap<string, T>, ReadonlyMap<string, T>] {
  const collect = (pack: Pack, other: Pack) =>
    new Map(
      [...pack.eventTypes.values()]
        .filter(({ name }) => other.eventTypes.has(name))
        .flatMap((one) => partsOf(one).map(([name, part]) => [`${one.name}/${name}`, part] as const)),
    )
  return [collect(before, after), collect(after, before)]
}

function featuresOf({ features }: EventType): (readonly [string, Feature])[] {
  return [...features]
}

function derivedOf({ scope }: EventType): (readonly [string, string])[] {
  return [...scope.names.values()].flatMap(({ name, from }) =>
    from.kind === 'derived' ? [[name, from.source.text] as const] : [],
  )
}

function counterRemark(before: Counter, after: Counter): string | undefined {
  return before.definition === after.definition ? undefined : 'so it is counted anew'
}

function policyRemark(before: Policy, after: Policy): string | undefined {
  const texts = ({ title, guideline, notice, severity }: Policy) =>
    JSON.stringify([title, guideline, notice, severity])
  return before.version === after.version && texts(before) !== texts(after)
    ? `its version stays ${after.version}, so decisions before and after cannot be told apart by it`
    : undefined
}
