import { type EntityRef, entityKind } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type { JobId, ReportId } from '../core/ids.ts'
import { Severity } from '../core/severity.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Pack } from '../pack/pack.ts'
import type { RouteJob } from './compile-routes.ts'
import type { ItemRef, JobDraft } from './ports.ts'
import { rankOf } from './priority.ts'
import { queueOf } from './queue-of.ts'

/** What asks for a job. Times in ms since the epoch. */
export interface JobCause {
  readonly kind: 'rule' | 'report' | 'audit'
  readonly item: ItemRef
  /** `id@version`; empty: whatever policy is broken. */
  readonly policy: string
  /** The gravest policy that the decision named; undefined: none. */
  readonly gravest: Severity | undefined
  /** That the rule or the sample asks for. */
  readonly queue: string | undefined
  readonly sample: { readonly name: string; readonly probability: number } | undefined
  readonly decision: DecisionId | undefined
  readonly type: string | undefined
  readonly world: string
  readonly verdict: Verdict | undefined
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  readonly session: EntityRef | undefined
  readonly language: string | undefined
  readonly near: bigint | undefined
  readonly reach: number
  readonly reports: number
  readonly reportWeight: number
  readonly mass: boolean
  readonly trusted: boolean
  readonly createdMs: number
  readonly report: ReportId | undefined
  readonly rule: string | undefined
}

export interface DraftParts {
  readonly pack: Pack
  readonly route: RouteJob
  readonly hasLabel: (entity: string, label: string) => boolean
}

/** How an audit is ranked, whatever the decision said: the order must not tell the reviewer, nor leave some unjudged. */
const AUDIT_RANK = { severity: 'S3', reach: 1, reportWeight: 0, mass: false, trusted: false } as const

/** Plans a job: where it goes, how urgent it is, until when, and how often it is judged. */
export function draftJob({ pack, route, hasLabel }: DraftParts, id: JobId, cause: JobCause): JobDraft {
  const { kind, policy, sample, createdMs, ...about } = cause
  const isAudit = kind === 'audit'
  const at = policy.indexOf('@')
  const policyId = at < 0 ? policy : policy.slice(0, at)
  const family = policyId.split('.', 1)[0]!
  const severity = graver(pack.policies.get(policyId)?.severity ?? 'S4', cause.gravest)
  const routed = isAudit
    ? undefined
    : route(
        {
          facts: {
            ...{ kind, policy: policyId, family, severity, level: Severity.options.indexOf(severity) },
            ...{ world: cause.world, type: cause.type ?? '', verdict: cause.verdict ?? '' },
            ...{ queue: cause.queue ?? '', rule: cause.rule ?? '', language: cause.language ?? '' },
            ...{ item: itemKind(cause.item), reports: cause.reports, reach: cause.reach },
            ...{ mass: cause.mass, trusted: cause.trusted },
          },
          ...{ actor: cause.actor, target: cause.target, session: cause.session },
        },
        hasLabel,
      )
  const queue = queueOf(pack, routed ?? cause.queue)
  const weighed = isAudit ? { ...AUDIT_RANK, createdMs } : { ...cause, severity }
  return {
    ...{ id, kind, queue: queue.name, item: about.item, family, policy, severity },
    ...{ decision: about.decision, type: about.type, world: about.world },
    ...{ actor: about.actor, target: about.target, session: about.session },
    ...{ language: about.language, near: about.near },
    ...{ reach: about.reach, reports: about.reports, mass: about.mass },
    ...{ reportWeight: about.reportWeight, trusted: about.trusted },
    blind: isAudit,
    probability: sample?.probability ?? 1,
    sample: sample?.name,
    createdMs,
    dueMs: createdMs + queue.serviceLevelMs,
    rank: rankOf(weighed, queue.doublesMs),
    doublesMs: queue.doublesMs,
    needs: chanceOf(id) < queue.second ? 2 : 1,
    excluded: [],
    ...{ report: about.report, rule: about.rule, appeal: undefined },
  }
}

/** "S0" < "S1": the smaller, the graver. */
function graver(one: Severity, other: Severity | undefined): Severity {
  return other !== undefined && other < one ? other : one
}

function itemKind(item: ItemRef): string {
  return entityKind(item as EntityRef)
}

/** A number from 0 to 1 out of the random end of an id: the same each time. */
function chanceOf(id: JobId): number {
  return Number.parseInt(id.slice(-8), 16) / 2 ** 32
}
