import { formatDuration } from '../../core/duration.ts'
import type { EffectParams } from '../../core/effect.ts'
import { typeName } from '../../core/value.ts'
import type {
  AppealSettings,
  Counter,
  CounterKey,
  EffectSpec,
  Enforcement,
  EnforcementParam,
  EventType,
  Feature,
  Label,
  Mode,
  Pack,
  Policy,
  Queue,
  Route,
  Rule,
  Sample,
  SignalSpec,
  StrikeSettings,
} from '../pack.ts'

/** What a part of a pack is like, by aspect, in words; undefined: it says nothing of it. */
export type Facets = Readonly<Record<string, string | undefined>>

export function ruleFacets(rule: Rule): Facets {
  return {
    mode: modeText(rule.mode),
    condition: rule.when.replace(/\s+/g, ' ').trim(),
    verdict: rule.verdict ?? 'none',
    effects: rule.effects.map(effectText).join(', ') || 'none',
    'event types': rule.on.join(', '),
    worlds: rule.worlds?.join(', ') ?? 'all',
    policy: rule.policy,
    'when undecided': rule.unknown,
    owner: rule.owner,
    description: rule.description,
  }
}

/** A mode as packs write it. */
export function modeText(mode: Mode): string {
  return mode.kind === 'canary' ? `canary ${mode.percent}%` : mode.kind
}

function effectText(effect: EffectSpec): string {
  const on = 'on' in effect && effect.on !== 'actor' ? ` on ${effect.on}` : ''
  switch (effect.kind) {
    case 'label':
      return `label ${effect.label}${on}${time(effect.forMs)}`
    case 'unlabel':
      return `no more label ${effect.label}${on}`
    case 'strike':
      return `strike of ${effect.weight}${on}`
    case 'job':
      return `job in ${effect.queue}`
    case 'enforcement':
      return `${effect.enforcement}${withText(effect.with)}${on}${time(effect.forMs)}`
    case 'notice':
      return `notice${on}`
  }
}

function withText(params: EffectParams | undefined): string {
  const pairs = Object.entries(params ?? {}).map(([name, value]) => `${name}: ${value}`)
  return pairs.length > 0 ? ` with ${pairs.join(', ')}` : ''
}

function time(ms: number | undefined): string {
  return ms === undefined ? '' : ` for ${formatDuration(ms)}`
}

export function counterFacets(counter: Counter): Facets {
  const bound = [...counter.bindings.values()]
  const one = (texts: readonly (string | undefined)[]) =>
    [...new Set(texts.filter((text) => text !== undefined))].join(' or ') || undefined
  return {
    kind: counter.kind,
    window: formatDuration(counter.windowMs),
    'counted by': one(bound.map(({ counts }) => counts?.key.map(keyText).join(', '))),
    'in either order': counter.unordered ? 'yes' : 'no',
    counts: one(bound.map(({ counts }) => counts?.value && keyText(counts.value))),
    weight: counter.kind === 'score' ? String(counter.weight) : undefined,
    where: one(bound.map(({ counts }) => counts?.where?.text)),
    'read by': one(bound.map(({ reads }) => reads?.map(keyText).join(', '))),
    'event types': counter.on.join(', '),
    lateness: formatDuration(counter.lateMs),
    'counts the event itself': counter.self ? 'yes' : 'no',
    'half-life': counter.kind === 'score' ? formatDuration(counter.halfLifeMs) : undefined,
    per: counter.kind === 'rate' ? formatDuration(counter.unitMs) : undefined,
    description: counter.description || undefined,
  }
}

function keyText({ ir, near }: CounterKey): string {
  return near ? `${ir.text} or nearly the same` : ir.text
}

export function signalFacets(signal: SignalSpec): Facets {
  return {
    kind: signal.kind,
    of: signal.of,
    options: JSON.stringify(signal.options),
    deadline: formatDuration(signal.deadlineMs),
    'when it fails': signal.degrade,
    'event types': signal.on?.join(', '),
    'version of the model': signal.model?.version,
    labels: signal.model?.labels.join(', '),
    description: signal.model?.description || undefined,
  }
}

export function eventTypeFacets(eventType: EventType): Facets {
  return {
    actor: eventType.actor?.join(', ') ?? 'any',
    target: eventType.target?.join(', ') ?? 'any',
    content: eventType.content ?? 'none',
    'what is judged': eventType.item,
    reach: eventType.reach,
    'content is kept for': formatDuration(eventType.keep.contentMs),
    'decisions are kept for': formatDuration(eventType.keep.decisionMs),
    description: eventType.description || undefined,
  }
}

export function featureFacets(feature: Feature): Facets {
  return {
    type: typeName(feature.type),
    required: feature.required ? 'yes' : 'no',
    personal: feature.personal ? 'yes' : 'no',
    min: feature.min?.toString(),
    max: feature.max?.toString(),
  }
}

