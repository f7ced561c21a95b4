import type { Clock } from '../../core/clock.ts'
import type { EndpointStanding } from '../../enforcement/delivery/ports.ts'
import type { Engine } from '../../engine/engine.ts'
import type { KeptDelivery } from '../delivery/keep-delivery.ts'
import type { Following } from '../effects/following.ts'
import type { Log } from '../parts.ts'
import type { StoreHealth } from '../ports.ts'
import type { KeptJobs } from '../review/kept-jobs.ts'
import type { RuleHours } from '../rules/ports.ts'
import type { RuleTally } from '../rules/rule-tally.ts'
import { rulesReport } from '../rules/rules-report.ts'
import type { Troubles } from './alarms-of.ts'
import type { LiveParts } from './keep-live.ts'
import type { RollUps } from './ports.ts'

/** Where what happens now is read from, in a whole service. */
export function liveParts(parts: {
  readonly tally: RuleTally
  readonly rollUps: RollUps
  readonly ruleHours: RuleHours
  readonly engine: Engine
  readonly jobs: KeptJobs
  readonly delivery: Pick<KeptDelivery, 'endpoints'>
  readonly following: Pick<Following, 'aside'>
  readonly health: () => StoreHealth
  readonly notes: () => readonly string[]
  readonly clock: Clock
  readonly log: Log
}): LiveParts {
  const { tally, rollUps, ruleHours, engine, jobs, delivery, following, health, notes, clock, log } = parts
  return {
    ...{ tally, rollUps, clock, tell: log },
    queues: () => jobs.counts(),
    state() {
      const store = health()
      return {
        why: store.ok ? [] : [store.why],
        notes: notes(),
        aside: following.aside.map(({ kind, fault, count }) => ({
          kind: 'aside',
          effect: kind,
          fault,
          count,
        })),
      }
    },
    endpoints: async () => (await delivery.endpoints.list()).flatMap(silent),
    async rules() {
      const { rules } = engine.ruleset.pack
      const told = await rulesReport(ruleHours, rules, clock.now())
      return told.flatMap(({ anomalies }, i) =>
        anomalies.map(
          ({ what, over, kind, observed, expected }) =>
            ({ kind: 'rule', rule: rules[i]!.id, what, over, direction: kind, observed, expected }) as const,
        ),
      )
    },
  }
}

/** Endpoints that take nothing, or that messages were given up for. */
function silent({ id, state, breaker, waiting, dead }: EndpointStanding): Troubles['endpoints'] {
  const isOpen = breaker.openedMs !== undefined
  if (state === 'on' && !isOpen) return []
  return [{ kind: 'endpoint', endpoint: id, state: state === 'on' ? 'resting' : state, waiting, dead }]
}
