import { Event } from '../../core/event.ts'
import {
  DecisionParams,
  DecisionReply,
  ExplanationQuery,
  ExplanationReply,
  ReplayReply,
  ReplayRequest,
} from './decisions.ts'
import { EXAMPLE_EVENT } from './example-event.ts'
import { BODY, type Route } from './route.ts'
import { BatchResult, ScreenReply } from './screen.ts'
import { RulesetReply } from './service.ts'

const exampleReply = {
  decision: 'd-019ab1f2c3d47e5f8a9b0c1d2e3f4a5b',
  verdict: 'allow',
  reasons: [],
  unknown: [],
  ruleset: 'r-0123456789abcdef',
  latencyMs: 0.02,
}

/** Judging events, and what was decided on them. */
export const SCREEN_ROUTES = {
  screen: {
    method: 'POST',
    path: '/v1/screen',
    needs: 'screen',
    guard: 'world',
    summary: 'Judge one event',
    description:
      'The reply leaves after the decision is stored. The same event sent again (same id, same world) gets the same decision, with the header `Haechi-Repeated: true`.',
    body: Event,
    status: 200,
    reply: ScreenReply,
    problems: [...BODY, 'world-not-allowed', 'conflict'],
    example: { body: EXAMPLE_EVENT, reply: exampleReply },
  },
  screenBatch: {
    method: 'POST',
    path: '/v1/screen/batch',
    needs: 'screen',
    guard: 'world',
    summary: 'Judge a stream of events, one JSON object a line',
    description:
      'NDJSON in and out, both streamed: one result a line, in the order of the lines sent, each with its `line` (from 1). A line that is refused gets a problem on its line and does not stop the stream; empty lines get no result. Read the reply while you send: a reply that is not read stops the reading of the request.',
    body: Event,
    lines: true,
    status: 200,
    reply: BatchResult,
    problems: ['unsupported-media-type'],
    example: { body: EXAMPLE_EVENT, reply: { line: 1, ...exampleReply } },
  },
  decision: {
    method: 'GET',
    path: '/v1/decisions/:id',
    needs: 'read',
    guard: 'decision',
    summary: 'Read a decision',
    params: DecisionParams,
    status: 200,
    reply: DecisionReply,
    problems: ['invalid-request', 'world-not-allowed', 'not-found'],
  },
  explanation: {
    method: 'GET',
    path: '/v1/decisions/:id/explanation',
    needs: 'read',
    guard: 'decision',
    summary: 'Explain a decision in words',
    params: DecisionParams,
    query: ExplanationQuery,
    status: 200,
    reply: ExplanationReply,
    problems: ['invalid-request', 'world-not-allowed', 'not-found'],
  },
  replay: {
    method: 'POST',
    path: '/v1/decisions/:id/replay',
    needs: 'read',
    guard: 'decision',
    reads: true,
    summary: 'Judge the event of a decision again and show the difference',
    description: 'Nothing is stored and nothing has effect.',
    params: DecisionParams,
    body: ReplayRequest,
    status: 200,
    reply: ReplayReply,
    problems: [...BODY, 'world-not-allowed', 'not-found', 'erased'],
    example: { body: { ruleset: 'live' }, reply: undefined },
  },
  ruleset: {
    method: 'GET',
    path: '/v1/ruleset',
    needs: 'read',
    guard: 'none',
    summary: 'Show the ruleset that judges now',
    status: 200,
    reply: RulesetReply,
    problems: [],
  },
} as const satisfies Readonly<Record<string, Route>>
