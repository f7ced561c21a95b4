import type { Meter } from '@opentelemetry/api'
import type { Dispatcher } from '../../enforcement/delivery/dispatch.ts'

/** Figures of the delivery of messages; without addresses and targets. */
export function observeDelivery(meter: Meter, dispatcher: Pick<Dispatcher, 'tries' | 'figures'>): void {
  meter
    .createObservableCounter('haechi_webhook_tries_total', {
      description: 'Messages sent to endpoints, by what came of it',
    })
    .addCallback((result) => {
      for (const [outcome, count] of dispatcher.tries) result.observe(count, { outcome })
    })
  const gauge = (name: string, description: string, read: () => number) =>
    meter.createObservableGauge(name, { description }).addCallback((result) => result.observe(read()))
  gauge('haechi_webhooks_waiting', 'Messages on their way to endpoints', () => dispatcher.figures.waiting)
  gauge('haechi_webhooks_dead', 'Messages that are sent no more', () => dispatcher.figures.dead)
  gauge('haechi_webhook_breakers_open', 'Endpoints that take nothing', () => dispatcher.figures.open)
}
