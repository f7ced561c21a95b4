import type { Meter, ObservableResult } from '@opentelemetry/api'
import type { ModelTally } from '../signals/models/model-tally.ts'

const STATES = { closed: 0, 'half-open': 1, open: 2 } as const

/** Metrics of models: labels are names of models and outcomes, never content or ids. */
export function observeModels(meter: Meter, tallies: ReadonlyMap<string, ModelTally>): void {
  type Observe = (result: ObservableResult, tally: ModelTally, labels: { model: string }) => void
  const callback = (observe: Observe) => (result: ObservableResult) => {
    for (const [model, tally] of tallies) observe(result, tally, { model })
  }
  const counter = (name: string, description: string, observe: Observe) =>
    meter.createObservableCounter(name, { description }).addCallback(callback(observe))

  counter(
    'haechi_model_calls_total',
    'Questions to models, by what became of them',
    (result, { calls }, labels) => {
      for (const [outcome, count] of Object.entries(calls)) result.observe(count, { ...labels, outcome })
    },
  )
  counter('haechi_model_seconds_total', 'Time spent waiting for models', (result, { seconds }, labels) =>
    result.observe(seconds, labels),
  )
  counter(
    'haechi_model_retries_total',
    'Questions to models that were asked again',
    (result, { retries }, labels) => result.observe(retries, labels),
  )
  counter(
    'haechi_model_cache_total',
    'Answers looked for in the caches of models',
    (result, tally, labels) => {
      result.observe(tally.cacheHits, { ...labels, outcome: 'hit' })
      result.observe(tally.cacheMisses, { ...labels, outcome: 'miss' })
    },
  )
  counter('haechi_model_tokens_total', 'Tokens that models counted', (result, tally, labels) => {
    result.observe(tally.tokensIn, { ...labels, direction: 'in' })
    result.observe(tally.tokensOut, { ...labels, direction: 'out' })
  })
  counter(
    'haechi_model_spent_total',
    'Money spent on models, by declared prices',
    (result, { spent }, labels) => result.observe(spent, labels),
  )
  counter('haechi_model_batches_total', 'Batches sent to models in threads', (result, { batches }, labels) =>
    result.observe(batches, labels),
  )
  counter('haechi_model_batched_total', 'Texts in those batches', (result, { batched }, labels) =>
    result.observe(batched, labels),
  )
  meter
    .createObservableGauge('haechi_model_breaker', {
      description: 'Circuit breakers of models: 0 closed, 1 half-open, 2 open',
    })
    .addCallback(callback((result, { breaker }, labels) => result.observe(STATES[breaker], labels)))
}
