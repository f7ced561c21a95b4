import type { z } from 'zod'
import type { VerifyAuditLine, VerifyAuditRequest } from '../api/contract/audit-verify.ts'
import type { CounterReply } from '../api/contract/counters.ts'
import type { DecisionReply, ExplanationReply, Language, ReplayReply } from '../api/contract/decisions.ts'
import type { CreatedKey, CreateKeyRequest, Key } from '../api/contract/keys.ts'
import type {
  BearersReply,
  BearersRequest,
  BorneLabel,
  LabelHistoryReply,
  LabelHistoryRequest,
  LabelTallyReply,
  RemoveLabelRequest,
  SetLabelReply,
  SetLabelRequest,
} from '../api/contract/labels.ts'
import type {
  AgreementReply,
  AgreementRequest,
  PrecisionReply,
  PrecisionRequest,
  PrevalenceReply,
  PrevalenceRequest,
  ReviewersReply,
  ReviewersRequest,
} from '../api/contract/quality.ts'
import type {
  EraseRequest,
  Erasure,
  FindAuditReply,
  FindAuditRequest,
  Hold,
  SetHoldRequest,
} from '../api/contract/records.ts'
import type {
  FindReportsReply,
  InvalidateReply,
  JobPriority,
  ReporterReply,
  ReportReceipt,
  ReportReply,
  SendReportRequest,
} from '../api/contract/reports.ts'

import type { PlanRetroactRequest, Retroact } from '../api/contract/retroacts.ts'
import type { Route } from '../api/contract/route.ts'
import { ROUTES, type RouteName } from '../api/contract/routes.ts'
import type { RegistryReply, RulesReply } from '../api/contract/rules.ts'
import { type BatchResult, type EventInput, isProblem, type ScreenReply } from '../api/contract/screen.ts'
import { Readiness, type RulesetReply } from '../api/contract/service.ts'
import type { SettingsReply } from '../api/contract/settings.ts'
import type {
  AppliedReply,
  ApplyRequest,
  RollbackRequest,
  VersionList,
  VersionReply,
} from '../api/contract/versions.ts'
import type { EntityRef } from '../core/entity.ts'
import { type AccessCalls, accessCalls } from './access-calls.ts'
import type { AskRequest, CallOptions } from './ask.ts'
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
import { type LiveCalls, liveCalls } from './live-calls.ts'
import { type PastCalls, pastCalls } from './past-calls.ts'
import { type ProtectionCalls, protectionCalls } from './protection-calls.ts'
import { type RuleCalls, ruleCalls } from './rule-calls.ts'
import { type BatchOptions, screenBatch } from './screen-batch.ts'

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

/** A pack may hold large files, and is checked before the answer. */
const PACK_TIMEOUT_MS = 120_000
/** A million entries take some ten seconds. */
const WALK_TIMEOUT_MS = 600_000
/** Reads only, and over many judgements. */
const REPORT = { repeatable: true, timeoutMs: 60_000 } as const

