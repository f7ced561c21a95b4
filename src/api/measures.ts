import type { Meter, ObservableResult } from '@opentelemetry/api'
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics'
import type { Decision } from '../core/decision.ts'
import { VERDICT_RANK, Verdict } from '../core/verdict.ts'
import type { Dispatcher } from '../enforcement/delivery/dispatch.ts'
import type { Rule } from '../pack/pack.ts'
import type { ModelTally } from '../signals/models/model-tally.ts'
import { observeDelivery } from './delivery/observe-delivery.ts'
import type { Following } from './effects/following.ts'
import { observeAside } from './effects/observe-aside.ts'
import { observeModels } from './observe-models.ts'
import { observeQueues, type QueueTally } from './observe-queues.ts'
import type { RuleTally } from './rules/rule-tally.ts'

/** Counts what happens. Labels are rule ids, event types and verdicts: never content, never ids of users. */
export interface Measures {
  /** A decision was stored, `seconds` after its event had been read. */
  decided(decision: Decision, seconds: number): void
  repeated(): void
  /** An event was answered with a 4xx. */
  refused(): void
  unavailable(reason: 'gone' | 'full' | 'busy'): void
  /** A request was answered with a 5xx that is a fault of ours. */
  fault(): void
  /** `+1` when a decision sets out to the store, `-1` when it has come back. */
  storing(change: 1 | -1): void
  packReload(outcome: 'applied' | 'refused'): void
  /** Where to read how the export of the history stands. */
  history(read: () => HistoryFigures | undefined): void
  /** The counts of models, read at each scrape. */
  models(tallies: ReadonlyMap<string, ModelTally>): void
  /** Where to read how webhooks go. */
  delivery(dispatcher: Pick<Dispatcher, 'tries' | 'figures'>): void
  aside(following: Pick<Following, 'aside'>): void
  /** Where to read how the queues stand. */
  queues(read: () => QueueTally): void
  /** Says in which mode each rule judges from now on. */
  judgedBy(rules: readonly Pick<Rule, 'id' | 'mode'>[]): void
  /** Events answered so far, whatever the answer. */
  readonly answered: number
  /** Prometheus text. */
  text(): Promise<string>
}

/** How the export of the history stands. */
export interface HistoryFigures {
  /** Rows exported since the start. */
  readonly exported: number
  /** Rows and bytes of all files. */
  readonly rows: number
  readonly bytes: number
  /** How far it is behind, in seconds. */
  readonly lagSeconds: number
}

const LATENCY_BOUNDS = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
]

