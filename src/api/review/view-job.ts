import type { StoredDecision } from '../../engine/ports.ts'
import type { Pack } from '../../pack/pack.ts'
import { accountFacts } from '../../review/account-facts.ts'
import { explainPriority } from '../../review/explain-priority.ts'
import type { JobStore } from '../../review/jobs/ports.ts'
import type { AnnotationRecord, JobRecord } from '../../review/ports.ts'
import type { JobFacts as ToldFacts } from '../../review/summary/job-facts.ts'
import { summariseJob } from '../../review/summary/summarise-job.ts'
import type { ExplainedRule } from '../contract/decisions.ts'
import type { JobRow } from '../contract/job-rows.ts'
import type { AllowedEnforcement, Background, JobView, JudgementView } from '../contract/jobs.ts'

/** What is known of a job beside its own row. */
export interface JobFacts {
  /** Not there when the asker is not cleared for it. */
  readonly stored: StoredDecision | undefined
  readonly isCleared: boolean
  readonly members: Awaited<ReturnType<JobStore['members']>>
  readonly earlier: readonly JobRecord[]
  readonly judgements: readonly AnnotationRecord[]
  readonly thread: readonly StoredDecision[] | undefined
  readonly history: Background['history'] | undefined
  /** Undefined: it was not asked for. */
  readonly why: ExplainedRule[] | undefined
  /** Of an appeal: what was said on either side. */
  readonly appeal: Background['appeal'] | undefined
}

export interface Viewing {
  readonly pack: Pack
  /** Whether the asker holds it. */
  readonly isHolder: boolean
  /** Whether the asker may see what it is about. */
  readonly showsContent: boolean
  /** Whether what a blind job hides is hidden. */
  readonly isBlind: boolean
  /** Whether the asker may know who judged. */
  readonly namesReviewers: boolean
  readonly nowMs: number
}

/**
 * A job as somebody sees it. Of a blind job nothing is shown that would tell why it is there: an audited decision, a
 * golden item and a second judgement have the same form, to the last field.
 */
export function viewJob(job: JobRecord, facts: JobFacts, viewing: Viewing): JobView {
  const { pack, isHolder, showsContent, isBlind } = viewing
  const event = facts.stored?.event
  const isEntity = !job.item.startsWith('event:')
  const policy = pack.policies.get(job.policy.split('@', 1)[0]!)
  const hasContent = showsContent && event !== undefined
  const content = hasContent
    ? { data: event.data, of: pack.eventTypes.get(event.type)?.content ?? null }
    : null
  return {
    job: job.id,
    queue: job.queue,
    state: job.state,
    severity: job.severity,
    world: job.world,
    language: job.language ?? null,
    type: job.type ?? null,
    blind: job.blind,
    dueAt: iso(job.dueMs),
    policy: {
      id: livePolicy(pack, job.policy),
      title: { ...policy?.title },
      guideline: { ...policy?.guideline },
      strike: policy?.strike ?? 0,
    },
    claim: isHolder && job.state === 'open' ? (job.claim ?? null) : null,
    heldUntil: isHolder && job.state === 'open' ? timeOf(job.claimedUntilMs) : null,
    summary: summaryOf(job, facts, viewing),
    undoUntil: isHolder ? timeOf(job.settleMs) : null,
    content,
    withheld:
      content !== null
        ? null
        : !showsContent
          ? 'not-held'
          : !facts.isCleared
            ? 'not-cleared'
            : isEntity && job.decision === undefined
              ? 'entity'
              : 'erased',
    entity: isEntity && showsContent ? job.item : null,
    actor: showsContent ? (job.actor ?? null) : null,
    target: showsContent ? (job.target ?? null) : null,
    session: showsContent ? (job.session ?? null) : null,
    enforcements: allowedEnforcements(job, pack),
    background: isBlind || !showsContent ? null : backgroundOf(job, facts, viewing),
  }
}

function backgroundOf(job: JobRecord, facts: JobFacts, viewing: Viewing): Background {
  const { stored, members, earlier, judgements, thread } = facts
  const decision = stored?.decision
  return {
    kind: job.kind,
    stage: job.stage,
    createdAt: iso(job.createdMs),
    outcome: job.outcome ?? null,
    events: job.events,
    reports: job.reports,
    reach: job.reach,
    appeal: facts.appeal ?? null,
    mass: job.mass,
    priority: priorityOf(job, viewing),
    decision:
      decision === undefined
        ? null
        : {
            id: decision.decision,
            verdict: decision.verdict,
            at: decision.receivedAt,
            reasons: decision.reasons.map(({ rule, policy, severity, spans }) => ({
              ...{ rule, policy, severity, spans },
            })),
            undecided: decision.unknown.filter(({ took }) => took !== 'skip').map(({ rule }) => rule),
            masked: decision.masked ?? null,
          },
    members: members.map(({ atMs, decision, report, rule }) => ({
      ...{ at: iso(atMs), decision: decision ?? null, report: report ?? null, rule: rule ?? null },
    })),
    earlier: earlier.map((one) => ({
      ...{ job: one.id, policy: one.policy, outcome: one.outcome ?? null, closedAt: iso(one.closedMs!) },
      decision: one.decision ?? null,
    })),
    history: facts.history ?? null,
    account:
      stored?.event === undefined
        ? null
        : accountFacts(stored.event.data, Date.parse(stored.event.time ?? stored.decision.time)),
    why: facts.why ?? null,
    judgements: judgements.map((one) => viewJudgement(one, viewing.namesReviewers)),
    thread:
      thread?.map(({ decision, event }) => ({
        ...{ decision: decision.decision, event: event ?? null, verdict: decision.verdict },
        ...{ at: decision.time, of: viewing.pack.eventTypes.get(decision.type)?.content ?? null },
      })) ?? null,
  }
}

