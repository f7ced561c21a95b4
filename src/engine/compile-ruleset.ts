import { hash32 } from '../core/draw.ts'
import { atOnce, type Steps } from '../core/steps.ts'
import { banksOf } from '../pack/banks-of.ts'
import type { EventType, Pack, Rule, SignalSpec } from '../pack/pack.ts'
import { readsOf } from '../pack/reads-of.ts'
import type { FeatureMedia } from '../pack/value-types.ts'
import { compileRowsSteps } from '../rules/compile-rows.ts'
import { SIGNAL_KINDS } from '../signals/kinds.ts'
import { ofKind } from '../signals/media/of-kind.ts'
import { overWriting } from '../signals/media/over-writing.ts'
import type { ModelHost } from '../signals/models/model-host.ts'
import type { Signal } from '../signals/signal.ts'
import { matcherSteps } from '../signals/text/hits-in.ts'
import { bindModel, isModel } from './bind-model.ts'
import type { BoundSignal } from './bound-signal.ts'
import { compileCounters, compileCounterValues } from './compile-counters.ts'
import { compileDecoder } from './compile-decoder.ts'
import { compileSamples } from './compile-samples.ts'
import { compileUndecided } from './compile-undecided.ts'
import type { CompiledEventType, CompiledRule, Ruleset } from './ruleset.ts'

/**
 * Compiles a checked pack; `previous`, the ruleset before a change, gives what did not change.
 * Throws only on a pack that did not come from the checker.
 */
export function compileRuleset(pack: Pack, previous?: Ruleset, host?: ModelHost): Ruleset {
  return atOnce(compileRulesetSteps(pack, previous, host))
}

/** The same in steps; `previous` may judge meanwhile. `host`: what dear models are asked through; without it they fail. */
export function* compileRulesetSteps(pack: Pack, previous?: Ruleset, host?: ModelHost): Steps<Ruleset> {
  const byEventType = new Map<string, Rule[]>()
  for (const name of pack.eventTypes.keys()) byEventType.set(name, [])
  for (const rule of pack.rules) for (const name of rule.on) byEventType.get(name)!.push(rule)
  // Made here in steps, and found there by the signals.
  if ([...pack.signals.values()].some((signal) => banksOf(signal).length > 0)) yield* matcherSteps(pack.banks)
  const eventTypes = new Map<string, CompiledEventType>()
  const fixed = new Map<Rule, FixedRule>()
  for (const eventType of pack.eventTypes.values()) {
    const { name } = eventType
    const before = previous?.eventTypes.get(name)
    // The checker hands these on only together with all else that is no rule: signals, banks, policies.
    const isSameAround = before?.eventType === eventType && previous?.pack.policies === pack.policies
    eventTypes.set(
      name,
      yield* compileEventType(
        pack,
        eventType,
        byEventType.get(name)!,
        fixed,
        isSameAround ? before : undefined,
        host,
      ),
    )
    yield
  }
  return { id: pack.id, pack, eventTypes }
}

/** What is the same of a rule for all event types that it is on. */
type FixedRule = Pick<CompiledRule, 'rule' | 'policy' | 'severity' | 'verdict' | 'worlds' | 'share' | 'seed'>

function fix(pack: Pack, rule: Rule): FixedRule {
  const policy = pack.policies.get(rule.policy)!
  const { mode } = rule
  return {
    rule,
    policy: `${policy.id}@${policy.version}`,
    severity: policy.severity,
    verdict: rule.verdict,
    worlds: rule.worlds === undefined ? undefined : new Set(rule.worlds),
    share: mode.kind === 'live' ? 10_000 : mode.kind === 'shadow' ? 0 : Math.round(mode.percent * 100),
    seed: hash32(rule.id),
  }
}

/** `before`: the same event type, signals and policies, with other rules. */
function* compileEventType(
  pack: Pack,
  eventType: EventType,
  rules: readonly Rule[],
  fixed: Map<Rule, FixedRule>,
  before: CompiledEventType | undefined,
  host: ModelHost | undefined,
): Steps<CompiledEventType> {
  const irs = rules.map((rule) => rule.irs.get(eventType.name)!)
  const program = yield* compileRowsSteps(irs, eventType.scope, before?.program)
  const signals = before?.signals ?? bindSignals(pack, eventType, host)
  const counters = before?.counters ?? compileCounters(pack, eventType)
  // Whether a signal says where in the content it found something.
  const placed = signals.map(({ signal, onContent }) => onContent && signal.spans !== undefined)
  return {
    eventType,
    program,
    rules: rules.map((rule, index): CompiledRule => {
      const same = before?.rules[index]
      // One that has fired holds on to the program that it fired in.
      if (same !== undefined && same.rule === rule && same.reason === undefined) return same
      let known = fixed.get(rule)
      if (known === undefined) {
        known = fix(pack, rule)
        fixed.set(rule, known)
      }
      const { policy, severity, verdict, worlds, share, seed } = known
      const slots = program.signalsOf(index)
      const contentSlots = slots.length === 0 ? slots : slots.filter((slot) => placed[slot])
      // Written out: a spread of 10,000 of these for each event type would be felt.
      return {
        rule,
        index,
        policy,
        severity,
        verdict,
        worlds,
        share,
        seed,
        reason: undefined,
        contentSlots,
      }
    }),
    signals,
    counters,
    counterValues: before?.counterValues ?? compileCounterValues(counters),
    decodeData: before?.decodeData ?? compileDecoder(eventType),
    freeFrames: [],
    models: before === undefined ? modelSlots(signals) : before.models,
    samples: compileSamples(pack, eventType),
    undecided: compileUndecided(pack, eventType),
    mask: pack.mask,
  }
}

function modelSlots(signals: readonly BoundSignal[]): CompiledEventType['models'] {
  const models = signals.flatMap(({ signal, spec }, slot) =>
    spec.model === undefined
      ? []
      : [
          {
            ...{ slot, name: spec.model.name, version: spec.model.version, dear: signal.cost === 'dear' },
            recorded: signal.recorded,
          },
        ],
  )
  return models.length === 0 ? undefined : models
}

function bindSignals(pack: Pack, eventType: EventType, host: ModelHost | undefined): BoundSignal[] {
  return eventType.slots.map(({ signal: name, of }) => {
    const spec = pack.signals.get(name)!
    const signal = bindSignal(pack, spec, { name, of, file: eventType.features.get(of)?.media }, host)
    return { signal, spec, onContent: of === eventType.content }
  })
}

/** `file`: the feature is a file of this kind, and signals of text are asked about what is written in it. */
function bindSignal(
  pack: Pack,
  spec: SignalSpec,
  { name, of, file }: { readonly name: string; readonly of: string; readonly file: FeatureMedia | undefined },
  host: ModelHost | undefined,
): Signal {
  const media = host?.media === undefined || file === undefined ? undefined : ofKind(host.media, file)
  const own = host === undefined || media === undefined ? host : { ...host, media }
  const signal = isModel(spec)
    ? bindModel(spec, of, own)
    : SIGNAL_KINDS.find((one) => one.kind === spec.kind)!.build({
        ...{ name, of, options: spec.options, banks: pack.banks },
        ...(media === undefined ? {} : { media }),
      })
  return file !== undefined && readsOf(spec) === 'text' ? overWriting(signal, media) : signal
}