/** Tallies are plain numbers, which a scrape reads: an instrument call for each event would cost more than judging. */
export function createMeasures(tally?: Pick<RuleTally, 'decided'>): Measures {
  const verdicts = new Map<string, number[]>()
  // By mode: a canary's firings are with force for those drawn, without for the others.
  const fired = { live: new Map<string, number>(), canary: new Map<string, number>() }
  const shadow = { shadow: new Map<string, number>(), canary: new Map<string, number>() }
  let canaries: ReadonlySet<string> = new Set()
  const unknown = new Map<string, number>()
  const events = { repeated: 0, refused: 0, unavailable: 0 }
  const unavailable = { gone: 0, full: 0, busy: 0 }
  const reloads = { applied: 0, refused: 0 }
  let faults = 0
  let stored = 0
  let waiting = 0

  const reader = new ScrapeReader({ cardinalitySelector: () => 100_000 })
  const meter = new MeterProvider({ readers: [reader] }).getMeter('haechi')
  const bounds = { advice: { explicitBucketBoundaries: LATENCY_BOUNDS }, unit: 's' }
  const judging = meter.createHistogram('haechi_judge_seconds', {
    ...bounds,
    description: 'How long the rules took to judge an event',
  })
  const screening = meter.createHistogram('haechi_screen_seconds', {
    ...bounds,
    description: 'From an event read to its decision stored',
  })

  function counter(name: string, description: string, read: (result: ObservableResult) => void): void {
    meter.createObservableCounter(name, { description }).addCallback(read)
  }
  counter('haechi_decisions_total', 'Decisions stored, by event type and verdict', (result) => {
    for (const [type, counts] of verdicts)
      for (const verdict of Verdict.options)
        if (counts[VERDICT_RANK[verdict]]) result.observe(counts[VERDICT_RANK[verdict]]!, { type, verdict })
  })
  counter('haechi_rule_fired_total', 'Firings of rules with force, by rule and mode', observeModes(fired))
  counter(
    'haechi_rule_shadow_total',
    'Firings of rules without force (in shadow, canaries not drawn), by rule and mode',
    observeModes(shadow),
  )
  counter(
    'haechi_rule_unknown_total',
    'Conditions that could not be decided, by rule',
    observeMap(unknown, 'rule'),
  )
  counter('haechi_events_repeated_total', 'Events that were sent again', (result) =>
    result.observe(events.repeated),
  )
  counter('haechi_events_refused_total', 'Events answered with a problem of their own', (result) =>
    result.observe(events.refused),
  )
  counter(
    'haechi_unavailable_total',
    'Events not stored because the store was not there, by reason',
    (result) => {
      for (const reason of ['gone', 'full', 'busy'] as const) result.observe(unavailable[reason], { reason })
    },
  )
  counter('haechi_faults_total', 'Requests that failed by a fault of the service', (result) =>
    result.observe(faults),
  )
  counter('haechi_pack_reloads_total', 'Changes of the pack on disk, by what became of them', (result) => {
    for (const outcome of ['applied', 'refused'] as const) result.observe(reloads[outcome], { outcome })
  })
  meter
    .createObservableGauge('haechi_store_queue', { description: 'Decisions on their way to the store' })
    .addCallback((result) => result.observe(waiting))
  meter
    .createObservableGauge('haechi_resident_bytes', {
      description: 'Resident memory of this process',
      unit: 'By',
    })
    .addCallback((result) => result.observe(process.memoryUsage.rss()))

  const serializer = new PrometheusSerializer('', false, undefined, true, true)
  return {
    decided(decision, seconds) {
      stored++
      let counts = verdicts.get(decision.type)
      if (!counts) {
        counts = Verdict.options.map(() => 0)
        verdicts.set(decision.type, counts)
      }
      counts[VERDICT_RANK[decision.verdict]]!++
      for (const { rule } of decision.reasons) increment(canaries.has(rule) ? fired.canary : fired.live, rule)
      for (const { rule } of decision.shadow)
        increment(canaries.has(rule) ? shadow.canary : shadow.shadow, rule)
      for (const { rule } of decision.unknown) increment(unknown, rule)
      tally?.decided(decision)
      judging.record(decision.latencyMs / 1000)
      screening.record(seconds)
    },
    get answered() {
      return stored + events.repeated + events.refused + events.unavailable
    },
    repeated: () => void events.repeated++,
    refused: () => void events.refused++,
    unavailable(reason) {
      unavailable[reason]++
    },
    fault: () => void faults++,
    storing(change) {
      waiting += change
    },
    packReload: (outcome) => void reloads[outcome]++,
    history: (read) => observeHistory(meter, read),
    models: (tallies) => observeModels(meter, tallies),
    delivery: (dispatcher) => observeDelivery(meter, dispatcher),
    aside: (following) => observeAside(meter, following),
    queues: (read) => observeQueues(meter, read),
    judgedBy(rules) {
      canaries = new Set(rules.filter(({ mode }) => mode.kind === 'canary').map(({ id }) => id))
    },
    async text() {
      const { resourceMetrics, errors } = await reader.collect()
      if (errors.length > 0) throw new Error('Metrics could not be collected', { cause: errors[0] })
      return serializer.serialize(resourceMetrics)
    },
  }
}

function observeHistory(meter: Meter, read: () => HistoryFigures | undefined): void {
  const observe = (pick: (figures: HistoryFigures) => number) => (result: ObservableResult) => {
    const figures = read()
    if (figures) result.observe(pick(figures))
  }
  meter
    .createObservableCounter('haechi_history_exported_total', { description: 'Rows exported to the history' })
    .addCallback(observe(({ exported }) => exported))
  meter
    .createObservableGauge('haechi_history_rows', { description: 'Rows that the history holds' })
    .addCallback(observe(({ rows }) => rows))
  meter
    .createObservableGauge('haechi_history_bytes', { description: "Size of the history's files", unit: 'By' })
    .addCallback(observe(({ bytes }) => bytes))
  meter
    .createObservableGauge('haechi_history_lag_seconds', {
      description: 'How far the export of the history is behind',
      unit: 's',
    })
    .addCallback(observe(({ lagSeconds }) => lagSeconds))
}

/** Hands out metrics when asked; opens no port of its own. */
class ScrapeReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function observeMap(counts: ReadonlyMap<string, number>, label: string): (result: ObservableResult) => void {
  return (result) => {
    for (const [key, count] of counts) result.observe(count, { [label]: key })
  }
}

function observeModes(
  byMode: Readonly<Record<string, ReadonlyMap<string, number>>>,
): (result: ObservableResult) => void {
  return (result) => {
    for (const [mode, counts] of Object.entries(byMode))
      for (const [rule, count] of counts) result.observe(count, { rule, mode })
  }
}
