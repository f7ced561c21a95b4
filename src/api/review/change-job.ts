import { type Capability, ROLE_CAPABILITIES } from '../../access/capability.ts'
import type { Person } from '../../access/person.ts'
import { parseDuration } from '../../core/duration.ts'
import { didYouMean } from '../../core/suggest.ts'
import { maySee } from '../../review/may-see.ts'
import type { JobRecord } from '../../review/ports.ts'
import { clearanceOf } from '../../review/queue-sight.ts'
import type { Change } from '../contract/acts.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError } from '../problem-error.ts'
import { invalid } from '../screen-event.ts'

const ASSIGNED_FOR = '24h'

type Parts = Pick<ServerParts, 'jobs' | 'engine' | 'keyring' | 'clock'>

/** Throws the problem when a change names a queue that there is not. */
export function checkChange({ engine }: Pick<Parts, 'engine'>, change: Change): void {
  const { queues } = engine.ruleset.pack
  if (change.kind !== 'move' || queues.has(change.queue)) return
  throw new ProblemError(
    invalid([
      {
        field: 'queue',
        problem: 'is no queue of the pack',
        wayOut: didYouMean(change.queue, queues.keys()),
      },
    ]),
  )
}

/** Whether whoever a change gives a job to may see and judge it; of other changes: yes. */
export function personMay(parts: Pick<Parts, 'engine' | 'keyring'>, job: JobRecord, change: Change): boolean {
  if (change.kind !== 'assign') return true
  const person = parts.keyring.person(change.person)
  return person !== undefined && mayWork(parts, person, job)
}

/** Changes a job by hand; undefined: it is not open any more, or the person has judged it before. */
export async function changeJob(
  { jobs, engine, clock }: Parts,
  job: JobRecord,
  change: Change,
): Promise<JobRecord | undefined> {
  const { store, newClaim } = jobs
  switch (change.kind) {
    case 'move': {
      // Somebody who looks at it now may not be cleared for where it goes.
      const { clearance, doublesMs } = engine.ruleset.pack.queues.get(change.queue)!
      return store.move(job.id, { queue: change.queue, doublesMs, takeBack: clearance !== undefined })
    }
    case 'raise': {
      const lanes = await orUnavailable(store.lanes())
      const top = lanes.reduce(
        (top, lane) => (lane.queue === job.queue ? Math.max(top, lane.top) : top),
        job.rank,
      )
      return store.raise(job.id, top + 1, change.severity)
    }
    case 'withdraw':
      return store.withdraw(job.id, clock.now())
    case 'assign': {
      const nowMs = clock.now()
      const untilMs = Math.round(nowMs + parseDuration(change.for ?? ASSIGNED_FOR)!)
      return store.assign(job.id, change.person, newClaim(), nowMs, untilMs)
    }
  }
}

/** Whether somebody's role, worlds and clearance let them judge a job. */
export function mayWork({ engine }: Pick<Parts, 'engine'>, person: Person, job: JobRecord): boolean {
  const needs: Capability = job.stage === 'adjudication' ? 'job.adjudicate' : 'job.work'
  const capabilities: readonly Capability[] = ROLE_CAPABILITIES[person.role]
  const clearance = clearanceOf(engine.ruleset.pack, job.queue)
  const { worlds } = person
  return (
    capabilities.includes(needs) &&
    maySee({ worlds, person }, { world: job.world, severity: job.severity, clearance })
  )
}
