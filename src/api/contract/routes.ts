import { z } from 'zod'
import { Event } from '../../core/event.ts'
import { CounterList, CounterValues } from './counters.ts'
import {
  DecisionParams,
  DecisionReply,
  ExplanationQuery,
  ExplanationReply,
  ReplayReply,
  ReplayRequest,
} from './decisions.ts'
import { CreatedKey, CreateKeyRequest, Key, KeyList, KeyParams, type KeyScope } from './keys.ts'
import {
  BearersReply,
  BearersRequest,
  FindLabelsRequest,
  LabelHistoryReply,
  LabelHistoryRequest,
  LabelsReply,
  RemoveLabelReply,
  RemoveLabelRequest,
  SetLabelReply,
  SetLabelRequest,
} from './labels.ts'
import type { ProblemName } from './problem.ts'
import { PlanRetroactRequest, Retroact, RetroactList, RetroactParams, RetroactRate } from './retroacts.ts'
import { RegistryReply, RulesReply } from './rules.ts'
import { BatchResult, ScreenReply } from './screen.ts'
import { Health, Readiness, RulesetReply } from './service.ts'
import {
  AppliedReply,
  ApplyRequest,
  RollbackRequest,
  VersionList,
  VersionParams,
  VersionReply,
  VersionsQuery,
} from './versions.ts'

/** One route of the API. The server, the OpenAPI document, the reference page and the SDK are all made from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Parameters are written `:name`. */
  readonly path: string
  /** The scope that a key needs; `admin` has every scope; null: anyone may ask. */
  readonly scope: KeyScope | null
  readonly summary: string
  readonly description?: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body is NDJSON: each line fits `body`, and each line of the reply fits `reply`. */
  readonly lines?: true
  /** The body holds whole files, up to 64 MiB; other bodies have 1 MiB at most. */
  readonly large?: true
  readonly status: number
  readonly reply: z.ZodType
  /** Media type of the reply; JSON when not given. */
  readonly replyType?: string
  /** The problems that this route gives beside those that every route gives. */
  readonly problems: readonly ProblemName[]
  /** The route also takes the key as the password of HTTP Basic, for browsers. */
  readonly basic?: true
  readonly example?: { readonly body?: unknown; readonly reply: unknown }
}

const BODY: readonly ProblemName[] = [
  'malformed-json',
  'duplicate-key',
  'forbidden-key',
  'too-deep',
  'bad-text',
  'invalid-request',
  'too-large',
  'unsupported-media-type',
]

const exampleEvent = {
  id: 'e-1',
  type: 'chat.message',
  time: '2026-11-23T09:00:00Z',
  world: 'plaza',
  session: 'room:r7',
  actor: 'account:u1',
  target: 'account:u2',
  data: { text: 'hello there', account_created: '2026-11-22T09:00:00Z' },
}
const exampleReply = {
  decision: 'd-019ab1f2c3d47e5f8a9b0c1d2e3f4a5b',
  verdict: 'allow',
  reasons: [],
  unknown: [],
  ruleset: 'r-0123456789abcdef',
  latencyMs: 0.02,
}

