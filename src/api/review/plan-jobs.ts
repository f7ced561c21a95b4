import type { DecisionId } from '../../core/id.ts'
import type { JobId } from '../../core/ids.ts'
import type { Pack } from '../../pack/pack.ts'
import { compileRoutes, type RouteJob } from '../../review/compile-routes.ts'
import { draftJob } from '../../review/draft-job.ts'
import { itemOf } from '../../review/item-of.ts'
import type { AskedJob, JobDraft, PlanJobs } from '../../review/ports.ts'
import { contentFacts } from './content-facts.ts'

export interface PlanParts {
  /** The live pack: queues, routes and policies are asked as they are now. */
  readonly pack: () => Pack
  /** Whether an entity bears a label at a time. */
  readonly hasLabel: (entity: string, label: string, atMs: number) => boolean
  readonly ids: (nowMs: number) => DecisionId
}

/** Makes the planner of the jobs that rules and samples ask for. */
export function planJobs({ pack, hasLabel, ids }: PlanParts): PlanJobs {
  return (asked, nowMs) => {
    const live = pack()
    const parts = {
      pack: live,
      route: routesOf(live),
      hasLabel: (entity: string, label: string) => hasLabel(entity, label, nowMs),
    }
    return asked.map((one): JobDraft => draftJob(parts, jobId(ids, nowMs), causeOf(live, one, nowMs)))
  }
}

export function jobId(ids: PlanParts['ids'], nowMs: number): JobId {
  return `job-${ids(nowMs).slice(2)}` as JobId
}

const compiled = new WeakMap<Pack, RouteJob>()

/** A pack's routes, compiled once. */
export function routesOf(pack: Pack): RouteJob {
  let route = compiled.get(pack)
  if (route === undefined) {
    route = compileRoutes(pack)
    compiled.set(pack, route)
  }
  return route
}

function causeOf(pack: Pack, asked: AskedJob, nowMs: number): Parameters<typeof draftJob>[2] {
  const { effect, decision, type, world, verdict, actor, target, session, gravest } = asked
  const eventType = pack.eventTypes.get(type)
  return {
    kind: effect.sample === undefined ? 'rule' : 'audit',
    item: itemOf(eventType, asked),
    policy: effect.policy,
    queue: effect.queue,
    sample: effect.sample,
    ...{ gravest, decision, type, world, verdict, actor, target, session },
    ...contentFacts(eventType, asked.data),
    ...{ reports: 0, reportWeight: 0, mass: false, trusted: false, report: undefined },
    // What a rule finds long after the event has waited since it was found.
    createdMs: effect.retroactive === undefined ? asked.receivedMs : nowMs,
    rule: effect.rule,
  }
}
