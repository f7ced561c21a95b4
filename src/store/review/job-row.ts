import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { type AppealId, idFrom, type JobId, type UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import type { Choice, ItemRef, JobKind, JobRecord, JobStage, JobState } from '../../review/ports.ts'

/** A job as it comes from its table. */
export interface JobRow {
  id: string
  kind: JobKind
  state: JobState
  stage: JobStage
  queue: string
  item: string
  family: string
  policy: string
  severity: number
  decision: string | null
  type: string | null
  world: string
  actor: string | null
  target: string | null
  session: string | null
  language: string | null
  near: string | null
  reach: number
  reports: number
  events: number
  mass: boolean
  blind: boolean
  probability: number
  sample: string | null
  created_ms: string
  due_ms: string
  breached_ms: string | null
  rank: number
  needs: 1 | 2
  excluded: string[]
  claimed_by: string | null
  claim: string | null
  claimed_until_ms: string | null
  settle_ms: string | null
  outcome: Choice | null
  closed_ms: string | null
  appeal: string | null
  golden: string | null
}

const COLUMNS = [
  ...['id', 'kind', 'state', 'stage', 'queue', 'item', 'family', 'policy', 'severity', 'decision', 'type'],
  ...[
    'world',
    'actor',
    'target',
    'session',
    'language',
    'near',
    'reach',
    'reports',
    'events',
    'mass',
    'blind',
  ],
  ...['probability', 'sample', 'created_ms', 'due_ms', 'breached_ms', 'rank', 'needs', 'claimed_by', 'claim'],
  ...['claimed_until_ms', 'settle_ms', 'outcome', 'closed_ms', 'appeal', 'golden'],
]

/** The columns of `JobRow` of a table called `j`; arrays of uuid as text, which `pg` reads as arrays. */
export const JOB = `${COLUMNS.map((name) => `j.${name}`).join(', ')}, j.excluded::text[] as excluded`

export function jobOf(row: JobRow): JobRecord {
  return {
    id: idFrom<JobId>('job', row.id),
    kind: row.kind,
    state: row.state,
    stage: row.stage,
    queue: row.queue,
    item: row.item as ItemRef,
    family: row.family,
    policy: row.policy,
    severity: Severity.options[row.severity]!,
    decision: row.decision === null ? undefined : idFrom<DecisionId>('d', row.decision),
    type: row.type ?? undefined,
    world: row.world,
    actor: (row.actor ?? undefined) as EntityRef | undefined,
    target: (row.target ?? undefined) as EntityRef | undefined,
    session: (row.session ?? undefined) as EntityRef | undefined,
    language: row.language ?? undefined,
    near: row.near === null ? undefined : BigInt(row.near),
    reach: row.reach,
    reports: row.reports,
    events: row.events,
    mass: row.mass,
    blind: row.blind,
    probability: row.probability,
    sample: row.sample ?? undefined,
    createdMs: Number(row.created_ms),
    dueMs: Number(row.due_ms),
    breachedMs: numberOf(row.breached_ms),
    rank: row.rank,
    needs: row.needs,
    excluded: row.excluded.map((one) => idFrom<UserId>('usr', one)),
    claimedBy: row.claimed_by === null ? undefined : idFrom<UserId>('usr', row.claimed_by),
    claim: row.claim?.replaceAll('-', ''),
    claimedUntilMs: numberOf(row.claimed_until_ms),
    settleMs: numberOf(row.settle_ms),
    outcome: row.outcome ?? undefined,
    closedMs: numberOf(row.closed_ms),
    appeal: row.appeal === null ? undefined : idFrom<AppealId>('app', row.appeal),
    golden: row.golden?.replaceAll('-', ''),
  }
}

export function numberOf(text: string | null): number | undefined {
  return text === null ? undefined : Number(text)
}

/** A severity as it is kept: the smaller, the graver. */
export function severityNumber(severity: Severity): number {
  return Severity.options.indexOf(severity)
}
