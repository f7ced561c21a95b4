import type { Clock } from '../../core/clock.ts'
import { Unavailable } from '../../engine/ports.ts'
import { policyVersionOf } from '../../lab/policy-version.ts'
import { dayOf } from '../../lab/probation/plan-batch.ts'
import { designsOf } from '../../lab/probation/plan-watched.ts'
import type { LabCursor, ProbationStore } from '../../lab/probation/ports.ts'
import type { ModelRecord } from '../../lab/registry/model.ts'
import type { ServingModels } from '../../lab/registry/ports.ts'
import { underStandard } from '../../lab/registry/standard.ts'
import { nextShare } from '../../lab/registry/states.ts'
import { Task } from '../../lab/task.ts'
import { seededRandom } from '../../lab/text/seeded-random.ts'
import type { ModelId } from '../../lab/train/candidate.ts'
import { DRIFT_LOOKED, labelBoost } from '../../lab/watch/label-boost.ts'
import type { Pack } from '../../pack/pack.ts'
import type { MediaHost } from '../../signals/media/media-host.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import { drillRollback } from './drill-rollback.ts'
import { followPage } from './follow-page.ts'
import { jobOfSample } from './job-of-sample.ts'
import { judgeModel } from './judge-model.ts'
import type { KeptServing } from './kept-serving.ts'

export interface ProvingParts {
  readonly store: ProbationStore
  readonly tasks: () => Promise<readonly Task[]>
  readonly serving: Pick<KeptServing, 'tasks' | 'loaded' | 'look'>
  readonly pack: () => Pack
  /** What files hold, for tasks of images. */
  readonly media?: Pick<MediaHost, 'facts'> | undefined
  /** Names this process, as a UUID: one follows at a time. */
  readonly holder: string
  readonly clock: Clock
  readonly stopwatch: () => number
  readonly tell: Log
}

export interface ProvingOptions {
  /** How often it is looked for new decisions, and for what was judged. */
  readonly everyMs?: number
  readonly judgeEveryMs?: number
  /** Decisions of one transaction. */
  readonly batch?: number
  /** Older decisions are passed over: what is proved is proved on what happens now. */
  readonly mostBehindMs?: number
  /** How often it is written down that a live model is well. */
  readonly sayEveryMs?: number
}
export const PROVING_DEFAULTS: Required<ProvingOptions> = {
  ...{ everyMs: 1000, judgeEveryMs: 3000, batch: 500, mostBehindMs: 900_000, sayEveryMs: 21_600_000 },
}

const LEASE_MS = 15_000
const DRIFT_EVERY_MS = 600_000

/** Proves models in shadow and canary on live traffic, and watches live ones, as long as the service runs. */
export interface KeptProving {
  /** One round now: reads what was decided, and judges by what was found. */
  round(): Promise<void>
  stop(): Promise<void>
}

/**
 * Reads decided events behind a cursor, scores them, draws jobs, and takes up what came of those: on its own time, so that
 * no request waits for it. Nothing is read while no model is in shadow, canary or live.
 */