/** Haechi's API as functions. Every function throws HaechiError when it comes to nothing. */
export interface Client
  extends AccessCalls,
    DeliveryCalls,
    EnforcementCalls,
    LabDataCalls,
    LiveCalls,
    PastCalls,
    ProtectionCalls,
    PastCalls,
    RuleCalls {
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
  readonly versions: {
    /** Newest first. */
    list(options?: CallOptions & { before?: number; limit?: number }): Promise<VersionList>
    get(number: number, options?: CallOptions): Promise<VersionReply>
    /** Makes a pack live; refused when another version than `base` is. */
    apply(request: ApplyRequest, options?: CallOptions): Promise<AppliedReply>
    rollback(request?: RollbackRequest, options?: CallOptions): Promise<AppliedReply>
  }
  readonly reports: {
    /** Hands in a user's report; with the same id it is the same report, so that it may be sent again. */
    send(request: PlainReport, options?: CallOptions): Promise<ReportReceipt>
    /** What became of one. */
    get(id: string, options?: CallOptions): Promise<ReportReply>
    /** By job, reporter or target, newest first; only those whose job the asker may see. */
    find(
      of: { job?: string; reporter?: string; target?: string },
      options?: CallOptions & { before?: string; limit?: number },
    ): Promise<FindReportsReply>
    /** How far somebody's word is worth something. */
    reporter(reporter: string, options?: CallOptions): Promise<ReporterReply>
    /** Makes somebody's open reports void. */
    invalidate(reporter: string, options?: CallOptions): Promise<InvalidateReply>
    /** Why a job stands where it stands. */
    priority(job: string, options?: CallOptions): Promise<JobPriority>
  }
  readonly labels: {
    /** What an entity, as `account:u1`, bears now. */
    find(entity: string, options?: CallOptions): Promise<BorneLabel[]>
    set(request: Plain<SetLabelRequest>, options?: CallOptions): Promise<SetLabelReply>
    /** False: the entity did not bear it. */
    remove(request: Plain<RemoveLabelRequest>, options?: CallOptions): Promise<boolean>
    /** Newest first; `before` is the `next` of the page before. */
    history(
      entity: string,
      options?: CallOptions & Omit<LabelHistoryRequest, 'entity'>,
    ): Promise<LabelHistoryReply>
    /** How many bear each label of the live pack; 10,000 of each at most. */
    tally(options?: CallOptions): Promise<LabelTallyReply['labels']>
    /** In order of entity; `after` is the `next` of the page before. */
    bearers(
      label: string,
      options?: CallOptions & Omit<Plain<BearersRequest>, 'label'>,
    ): Promise<BearersReply>
  }
  readonly counters: {
    list(options?: CallOptions): Promise<CounterReply[]>
    /** As an event would see them; nothing is counted. */
    read(event: EventInput, options?: CallOptions): Promise<Record<string, number>>
  }
  /** Rules applied to the past: planned, applied, stopped, taken back; `perSecond` effects. */
  readonly retroacts: {
    plan(request: PlanRetroactRequest, options?: CallOptions): Promise<Retroact>
    list(options?: CallOptions): Promise<Retroact[]>
    get(id: string, options?: CallOptions): Promise<Retroact>
    apply(id: string, perSecond?: number, options?: CallOptions): Promise<Retroact>
    stop(id: string, options?: CallOptions): Promise<Retroact>
    revert(id: string, perSecond?: number, options?: CallOptions): Promise<Retroact>
  }
  /** Who did what. */
  readonly audit: {
    find(request?: Plain<FindAuditRequest>, options?: CallOptions): Promise<FindAuditReply>
    /** Where the log ends: kept elsewhere, it shows later whether the log was cut off. */
    head(options?: CallOptions): Promise<{ seq: number; hash: string }>
    /** Has the service walk the chain; `haechi audit verify` walks it here. Gives the last line: it holds when `fault` is null. */
    verify(request?: VerifyAuditRequest, options?: CallOptions): Promise<VerifyAuditLine>
  }
  readonly erasures: {
    /** Begins in the background; `dryRun` only counts. */
    begin(request: Plain<EraseRequest>, options?: CallOptions): Promise<Erasure>
    list(options?: CallOptions): Promise<Erasure[]>
    get(id: string, options?: CallOptions): Promise<Erasure>
  }
  /** Legal holds. */
  readonly holds: {
    set(request: Plain<SetHoldRequest>, options?: CallOptions): Promise<Hold>
    list(options?: CallOptions): Promise<Hold[]>
    lift(id: string, options?: CallOptions): Promise<Hold>
  }
  /** How well people judge, and how much harm there is; over the judgements of a span of time. */
  readonly quality: {
    /** How far reviewers agree on the same jobs. */
    agreement(request: AgreementRequest, options?: CallOptions): Promise<AgreementReply>
    reviewers(request: ReviewersRequest, options?: CallOptions): Promise<ReviewersReply>
    /** How much violates a policy. */
    prevalence(request: PrevalenceRequest, options?: CallOptions): Promise<PrevalenceReply>
    /** How often rules are right. */
    precision(request: PrecisionRequest, options?: CallOptions): Promise<PrecisionReply>
  }
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

  /** Calls a route of the contract, and holds the answer to it. */
  async function ask<N extends RouteName>(
    name: N,
    request: AskRequest,
  ): Promise<z.infer<(typeof ROUTES)[N]['reply']>> {
    const route: Route = ROUTES[name]
    const { method } = route
    const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) }
    const repeatable = request.repeatable ?? method === 'GET'
    const path = pathOf(route, request)
    const { timeoutMs = connection.timeoutMs, signal } = request
    const text = await call({ ...connection, timeoutMs }, { method, path, ...body, repeatable, signal })
    return parseReply(route.reply, text, connection.url) as z.infer<(typeof ROUTES)[N]['reply']>
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
    versions: {
      list: ({ before, limit, signal } = {}) =>
        ask('listVersions', {
          query: {
            ...(before === undefined ? {} : { before: String(before) }),
            ...(limit === undefined ? {} : { limit: String(limit) }),
          },
          signal,
        }),
      get: (number, { signal } = {}) =>
        ask('version', { params: { number: String(number) }, timeoutMs: PACK_TIMEOUT_MS, signal }),
      // Sent again after a lost answer, it is answered with the version that it made.
      apply: (request, { signal } = {}) =>
        ask('apply', { body: request, repeatable: true, timeoutMs: PACK_TIMEOUT_MS, signal }),
      rollback: (request = {}, { signal } = {}) =>
        ask('rollback', { body: request, timeoutMs: PACK_TIMEOUT_MS, signal }),
    },
    reports: {
      send: (request, { signal } = {}) => ask('sendReport', { body: request, repeatable: true, signal }),
      get: (id, { signal } = {}) => ask('report', { params: { id }, signal }),
      find: (of, { signal, ...page } = {}) =>
        ask('findReports', { body: { ...of, ...page }, repeatable: true, signal }),
      reporter: (reporter, { signal } = {}) =>
        ask('reporter', { body: { reporter }, repeatable: true, signal }),
      invalidate: (reporter, { signal } = {}) =>
        ask('invalidateReports', { body: { reporter }, repeatable: true, signal }),
      priority: (id, { signal } = {}) => ask('jobPriority', { params: { id }, signal }),
    },
    labels: {
      find: async (entity, { signal } = {}) =>
        (await ask('findLabels', { body: { entity }, repeatable: true, signal })).labels,
      set: (request, { signal } = {}) => ask('setLabel', { body: request, signal }),
      remove: async (request, { signal } = {}) =>
        (await ask('removeLabel', { body: request, signal })).removed,
      history: (entity, { signal, ...page } = {}) =>
        ask('labelHistory', { body: { entity, ...page }, repeatable: true, signal }),
      tally: async ({ signal } = {}) => (await ask('labelTally', { signal })).labels,
      bearers: (label, { signal, ...page } = {}) =>
        ask('labelBearers', { body: { label, ...page }, repeatable: true, signal }),
    },
    counters: {
      list: async ({ signal } = {}) => (await ask('listCounters', { signal })).counters,
      read: async (event, { signal } = {}) =>
        (await ask('readCounters', { body: event, repeatable: true, signal })).counters,
    },
    retroacts: {
      plan: (request, { signal } = {}) => ask('planRetroact', { body: request, signal }),
      list: async ({ signal } = {}) => (await ask('listRetroacts', { signal })).retroacts,
      get: (id, { signal } = {}) => ask('retroact', { params: { id }, signal }),
      apply: (id, perSecond, { signal } = {}) =>
        ask('applyRetroact', { params: { id }, body: rate(perSecond), signal }),
      stop: (id, { signal } = {}) => ask('stopRetroact', { params: { id }, signal }),
      revert: (id, perSecond, { signal } = {}) =>
        ask('revertRetroact', { params: { id }, body: rate(perSecond), signal }),
    },
    ...liveCalls(ask, connection),
    ...ruleCalls(ask),
    ...labDataCalls(ask),
    ...deliveryCalls(ask),
    audit: {
      find: (request = {}, { signal } = {}) => ask('findAudit', { body: request, repeatable: true, signal }),
      head: ({ signal } = {}) => ask('auditHead', { signal }),
      async verify(request = {}, { signal } = {}) {
        const { method, path, reply } = ROUTES.verifyAudit
        const text = await call(
          { ...connection, timeoutMs: WALK_TIMEOUT_MS },
          { method, path, body: JSON.stringify(request), repeatable: true, signal },
        )
        return parseReply(reply, lastLine(text), connection.url)
      },
    },
    erasures: {
      // Asked again, the erasure that is under way is given.
      begin: (request, { signal } = {}) => ask('erase', { body: request, repeatable: true, signal }),
      list: async ({ signal } = {}) => (await ask('listErasures', { signal })).erasures,
      get: (id, { signal } = {}) => ask('erasure', { params: { id }, signal }),
    },
    holds: {
      set: (request, { signal } = {}) => ask('setHold', { body: request, signal }),
      list: async ({ signal } = {}) => (await ask('listHolds', { signal })).holds,
      lift: (id, { signal } = {}) => ask('liftHold', { params: { id }, signal }),
    },
    quality: {
      agreement: (body, { signal } = {}) => ask('agreement', { body, ...REPORT, signal }),
      reviewers: (body, { signal } = {}) => ask('reviewers', { body, ...REPORT, signal }),
      prevalence: (body, { signal } = {}) => ask('prevalence', { body, ...REPORT, signal }),
      precision: (body, { signal } = {}) => ask('precision', { body, ...REPORT, signal }),
    },
    jobs: jobsClient(ask),
    queues: queuesClient(ask),
    golden: goldenClient(ask),
    ...enforcementCalls(ask),
    ...protectionCalls(ask),
    ...pastCalls(ask, (path, body, timeoutMs, signal) =>
      call(
        { ...connection, timeoutMs },
        { method: 'POST', path, body: JSON.stringify(body), repeatable: true, signal },
      ),
    ),
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

/** Of NDJSON; a stream that was cut short ends with a line that is not `done`, or none. */
function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? ''
}

function rate(perSecond: number | undefined): { perSecond?: number } {
  return perSecond === undefined ? {} : { perSecond }
}

/** A request as its writer has it: entities are plain `kind:id` strings. */
type Plain<T> = { [Key in keyof T]: T[Key] extends EntityRef | undefined ? string : T[Key] }

/** A report as its sender has it: ids are plain strings. */
type PlainReport = {
  [Key in keyof SendReportRequest]: SendReportRequest[Key] extends string | undefined
    ? string
    : SendReportRequest[Key]
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
