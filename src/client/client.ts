import type { z } from 'zod'
import type { DecisionReply, ExplanationReply, Language, ReplayReply } from '../api/contract/decisions.ts'
import type { CreatedKey, CreateKeyRequest, Key } from '../api/contract/keys.ts'
import type { Route } from '../api/contract/route.ts'
import { ROUTES, type RouteName } from '../api/contract/routes.ts'
import type { RegistryReply, RulesReply } from '../api/contract/rules.ts'
import { type BatchResult, type EventInput, isProblem, type ScreenReply } from '../api/contract/screen.ts'
import { Readiness, type RulesetReply } from '../api/contract/service.ts'
import type { SettingsReply } from '../api/contract/settings.ts'
import { type AccessCalls, accessCalls } from './access-calls.ts'
import type { Ask, AskLines, AskRequest, CallOptions, ReplyOf } from './ask.ts'
import { type BankCalls, bankCalls } from './bank-calls.ts'
import { type Connection, call } from './connection.ts'
import { type DeliveryCalls, deliveryCalls } from './delivery-calls.ts'
import { type EnforcementCalls, enforcementCalls } from './enforcement-calls.ts'
import { eventId } from './event-id.ts'
import { HaechiError } from './haechi-error.ts'
import {
  type GoldenClient,
  goldenClient,
  type JobsClient,
  jobsClient,
  type QueuesClient,
  queuesClient,
} from './jobs.ts'
import { type LabDataCalls, labDataCalls } from './lab-data-calls.ts'
import { type LabLabelCalls, labLabelCalls } from './lab-label-calls.ts'
import { type LabLookCalls, labLookCalls } from './lab-look-calls.ts'
import { type LabModelCalls, labModelCalls } from './lab-model-calls.ts'
import { type LabRunCalls, labRunCalls } from './lab-run-calls.ts'
import { type LabelCalls, labelCalls } from './label-calls.ts'
import { type LiveCalls, liveCalls } from './live-calls.ts'
import { type MediaCalls, mediaCalls } from './media-calls.ts'
import { type PastCalls, pastCalls } from './past-calls.ts'
import { type ProbationCalls, probationCalls } from './probation-calls.ts'
import { type ProtectionCalls, protectionCalls } from './protection-calls.ts'
import { type QualityCalls, qualityCalls } from './quality-calls.ts'
import { type RecordCalls, recordCalls } from './record-calls.ts'
import { type ReportCalls, reportCalls } from './report-calls.ts'
import { type RetroactCalls, retroactCalls } from './retroact-calls.ts'
import { type RuleCalls, ruleCalls } from './rule-calls.ts'
import { type BatchOptions, screenBatch } from './screen-batch.ts'
import { type VersionCalls, versionCalls } from './version-calls.ts'

export interface ClientOptions {
  /** Address of the service, as `http://127.0.0.1:7700`. */
  readonly url: string
  readonly key: string
  /** How long one attempt may take, in ms. */
  readonly timeoutMs?: number
  /** How often a call is made again when the service is busy, gone or fails. */
  readonly retries?: number
  readonly fetch?: typeof globalThis.fetch
  /** A number in [0, 1), for jitter. */
  readonly random?: () => number
  /** ms since the epoch, to read a `Retry-After` that is a date. */
  readonly now?: () => number
  readonly sleep?: (ms: number, stop?: AbortSignal) => Promise<void>
}

export const CLIENT_DEFAULTS = { timeoutMs: 5000, retries: 3 } as const

/** Haechi's API as functions. Every function throws HaechiError when it comes to nothing. */
export interface Client
  extends AccessCalls,
    DeliveryCalls,
    EnforcementCalls,
    LabDataCalls,
    BankCalls,
    LabelCalls,
    LabLookCalls,
    LabModelCalls,
    LabRunCalls,
    ProbationCalls,
    LabLabelCalls,
    LiveCalls,
    MediaCalls,
    PastCalls,
    ProtectionCalls,
    QualityCalls,
    RecordCalls,
    ReportCalls,
    RetroactCalls,
    RuleCalls,
    VersionCalls {
  /** Judges one event; gives it a random id when it has none, so that a retry cannot be judged twice. */
  screen(event: EventInput, options?: CallOptions): Promise<ScreenReply>
  /** Judges many; results in the order of the events, a refused event as a result with a `status`. */
  screenBatch(
    events: AsyncIterable<EventInput> | Iterable<EventInput>,
    options?: BatchOptions,
  ): AsyncGenerator<BatchResult, void, undefined>
  decision(id: string, options?: CallOptions): Promise<DecisionReply>
  explanation(id: string, language?: Language, options?: CallOptions): Promise<ExplanationReply>
  replay(id: string, request?: { ruleset?: 'recorded' | 'live' }, options?: CallOptions): Promise<ReplayReply>
  ruleset(options?: CallOptions): Promise<RulesetReply>
  /** What every rule has done, and what in it is out of line. */
  rules(options?: CallOptions): Promise<RulesReply>
  /** What runs here, and what the live pack says of it. */
  settings(options?: CallOptions): Promise<SettingsReply>
  /** Which part of the live pack uses which. */
  registry(options?: CallOptions): Promise<RegistryReply>
  readonly jobs: JobsClient
  readonly queues: QueuesClient
  readonly golden: GoldenClient
  readonly keys: {
    create(request: CreateKeyRequest, options?: CallOptions): Promise<CreatedKey>
    list(options?: CallOptions): Promise<Key[]>
    revoke(id: string, options?: CallOptions): Promise<Key>
  }
  /** Whether the service could decide and store just now; needs no valid key, and does not retry. */
  ready(options?: CallOptions): Promise<Readiness>
}