export function keepProving(parts: ProvingParts, options: ProvingOptions = {}): KeptProving {
  const { everyMs, judgeEveryMs, batch, mostBehindMs, sayEveryMs } = { ...PROVING_DEFAULTS, ...options }
  const { store, serving, clock, holder, tell } = parts
  let stopped = false
  let isFollowing = false
  let judgedMs = Number.NEGATIVE_INFINITY
  let driftMs = Number.NEGATIVE_INFINITY
  const boost = new Map<ModelId, number>()
  let running: Promise<void> | undefined
  let toldFault = false
  const toldRefused = new Map<string, string>()

  async function round(): Promise<void> {
    const tasks = serving.tasks.filter((task) => designsOf(task).length > 0)
    if (tasks.length === 0) {
      if (isFollowing) await store.rest(holder)
      isFollowing = false
      return
    }
    const cursor = await lease()
    if (cursor === undefined) return
    isFollowing = true
    const known = new Map((await parts.tasks()).map((task) => [task.name, task]))
    const taskOf = (name: string) => known.get(name) ?? Task.parse({ name })
    await lookForDrift(tasks)
    await follow(tasks, taskOf, cursor)
    const nowMs = clock.now()
    if (stopped || Math.abs(nowMs - judgedMs) < judgeEveryMs) return
    judgedMs = nowMs
    for (const task of tasks) await judge(task, taskOf(task.task))
  }

  async function lookForDrift(tasks: readonly ServingModels[]): Promise<void> {
    const nowMs = clock.now()
    if (Math.abs(nowMs - driftMs) < DRIFT_EVERY_MS) return
    driftMs = nowMs
    for (const { record } of tasks.flatMap(designsOf)) {
      const scores = await store.passedScores(record.id, DRIFT_LOOKED)
      const next = labelBoost(seededRandom(1), scores)
      if (next > (boost.get(record.id) ?? 1))
        tell({
          level: 'warn',
          message: 'scores of a model have drifted: more of what it does is judged',
          model: record.id,
        })
      boost.set(record.id, next)
    }
  }

  const lease = () => store.lease(holder, clock.now(), clock.now() + LEASE_MS)

  async function follow(
    tasks: readonly ServingModels[],
    taskOf: (name: string) => Task,
    first: LabCursor,
  ): Promise<void> {
    const models = tasks.flatMap((task) => designsOf(task).map(({ record }) => record.id))
    let leasedMs = clock.now()
    for (let cursor = first; !stopped; ) {
      const page = await store.read(cursor, batch)
      const nowMs = clock.now()
      const oldest = page.events[0]?.decision.receivedAt
      if (oldest !== undefined && nowMs - Date.parse(oldest) > mostBehindMs) {
        await store.rest(holder)
        tell({
          level: 'warn',
          message: 'decisions that models were to be proved on are passed over: too far behind',
        })
        return
      }
      const plan = await followPage(
        {
          ...{ pack: parts.pack(), tasks, taskOf, loaded: serving.loaded, stopwatch: parts.stopwatch, nowMs },
          ...{ sums: await store.sums(models, dayOf(nowMs) - 1), boost, media: parts.media },
        },
        page,
      )
      // What was begun when the service stops is not written, and read again by the next one.
      if (stopped) return
      const taskByModel = new Map(
        tasks.flatMap((task) => designsOf(task).map(({ record }) => [record.id, task.task])),
      )
      const jobs = ({ model }: { model: ModelId }) =>
        jobOfSample(parts.pack(), taskOf(taskByModel.get(model)!))
      if (!(await store.commit(cursor, page.cursor, plan, jobs))) return
      cursor = page.cursor
      if (!page.more) return
      if (nowMs - leasedMs > LEASE_MS / 3) {
        if ((await lease()) === undefined) return
        leasedMs = nowMs
      }
    }
  }

  async function judge(serves: ServingModels, task: Task): Promise<void> {
    for (const { record, design } of designsOf(serves)) {
      const isLast = design === 'canary' && nextShare(record.share) === undefined
      const own = serving.loaded(record.id)
      // What it is judged by is told by its chain, which is read when it is loaded.
      if (own === undefined) continue
      const before = serves.live && serving.loaded(serves.live.id)
      const drill = isLast ? await drillRollback(parts.stopwatch, own.model, before?.model) : undefined
      const nowMs = clock.now()
      const facts = {
        nowMs,
        policyVersion: policyVersionOf(task, policiesOf(record), parts.pack().policies.values()),
        drill,
        everyMs: sayEveryMs,
      }
      const changed = await store.fold(record.id, design, nowMs, (given) =>
        judgeModel(underStandard(task, own.standard), record, design, given, facts),
      )
      if (changed === undefined || changed === 'kept') continue
      if (!changed.ok) {
        if (toldRefused.get(record.id) !== changed.why)
          tell({ level: 'info', message: `a model stays where it is: ${changed.why}`, model: record.id })
        toldRefused.set(record.id, changed.why)
      } else if (changed.record.state !== record.state || changed.record.share !== record.share) {
        toldRefused.delete(record.id)
        const { state, share } = changed.record
        tell({ level: 'info', message: 'a model was moved by evidence', model: record.id, state, share })
        await serving.look()
      }
    }
  }

  function once(): Promise<void> {
    running ??= round()
      .then(
        () => {
          toldFault = false
        },
        (fault: unknown) => {
          if (!(fault instanceof Unavailable) && !toldFault)
            tell({ level: 'error', message: 'models could not be proved just now', ...describeFault(fault) })
          toldFault = true
        },
      )
      .finally(() => {
        running = undefined
      })
    return running
  }

  const timer = setInterval(() => void once(), everyMs)
  timer.unref()
  return {
    async round() {
      await running
      judgedMs = Number.NEGATIVE_INFINITY
      await once()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
      // The next one goes on from here.
      if (isFollowing) await store.release(holder).catch(() => undefined)
    },
  }
}

/** The policies that a model was trained for, as its manifest has them. */
function policiesOf({ manifest }: ModelRecord): readonly string[] {
  return manifest.policyVersion.split(',').filter((one) => one !== '')
}