/** Every route there is, by name. */
export const ROUTES = {
  screen: {
    method: 'POST',
    path: '/v1/screen',
    scope: 'screen',
    summary: 'Judge one event',
    description:
      'The reply leaves after the decision is stored. The same event sent again (same id, same world) gets the same decision, with the header `Haechi-Repeated: true`.',
    body: Event,
    status: 200,
    reply: ScreenReply,
    problems: [...BODY, 'world-not-allowed', 'conflict'],
    example: { body: exampleEvent, reply: exampleReply },
  },
  screenBatch: {
    method: 'POST',
    path: '/v1/screen/batch',
    scope: 'screen',
    summary: 'Judge a stream of events, one JSON object a line',
    description:
      'NDJSON in and out, both streamed: one result a line, in the order of the lines sent, each with its `line` (from 1). A line that is refused gets a problem on its line and does not stop the stream; empty lines get no result. Read the reply while you send: a reply that is not read stops the reading of the request.',
    body: Event,
    lines: true,
    status: 200,
    reply: BatchResult,
    problems: ['unsupported-media-type'],
    example: { body: exampleEvent, reply: { line: 1, ...exampleReply } },
  },
  decision: {
    method: 'GET',
    path: '/v1/decisions/:id',
    scope: 'read',
    summary: 'Read a decision',
    params: DecisionParams,
    status: 200,
    reply: DecisionReply,
    problems: ['invalid-request', 'world-not-allowed', 'not-found'],
  },
  explanation: {
    method: 'GET',
    path: '/v1/decisions/:id/explanation',
    scope: 'read',
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
    scope: 'read',
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
    scope: 'read',
    summary: 'Show the ruleset that judges now',
    status: 200,
    reply: RulesetReply,
    problems: [],
  },
  rules: {
    method: 'GET',
    path: '/v1/rules',
    scope: 'read',
    summary: 'Show what every rule has done, and what in it is out of line',
    description:
      'Counts by day (UTC), kept for five weeks. An anomaly is a count of the last full hour or the last 24, of firings or of undecided conditions, that is out of line with the share of events in the four weeks before: two-sided tail of the negative binomial below `errorRate`, at least 10 counted or expected, and at least 72 hours to go by.',
    status: 200,
    reply: RulesReply,
    problems: [],
  },
  registry: {
    method: 'GET',
    path: '/v1/registry',
    scope: 'read',
    summary: 'Show which part of the live pack uses which',
    status: 200,
    reply: RegistryReply,
    problems: [],
  },
  listVersions: {
    method: 'GET',
    path: '/v1/versions',
    scope: 'read',
    summary: 'List the packs that went live, newest first',
    query: VersionsQuery,
    status: 200,
    reply: VersionList,
    problems: ['invalid-request'],
  },
  version: {
    method: 'GET',
    path: '/v1/versions/:number',
    scope: 'read',
    summary: 'Read a version with every file of its pack',
    params: VersionParams,
    status: 200,
    reply: VersionReply,
    problems: ['invalid-request', 'not-found'],
  },
  apply: {
    method: 'POST',
    path: '/v1/versions',
    scope: 'admin',
    summary: 'Make a pack live',
    description:
      'The pack is checked, prepared while requests go on, recorded as the next version, and then judges from one event on, in other processes on the same database within two seconds. `base` is the version it was planned against; when another is live by then, nothing is changed. From the first version applied on, the service no longer follows its pack folder. The same request sent again after a lost answer is answered with the version it made.',
    body: ApplyRequest,
    large: true,
    status: 201,
    reply: AppliedReply,
    problems: [...BODY, 'version-conflict', 'pack-errors'],
  },
  rollback: {
    method: 'POST',
    path: '/v1/versions/rollback',
    scope: 'admin',
    summary: 'Bring an earlier version back',
    description:
      'A rollback is a new version with the files of an earlier one: the one named, else the one before the pack that is live. Send `base`, so that two people who roll back at once go back once.',
    body: RollbackRequest,
    status: 201,
    reply: AppliedReply,
    problems: [...BODY, 'not-found', 'version-conflict', 'pack-errors'],
    example: { body: { why: 'Too many false alarms' }, reply: undefined },
  },
  findLabels: {
    method: 'POST',
    path: '/v1/labels/find',
    scope: 'read',
    summary: 'Show the labels that an entity bears',
    description:
      'Each with every source that says so, and why. Entities are named in the body: their ids are personal data, which has no place in an address.',
    body: FindLabelsRequest,
    status: 200,
    reply: LabelsReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: { entity: 'account:u1' }, reply: undefined },
  },
  setLabel: {
    method: 'POST',
    path: '/v1/labels',
    scope: 'label',
    summary: 'Set a label on an entity',
    description:
      'The next event feels it, in other processes on the same database within two seconds. What people set replaces what people set before, and stands beside what rules set: the label is borne as long as any of them lasts.',
    body: SetLabelRequest,
    status: 201,
    reply: SetLabelReply,
    problems: [...BODY, 'world-not-allowed'],
    example: {
      body: { entity: 'account:u1', label: 'scammer', for: '7d', reason: 'Three reports, all true' },
      reply: undefined,
    },
  },
  removeLabel: {
    method: 'POST',
    path: '/v1/labels/remove',
    scope: 'label',
    summary: 'Take a label off an entity',
    description:
      'Whoever set it, rules included; a rule that fires again sets it again. When the entity does not bear it, nothing is recorded and `removed` is false.',
    body: RemoveLabelRequest,
    status: 200,
    reply: RemoveLabelReply,
    problems: [...BODY, 'world-not-allowed'],
    example: {
      body: { entity: 'account:u1', label: 'scammer', reason: 'The appeal was right' },
      reply: { entity: 'account:u1', label: 'scammer', removed: true },
    },
  },
  labelHistory: {
    method: 'POST',
    path: '/v1/labels/history',
    scope: 'read',
    summary: 'Show every label that was set on an entity or taken off',
    description: 'Newest first, as long as the longest-kept decisions of the pack.',
    body: LabelHistoryRequest,
    status: 200,
    reply: LabelHistoryReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: { entity: 'account:u1', limit: 20 }, reply: undefined },
  },
  labelBearers: {
    method: 'POST',
    path: '/v1/labels/bearers',
    scope: 'read',
    summary: 'List who bears a label',
    body: BearersRequest,
    status: 200,
    reply: BearersReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: { label: 'scammer', limit: 100 }, reply: undefined },
  },
  listCounters: {
    method: 'GET',
    path: '/v1/counters',
    scope: 'read',
    summary: 'List the counters of the live pack, with how much they hold',
    status: 200,
    reply: CounterList,
    problems: [],
  },
  readCounters: {
    method: 'POST',
    path: '/v1/counters/read',
    scope: 'read',
    summary: 'Read the counters as an event would see them',
    description: 'The event is neither judged nor counted; the values are those before it.',
    body: Event,
    status: 200,
    reply: CounterValues,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: exampleEvent, reply: undefined },
  },
  planRetroact: {
    method: 'POST',
    path: '/v1/retroacts',
    scope: 'admin',
    summary: 'Look for what a rule would have done to the past',
    description:
      'Judges the history again in the background. Ask for the run until its state is `planned`: then it says on how many events the rule fires and on how many targets its effects would fall. Nothing has effect yet.',
    body: PlanRetroactRequest,
    status: 202,
    reply: Retroact,
    problems: BODY,
  },
  listRetroacts: {
    method: 'GET',
    path: '/v1/retroacts',
    scope: 'read',
    summary: 'List rules applied to the past, newest first',
    status: 200,
    reply: RetroactList,
    problems: [],
  },
  retroact: {
    method: 'GET',
    path: '/v1/retroacts/:id',
    scope: 'read',
    summary: 'Show how far a rule applied to the past is',
    params: RetroactParams,
    status: 200,
    reply: Retroact,
    problems: ['invalid-request', 'not-found'],
  },
  applyRetroact: {
    method: 'POST',
    path: '/v1/retroacts/:id/apply',
    scope: 'admin',
    summary: 'Apply what was planned, or go on after a stop',
    description:
      'In the background, so many effects a second, in pieces. Each effect is marked as retroactive; its end counts from when it is applied.',
    params: RetroactParams,
    body: RetroactRate,
    status: 200,
    reply: Retroact,
    problems: [...BODY, 'not-found', 'conflict'],
  },
  stopRetroact: {
    method: 'POST',
    path: '/v1/retroacts/:id/stop',
    scope: 'admin',
    summary: 'Stop at the end of the piece under way',
    params: RetroactParams,
    status: 200,
    reply: Retroact,
    problems: ['invalid-request', 'not-found', 'conflict'],
  },
  revertRetroact: {
    method: 'POST',
    path: '/v1/retroacts/:id/revert',
    scope: 'admin',
    summary: 'Take back what was applied',
    params: RetroactParams,
    body: RetroactRate,
    status: 200,
    reply: Retroact,
    problems: [...BODY, 'not-found', 'conflict'],
  },
  createKey: {
    method: 'POST',
    path: '/v1/keys',
    scope: 'admin',
    summary: 'Create an API key',
    description: 'The key is shown in this reply and never again.',
    body: CreateKeyRequest,
    status: 201,
    reply: CreatedKey,
    problems: BODY,
    example: { body: { name: 'game-server', scopes: ['screen'], worlds: ['plaza'] }, reply: undefined },
  },
  listKeys: {
    method: 'GET',
    path: '/v1/keys',
    scope: 'admin',
    summary: 'List the API keys',
    status: 200,
    reply: KeyList,
    problems: [],
  },
  revokeKey: {
    method: 'DELETE',
    path: '/v1/keys/:id',
    scope: 'admin',
    summary: 'Revoke an API key',
    description:
      'It stops working at once here, and within two seconds in other processes on the same database.',
    params: KeyParams,
    status: 200,
    reply: Key,
    problems: ['invalid-request', 'not-found'],
  },
  health: {
    method: 'GET',
    path: '/healthz',
    scope: null,
    summary: 'Whether the process is alive',
    status: 200,
    reply: Health,
    problems: [],
  },
  ready: {
    method: 'GET',
    path: '/readyz',
    scope: null,
    summary: 'Whether decisions can be made and stored just now',
    description: 'Answers 503 with the same body when they cannot; `why` says why in words.',
    status: 200,
    reply: Readiness,
    problems: [],
  },
  metrics: {
    method: 'GET',
    path: '/metrics',
    scope: 'read',
    summary: 'Metrics as Prometheus text',
    status: 200,
    reply: z.string(),
    replyType: 'text/plain; version=0.0.4; charset=utf-8',
    problems: [],
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    scope: 'read',
    summary: 'This API as an OpenAPI 3.1 document',
    status: 200,
    reply: z.record(z.string(), z.json()),
    problems: [],
    basic: true,
  },
  docs: {
    method: 'GET',
    path: '/docs',
    scope: 'read',
    summary: 'This API as a page to read',
    status: 200,
    reply: z.string(),
    replyType: 'text/html; charset=utf-8',
    problems: [],
    basic: true,
  },
} as const satisfies Readonly<Record<string, Route>>

export type RouteName = keyof typeof ROUTES