export function policyFacets(policy: Policy): Facets {
  const texts = (['title', 'guideline', 'notice'] as const).flatMap((what) =>
    Object.entries(policy[what]).map(([language, text]) => [`${what} (${language})`, text]),
  )
  return {
    version: String(policy.version),
    severity: policy.severity,
    'weight of a strike': String(policy.strike),
    ...Object.fromEntries(texts),
    'legal category': JSON.stringify(policy.legal),
    'names elsewhere': JSON.stringify(policy.maps),
  }
}

export function labelFacets(label: Label): Facets {
  return {
    'stands on': label.on ?? 'any',
    connotation: label.connotation,
    'ends after': label.expiresMs === undefined ? 'never' : formatDuration(label.expiresMs),
    description: label.description || undefined,
  }
}

export function queueFacets(queue: Queue): Facets {
  return {
    description: queue.description || undefined,
    'takes what nothing routes': queue.isDefault ? 'yes' : 'no',
    clearance: queue.clearance ?? 'as the job asks',
    languages: queue.languages?.join(', ') ?? 'any',
    'service level': formatDuration(queue.serviceLevelMs),
    'a job counts twice after': formatDuration(queue.doublesMs),
    'a job is held for': formatDuration(queue.holdMs),
    enforcements: queue.enforcements?.join(', ') ?? 'all',
    'second judgements': shareText(queue.second),
    'golden jobs': shareText(queue.golden),
  }
}

export function routeFacets({ route, nth }: { readonly route: Route; readonly nth: number }): Facets {
  return { queue: route.queue, position: String(nth) }
}

export function sampleFacets(sample: Sample): Facets {
  return {
    share: shareText(sample.share),
    queue: sample.queue,
    'event types': sample.on?.join(', ') ?? 'all',
    worlds: sample.worlds?.join(', ') ?? 'all',
    verdicts: sample.verdicts?.join(', ') ?? 'all',
    policies: sample.policies?.join(', ') ?? 'any decision',
    'asks about': sample.asks ?? 'whatever policy is broken',
  }
}

export function reviewFacets({ review }: Pack): Facets {
  return {
    'judgements can be taken back for': formatDuration(review.undoMs),
    'mass reports': `${review.massReports.reporters} people within ${formatDuration(review.massReports.withinMs)}`,
    'reasons of reports':
      [...review.reasons].map(([reason, policy]) => `${reason}: ${policy}`).join(', ') || 'none',
    'what could not be decided is looked at':
      review.undecided
        .map(({ on, queue, asks }) => `${on?.join(', ') ?? 'all'} in ${queue}, about ${asks}`)
        .join('; ') || 'by nobody',
    'trusted flaggers bear': review.trustedLabels.join(', ') || 'no label',
    'personal data of reports is kept for': formatDuration(review.keepReportsMs),
  }
}

function shareText(share: number): string {
  return `${Number((share * 100).toFixed(6))}%`
}

export function enforcementFacets(enforcement: Enforcement): Facets {
  return {
    'falls on': enforcement.on ?? 'any',
    reversible: enforcement.reversible ? 'yes' : 'no',
    'ends after': enforcement.forMs === undefined ? 'never' : formatDuration(enforcement.forMs),
    ...Object.fromEntries(
      Object.entries(enforcement.title).map(([language, text]) => [`title (${language})`, text]),
    ),
    parameters: [...enforcement.params].map(paramText).join(', ') || undefined,
    'waits before it is delivered': enforcement.delay
      ? `${formatDuration(enforcement.delay.minMs)} to ${formatDuration(enforcement.delay.maxMs)}`
      : undefined,
    'in the transparency database': enforcement.dsa,
    description: enforcement.description || undefined,
  }
}

function paramText([name, { type, required, oneOf }]: [string, EnforcementParam]): string {
  return `${name} (${required ? 'required ' : ''}${type}${oneOf ? `: ${oneOf.join(' or ')}` : ''})`
}

export function strikeFacets({ expiresMs, foldMs, thresholds }: StrikeSettings): Facets {
  return {
    'strikes expire after': formatDuration(expiresMs),
    'one cause within': formatDuration(foldMs),
    thresholds:
      thresholds
        .map(
          (one) =>
            `${one.at} within ${formatDuration(one.withinMs)}${one.families ? ` of ${one.families.join(' or ')}` : ''}: ` +
            `${one.enforcement}${withText(one.with)}${time(one.forMs)}`,
        )
        .join('; ') || 'none',
  }
}

export function appealFacets({ windowMs, queue }: AppealSettings): Facets {
  return { 'may be appealed for': formatDuration(windowMs), queue: queue ?? 'the default one' }
}

export function settingFacets(pack: Pack): Facets {
  return {
    tenant: pack.tenant,
    worlds: pack.worlds.join(', '),
    languages: pack.languages.join(', '),
    mask: pack.mask,
    'events may lie in the future by': formatDuration(pack.clock.earlyMs),
    'events may lie in the past by': formatDuration(pack.clock.lateMs),
  }
}