/** Made of what the view shows anyway, so that a blind job stays one. */
function summaryOf(job: JobRecord, facts: JobFacts, viewing: Viewing): JobView['summary'] {
  const { pack, showsContent, isBlind } = viewing
  const { stored } = facts
  const eventType = job.type === undefined ? undefined : pack.eventTypes.get(job.type)
  const text = showsContent && eventType?.content ? stored?.event?.data[eventType.content] : undefined
  const { verdict = 'allow', reasons = [] } = stored?.decision ?? {}
  const told: ToldFacts = {
    ...{ severity: job.severity, type: job.type ?? null, language: job.language ?? null },
    typeDescription: eventType?.description ?? null,
    text: typeof text === 'string' ? text : null,
    policy: job.policy,
    policyTitle: pack.policies.get(job.policy.split('@', 1)[0]!)?.title ?? {},
    behind:
      isBlind || !showsContent
        ? null
        : {
            verdict,
            rules: reasons.map(({ rule }) => ({
              rule,
              description: pack.rules.find(({ id }) => id === rule)?.description ?? null,
            })),
            spans: new Set(reasons.flatMap(({ spans }) => spans.map((span) => span.join()))).size,
            reports: job.reports,
          },
  }
  return { en: summariseJob(told, 'en'), ko: summariseJob(told, 'ko') }
}

function priorityOf(job: JobRecord, { nowMs }: Viewing): Background['priority'] {
  if (job.state !== 'open') return null
  const { priority, formula, terms } = explainPriority(job, job.doublesMs, nowMs)
  return { priority, formula, terms: [...terms] }
}

export function viewJudgement(one: AnnotationRecord, namesReviewer: boolean): JudgementView {
  return {
    annotation: one.id,
    stage: one.stage,
    choice: one.choice,
    policies: [...one.policies],
    enforcements: one.enforcements.map(({ name, on, forMs, with: params }) => ({
      ...{ name, on, forMs: forMs ?? null, with: params ?? null },
    })),
    strike: one.strike,
    spans: one.spans.map(([from, to]) => [from, to]),
    regions: one.regions.map(({ box, ...rest }) => ({
      ...rest,
      ...(box === undefined ? {} : { box: [...box] as [number, number, number, number] }),
    })),
    note: one.note ?? null,
    reviewer: namesReviewer ? one.reviewer : null,
    blind: one.blind,
    spentMs: one.spentMs,
    at: iso(one.atMs),
    marks: [...one.marks],
  }
}

/** What a reviewer may choose for a job: what its queue allows of what the live pack declares. */
function allowedEnforcements(job: JobRecord, pack: Pack): AllowedEnforcement[] {
  return viewEnforcements(pack, pack.queues.get(job.queue)?.enforcements)
}

/** What the live pack declares; `allowed` undefined: all of it. */
export function viewEnforcements(pack: Pack, allowed?: readonly string[]): AllowedEnforcement[] {
  return [...pack.enforcements.values()]
    .filter(({ name }) => allowed === undefined || allowed.includes(name))
    .map(({ name, title, description, on, reversible, forMs, params }) => ({
      ...{ name, title: { ...title }, description, on: on ?? null, reversible, forMs: forMs ?? null },
      params: Object.fromEntries(
        [...params].map(([param, { type, required, oneOf }]) => [
          param,
          { type, required, oneOf: oneOf === undefined ? null : [...oneOf] },
        ]),
      ),
    }))
}

/** A job in a list; what a blind one hides only with `isLead`. */
export function rowOf(job: JobRecord, isLead: boolean): JobRow {
  const open = !job.blind || isLead
  return {
    job: job.id,
    queue: job.queue,
    state: job.state,
    severity: job.severity,
    world: job.world,
    language: job.language ?? null,
    type: job.type ?? null,
    policy: job.policy,
    blind: job.blind,
    dueAt: iso(job.dueMs),
    breachedAt: open ? timeOf(job.breachedMs) : null,
    heldBy: job.claimedBy ?? null,
    heldUntil: timeOf(job.claimedUntilMs),
    kind: open ? job.kind : null,
    stage: open ? job.stage : null,
    createdAt: open ? iso(job.createdMs) : null,
    events: open ? job.events : null,
    reports: open ? job.reports : null,
    mass: open ? job.mass : null,
    outcome: open ? (job.outcome ?? null) : null,
    closedAt: open ? timeOf(job.closedMs) : null,
  }
}

/** A policy at the version that is live, as `id@version`; as it was when the pack has it no more. */
export function livePolicy({ policies }: Pick<Pack, 'policies'>, policy: string): string {
  const id = policy.split('@', 1)[0]!
  const live = policies.get(id)
  return live === undefined ? policy : `${id}@${live.version}`
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}

export function timeOf(ms: number | undefined): string | null {
  return ms === undefined ? null : iso(ms)
}
