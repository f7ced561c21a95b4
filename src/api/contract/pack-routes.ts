import { BacktestRequest, InvestigateRequest, PastLine } from './past.ts'
import { BODY, type Route } from './route.ts'
import { RegistryReply, RulesReply } from './rules.ts'
import {
  AppliedReply,
  ApplyRequest,
  RollbackRequest,
  VersionList,
  VersionParams,
  VersionReply,
  VersionsQuery,
} from './versions.ts'

/** What judges, and how that is changed. */
export const PACK_ROUTES = {
  rules: {
    method: 'GET',
    path: '/v1/rules',
    needs: 'read',
    guard: 'none',
    summary: 'Show what every rule has done, and what in it is out of line',
    description:
      'Counts by day (UTC), kept for five weeks. An anomaly is a count of the last full hour or the last 24, of firings or of undecided conditions, that is out of line with the share of events in the four weeks before: two-sided tail of the negative binomial below `errorRate`, at least 10 counted or expected, and at least 72 hours to go by.',
    status: 200,
    reply: RulesReply,
    problems: [],
  },
  backtest: {
    method: 'POST',
    path: '/v1/backtest',
    needs: 'read',
    guard: 'all-worlds',
    summary: 'Say what a rule, a condition or a pack would have done to past events',
    description:
      'Judges the history again in a thread of its own; nothing is stored and nothing has effect. The reply is NDJSON: lines that tell how far it is, then one with the report, or why there is none. Closing the connection ends the work. One or two such questions are answered at a time, over at most 50 million events and five minutes. Needs a key that is bound to no world.',
    body: BacktestRequest,
    status: 200,
    reply: PastLine,
    replyType: 'application/x-ndjson; charset=utf-8',
    problems: [...BODY, 'world-not-allowed', 'not-found'],
    example: {
      body: { rule: 'spam.same-text', from: '2026-11-22T00:00:00Z', to: '2026-11-23T00:00:00Z' },
      reply: { kind: 'progress', events: 200000, of: 1000000 },
    },
  },
  investigate: {
    method: 'POST',
    path: '/v1/investigate',
    needs: 'read',
    guard: 'all-worlds',
    summary: 'Look for a condition in past events: over time, and by whatever you like',
    description:
      'In the language of rules, over the history. The reply is NDJSON as that of /v1/backtest, with the same limits. Grouping by content or personal data needs the scope admin.',
    body: InvestigateRequest,
    status: 200,
    reply: PastLine,
    replyType: 'application/x-ndjson; charset=utf-8',
    problems: [...BODY, 'world-not-allowed', 'not-found'],
    example: {
      body: {
        on: 'direct.message',
        when: 'links.count > 0 && account_age < duration("24h")',
        by: ['event.world'],
        from: '2026-11-16T00:00:00Z',
      },
      reply: { kind: 'progress', events: 200000, of: 1000000 },
    },
  },
  registry: {
    method: 'GET',
    path: '/v1/registry',
    needs: 'read',
    guard: 'none',
    summary: 'Show which part of the live pack uses which',
    status: 200,
    reply: RegistryReply,
    problems: [],
  },
  listVersions: {
    method: 'GET',
    path: '/v1/versions',
    needs: 'read',
    guard: 'none',
    summary: 'List the packs that went live, newest first',
    query: VersionsQuery,
    status: 200,
    reply: VersionList,
    problems: ['invalid-request'],
  },
  version: {
    method: 'GET',
    path: '/v1/versions/:number',
    needs: 'read',
    guard: 'none',
    summary: 'Read a version with every file of its pack',
    params: VersionParams,
    status: 200,
    reply: VersionReply,
    problems: ['invalid-request', 'not-found'],
  },
  apply: {
    method: 'POST',
    path: '/v1/versions',
    needs: 'policy.manage',
    guard: 'all-worlds',
    summary: 'Make a pack live',
    description:
      'The pack is checked, prepared while requests go on, recorded as the next version, and then judges from one event on, in other processes on the same database within two seconds. `base` is the version it was planned against; when another is live by then, nothing is changed. From the first version applied on, the service no longer follows its pack folder. The same request sent again after a lost answer is answered with the version it made.',
    body: ApplyRequest,
    large: true,
    status: 201,
    reply: AppliedReply,
    problems: [...BODY, 'world-not-allowed', 'version-conflict', 'pack-errors'],
  },
  rollback: {
    method: 'POST',
    path: '/v1/versions/rollback',
    needs: 'policy.manage',
    guard: 'all-worlds',
    summary: 'Bring an earlier version back',
    description:
      'A rollback is a new version with the files of an earlier one: the one named, else the one before the pack that is live. Send `base`, so that two people who roll back at once go back once.',
    body: RollbackRequest,
    status: 201,
    reply: AppliedReply,
    problems: [...BODY, 'world-not-allowed', 'not-found', 'version-conflict', 'pack-errors'],
    example: { body: { why: 'Too many false alarms' }, reply: undefined },
  },
} as const satisfies Readonly<Record<string, Route>>
