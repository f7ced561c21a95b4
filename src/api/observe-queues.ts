import type { Meter, ObservableResult } from '@opentelemetry/api'
import type { QueueFigures } from '../review/reports/ports.ts'

/** How the queues stood at the last look, and breaches since the start. */
export interface QueueTally {
  readonly queues: readonly QueueFigures[]
  readonly breached: ReadonlyMap<string, number>
  readonly nowMs: number
}

/** Metrics of queues: labels are names of queues, never ids. */
export function observeQueues(meter: Meter, read: () => QueueTally): void {
  const gauge = (
    name: string,
    description: string,
    observe: (one: QueueTally['queues'][number], nowMs: number) => number,
  ) =>
    meter.createObservableGauge(name, { description }).addCallback((result: ObservableResult) => {
      const { queues, nowMs } = read()
      for (const one of queues) result.observe(observe(one, nowMs), { queue: one.queue })
    })
  gauge('haechi_jobs_waiting', 'Jobs that wait, by queue', ({ waiting }) => waiting)
  gauge('haechi_jobs_late', 'Waiting jobs that are past their service level, by queue', ({ late }) => late)
  gauge(
    'haechi_jobs_oldest_seconds',
    'How long the oldest job has waited, by queue',
    ({ waiting, oldestMs }, nowMs) => (waiting === 0 ? 0 : Math.max(0, nowMs - oldestMs) / 1000),
  )
  meter
    .createObservableCounter('haechi_jobs_breached_total', {
      description: 'Jobs whose service level was breached, by queue, as this process has noticed',
    })
    .addCallback((result: ObservableResult) => {
      for (const [queue, jobs] of read().breached) result.observe(jobs, { queue })
    })
}
