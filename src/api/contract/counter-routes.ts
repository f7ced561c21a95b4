import { Event } from '../../core/event.ts'
import { CounterList, CounterValues } from './counters.ts'
import { EXAMPLE_EVENT } from './example-event.ts'
import { BODY, type Route } from './route.ts'

/** Counters as they stand. */
export const COUNTER_ROUTES = {
  listCounters: {
    method: 'GET',
    path: '/v1/counters',
    needs: 'read',
    guard: 'none',
    summary: 'List the counters of the live pack, with how much they hold',
    status: 200,
    reply: CounterList,
    problems: [],
  },
  readCounters: {
    method: 'POST',
    path: '/v1/counters/read',
    needs: 'read',
    guard: 'world',
    reads: true,
    summary: 'Read the counters as an event would see them',
    description: 'The event is neither judged nor counted; the values are those before it.',
    body: Event,
    status: 200,
    reply: CounterValues,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: EXAMPLE_EVENT, reply: undefined },
  },
} as const satisfies Readonly<Record<string, Route>>
