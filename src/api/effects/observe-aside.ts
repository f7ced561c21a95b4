import type { Meter } from '@opentelemetry/api'
import type { Following } from './following.ts'

/** How many effects were put aside, by kind and fault. */
export function observeAside(meter: Meter, following: Pick<Following, 'aside'>): void {
  meter
    .createObservableGauge('haechi_effects_aside', {
      description: 'Effects of decisions that could not be carried out and were put aside',
    })
    .addCallback((result) => {
      for (const { kind, fault, count } of following.aside) result.observe(count, { kind, fault })
    })
}
