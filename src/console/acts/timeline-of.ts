import type { Chain } from '../../api/contract/acts.ts'

type One<Kind extends keyof Chain> = Chain[Kind][number]
type EnforcementOf = One<'enforcements'>
type CauseOf = EnforcementOf['causes'][number]

/** One thing that happened in a matter. */
export type TimelineEntry = { readonly at: string; readonly key: string } & (
  | { readonly kind: 'decision'; readonly decision: One<'decisions'> }
  | { readonly kind: 'job' | 'closed'; readonly job: One<'jobs'> }
  | {
      readonly kind: 'judgement'
      readonly job: One<'jobs'>
      readonly said: One<'jobs'>['judgements'][number]
    }
  | { readonly kind: 'cause' | 'taken'; readonly enforcement: EnforcementOf; readonly cause: CauseOf }
  | { readonly kind: 'ended'; readonly enforcement: EnforcementOf }
  | { readonly kind: 'strike'; readonly strike: One<'strikes'> }
  | { readonly kind: 'statement'; readonly statement: One<'statements'> }
  | { readonly kind: 'appeal' | 'decided'; readonly appeal: One<'appeals'> }
  | { readonly kind: 'reversal'; readonly reversal: One<'reversals'> }
)

/** In what order things of one moment are told: what came of what. */
const ORDER: readonly TimelineEntry['kind'][] = [
  ...(['decision', 'job', 'appeal', 'judgement', 'closed', 'decided', 'reversal', 'taken', 'ended'] as const),
  ...(['strike', 'cause', 'statement'] as const),
]

/** What happened in a matter, oldest first: from the decision to what became of it on appeal. */
export function timelineOf(chain: Chain): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...chain.decisions.map((decision) => ({
      ...{ kind: 'decision' as const, at: decision.at, key: decision.id, decision },
    })),
    ...chain.jobs.flatMap((job): TimelineEntry[] => [
      // Of a blind job it is not told when it came.
      ...(job.createdAt === null ? [] : [{ kind: 'job' as const, at: job.createdAt, key: job.job, job }]),
      ...job.judgements.map((said) => ({
        ...{ kind: 'judgement' as const, at: said.at, key: said.annotation, job, said },
      })),
      ...(job.closedAt === null
        ? []
        : [{ kind: 'closed' as const, at: job.closedAt, key: `${job.job} closed`, job }]),
    ]),
    ...chain.enforcements.flatMap((enforcement): TimelineEntry[] => [
      ...enforcement.causes.flatMap((cause, index): TimelineEntry[] => {
        const key = `${enforcement.id} ${index}`
        return [
          { kind: 'cause', at: cause.at, key, enforcement, cause },
          ...(cause.reversedAt === null
            ? []
            : [{ kind: 'taken' as const, at: cause.reversedAt, key: `${key} taken`, enforcement, cause }]),
        ]
      }),
      ...(enforcement.endedAt === null
        ? []
        : [{ kind: 'ended' as const, at: enforcement.endedAt, key: `${enforcement.id} ended`, enforcement }]),
    ]),
    ...chain.strikes.map((strike) => ({ kind: 'strike' as const, at: strike.at, key: strike.id, strike })),
    ...chain.statements.map((statement) => ({
      ...{ kind: 'statement' as const, at: statement.at, key: statement.id, statement },
    })),
    ...chain.appeals.flatMap((appeal): TimelineEntry[] => [
      { kind: 'appeal', at: appeal.at, key: appeal.id, appeal },
      ...(appeal.decidedAt === null
        ? []
        : [{ kind: 'decided' as const, at: appeal.decidedAt, key: `${appeal.id} decided`, appeal }]),
    ]),
    ...chain.reversals.map((reversal) => ({
      ...{ kind: 'reversal' as const, at: reversal.at, key: `${reversal.decision} reversed`, reversal },
    })),
  ]
  return entries.sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  )
}
