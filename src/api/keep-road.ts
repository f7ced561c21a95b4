import type { Clock } from '../core/clock.ts'
import type { DecisionId } from '../core/id.ts'
import { effectsWork } from '../enforcement/ledger-work.ts'
import type { Engine } from '../engine/engine.ts'
import { keepDelivery, type WebhookOptions } from './delivery/keep-delivery.ts'
import { keepFollowing } from './effects/keep-following.ts'
import { keepEnforcements } from './enforcement/keep-enforcements.ts'
import type { Measures } from './measures.ts'
import type { Log } from './parts.ts'
import type { ServiceStore } from './ports.ts'
import { keepJobs } from './review/keep-jobs.ts'
import { planJobs } from './review/plan-jobs.ts'
import { watchQueues } from './review/watch-queues.ts'

export interface RoadParts {
  readonly store: ServiceStore
  readonly engine: Engine
  readonly hasLabel: (entity: string, label: string, atMs: number) => boolean
  readonly ids: (nowMs: number) => DecisionId
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly measures: Measures
  readonly clock: Clock
  readonly log: Log
  readonly webhooks: WebhookOptions | undefined
}

/**
 * The road from decisions to people and to the world, as long as the service runs: effects become jobs, strikes and
 * enforcements, judged jobs are settled, what is over ends, and whoever listens is told.
 */
export function keepRoad({
  store,
  engine,
  hasLabel,
  ids,
  random,
  measures,
  clock,
  log,
  webhooks,
}: RoadParts) {
  const pack = () => engine.ruleset.pack
  const every = { clock, tell: log }
  const jobs = keepJobs({
    ...{ store: store.jobs, pack, ids, random, ...every },
    settled: () => following.wake(),
  })
  const delivery = keepDelivery({ store: store.delivery, ...every }, webhooks)
  // What is carried out may be told by webhook.
  const told = () => delivery.dispatcher.wake()
  const ledgerParts = () => ({ pack: pack(), ids, chance: () => chanceOf(random) })
  const enforcements = keepEnforcements({ log: store.enforcements, parts: ledgerParts, told, ...every })
  const following = keepFollowing({
    follower: store.effects,
    carriers: {
      jobs: planJobs({ pack, ids, hasLabel }),
      enforcements: (rows, nowMs) => effectsWork(ledgerParts(), rows, nowMs),
    },
    carriedOut: told,
    ...every,
  })
  const watch = watchQueues({
    ...{ queues: store.queues, pack, ...every },
    keepFor: (lengths) => store.keepFor(lengths),
  })
  measures.delivery(delivery.dispatcher)
  measures.aside(following)
  measures.queues(watch.tally)
  return {
    jobs,
    delivery,
    enforcements,
    following,
    /** What is to be done when there is something to do. */
    errands: {
      effects: () => following.wake(),
      settling: () => jobs.settle(),
      held: () => jobs.free(),
      enforcements: () => enforcements.look(),
      deliveries: told,
    },
    /** Finishes what is under way. */
    async stop(): Promise<void> {
      await delivery.stop()
      await jobs.stop()
      await following.stop()
      await enforcements.stop()
      await watch.stop()
    },
  }
}

/** A number in [0, 1) by chance. */
function chanceOf(random: (bytes: Uint8Array<ArrayBuffer>) => void): number {
  const bytes = new Uint8Array(4)
  random(bytes)
  return new DataView(bytes.buffer).getUint32(0) / 2 ** 32
}