/** Makes a client. Runs in Node and in browsers. */
export function createClient(options: ClientOptions): Client {
  const connection: Connection = {
    timeoutMs: CLIENT_DEFAULTS.timeoutMs,
    retries: CLIENT_DEFAULTS.retries,
    random: Math.random,
    now: Date.now,
    sleep,
    ...options,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    url: options.url.replace(/\/+$/, ''),
  }
  const withId = (event: EventInput): EventInput =>
    event.id === undefined ? { ...event, id: eventId((bytes) => crypto.getRandomValues(bytes)) } : event

  async function send(name: RouteName, request: AskRequest): Promise<string> {
    const route: Route = ROUTES[name]
    const { method } = route
    const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) }
    const repeatable = request.repeatable ?? method === 'GET'
    const path = pathOf(route, request)
    const { timeoutMs = connection.timeoutMs, signal } = request
    return call({ ...connection, timeoutMs }, { method, path, ...body, repeatable, signal })
  }

  const ask: Ask = async <N extends RouteName>(name: N, request: AskRequest) => {
    const route: Route = ROUTES[name]
    return parseReply(route.reply, await send(name, request), connection.url) as ReplyOf<N>
  }

  const askLines: AskLines = async <N extends RouteName>(name: N, request: AskRequest) => {
    const route: Route = ROUTES[name]
    const lines = (await send(name, request)).split('\n').filter((line) => line !== '')
    return lines.map((line) => parseReply(route.reply, line, connection.url) as ReplyOf<N>)
  }

  return {
    screen: (event, { signal } = {}) => ask('screen', { body: withId(event), repeatable: true, signal }),
    screenBatch: (events, batch) => screenBatch(connection, events, withId, batch),
    decision: (id, { signal } = {}) => ask('decision', { params: { id }, signal }),
    explanation: (id, language = 'en', { signal } = {}) =>
      ask('explanation', { params: { id }, query: { language }, signal }),
    replay: (id, request = {}, { signal } = {}) =>
      ask('replay', { params: { id }, body: request, repeatable: true, signal }),
    ruleset: ({ signal } = {}) => ask('ruleset', { signal }),
    rules: ({ signal } = {}) => ask('rules', { signal }),
    registry: ({ signal } = {}) => ask('registry', { signal }),
    settings: ({ signal } = {}) => ask('settings', { signal }),
    ...versionCalls(ask),
    ...reportCalls(ask),
    ...labelCalls(ask),
    ...retroactCalls(ask),
    ...labLookCalls(ask),
    ...labModelCalls(ask, send),
    ...labRunCalls(ask, connection),
    ...probationCalls(ask),
    ...labLabelCalls(ask),
    ...liveCalls(ask, connection),
    ...mediaCalls(ask, connection),
    ...ruleCalls(ask),
    ...labDataCalls(ask),
    ...bankCalls(ask, connection),
    ...deliveryCalls(ask),
    ...recordCalls(ask, askLines),
    ...qualityCalls(ask),
    jobs: jobsClient(ask),
    queues: queuesClient(ask),
    golden: goldenClient(ask),
    ...enforcementCalls(ask),
    ...protectionCalls(ask),
    ...pastCalls(ask, askLines),
    keys: {
      create: (request, { signal } = {}) => ask('createKey', { body: request, signal }),
      list: async ({ signal } = {}) => (await ask('listKeys', { signal })).keys,
      revoke: (id, { signal } = {}) => ask('revokeKey', { params: { id }, signal }),
    },
    ...accessCalls(ask),
    async ready({ signal } = {}) {
      const { method, path } = ROUTES.ready
      const text = await call(
        { ...connection, retries: 0 },
        { method, path, repeatable: true, alsoAnswers: [503], signal },
      )
      return parseReply(Readiness, text, connection.url)
    },
  }
}

function pathOf(route: Route, { params = {}, query }: AskRequest): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return query ? `${path}?${new URLSearchParams(query)}` : path
}

function parseReply<T>(schema: z.ZodType<T>, text: string, url: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new HaechiError(
      'protocol',
      `${url} answered with something that is not Haechi's; check the address, and that client and service have the same version`,
      { cause },
    )
  }
}

function sleep(ms: number, stop?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    stop?.addEventListener('abort', done)
    function done(): void {
      clearTimeout(timer)
      stop?.removeEventListener('abort', done)
      resolve()
    }
  })
}

// The package's face is this one file, so what its users need beside createClient leaves here too.
export type { BatchResult, CallOptions, EventInput, ScreenReply }
export { HaechiError, isProblem }
