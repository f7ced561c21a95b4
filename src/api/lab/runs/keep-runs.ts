import type { Clock } from '../../../core/clock.ts'
import type { DecisionId } from '../../../core/id.ts'
import { LabRunId } from '../../../core/ids.ts'
import { Unavailable } from '../../../engine/ports.ts'
import type { LabRun } from '../../../lab/run/lab-step.ts'
import { describeFault } from '../../describe-fault.ts'
import type { Log } from '../../parts.ts'
import { carryOutRun, RunLost } from './carry-out-run.ts'
import type { KeptRuns } from './kept-runs.ts'
import type { Holder, LabRunStore } from './ports.ts'
import { type LabSteps, StepFault } from './steps.ts'

export interface RunsOptions {
  /** A process that was not heard of for so long has lost its run. */
  readonly leaseMs?: number
  /** How often it says that it still has it, and how far it is. */
  readonly beatMs?: number
  /** How long whoever follows a run of another process waits for news. */
  readonly newsMs?: number
}

export const RUNS_DEFAULTS: Required<RunsOptions> = { leaseMs: 15_000, beatMs: 1000, newsMs: 500 }

export interface RunsParts {
  readonly store: LabRunStore
  readonly steps: LabSteps
  readonly code: string
  /** Names this process among those on the database: a UUID. */
  readonly holder: string
  readonly ids: (nowMs: number) => DecisionId
  readonly clock: Clock
  readonly tell: Log
  /** Told of a run that is over. */
  readonly ended?: (run: LabRun) => void
}

/** Carries out runs of the lab, one at a time. */
export function keepRuns(parts: RunsParts, options: RunsOptions = {}): KeptRuns {
  const { store, clock, tell } = parts
  const { leaseMs, beatMs, newsMs } = { ...RUNS_DEFAULTS, ...options }
  /** The run that is under way here. */
  let current: { run: LabRun; readonly off: AbortController; readonly over: Promise<void> } | undefined
  let looking: Promise<void> | undefined
  let stopping = false
  const listeners = new Set<() => void>()

  const changed = () => {
    for (const listener of [...listeners]) listener()
  }

  async function takeUp(): Promise<void> {
    if (current !== undefined || stopping) return
    const run = await store.claim(parts.holder, clock.now(), leaseMs)
    if (run === undefined) return
    const off = new AbortController()
    current = { run, off, over: Promise.resolve() }
    const over = work(run, off).finally(() => {
      current = undefined
      changed()
      // The next one waits already, perhaps.
      void look().catch(() => {})
    })
    current = { run: current.run, off, over }
  }

  async function work(run: LabRun, off: AbortController): Promise<void> {
    const of: Holder = { run: run.id, holder: parts.holder }
    let told = run
    let beating: Promise<void> | undefined
    const beat = async () => {
      const now = current?.run ?? run
      const at = told === now ? undefined : now
      try {
        const answer = await store.beat(of, clock.now(), leaseMs, at)
        told = now
        if (answer !== 'held') off.abort(answer)
      } catch (fault) {
        if (!(fault instanceof Unavailable)) throw fault
        // Without the store nobody else can take it, either; once it is back, the next beat says whose it is.
      }
    }
    const timer = setInterval(() => {
      beating ??= beat()
        .catch(() => {})
        .finally(() => {
          beating = undefined
        })
    }, beatMs)
    timer.unref()
    let end: { state: 'done' | 'stopped' | 'failed' | 'cancelled'; fault?: string } | undefined
    try {
      const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
      const change = (more: Partial<LabRun>) => {
        if (current !== undefined) current.run = { ...current.run, ...more }
        changed()
      }
      const state = await carryOutRun({ ...parts, sleep }, of, run, off.signal, change)
      end = { state }
    } catch (fault) {
      if (off.signal.aborted) {
        if (off.signal.reason === 'cancelled') end = { state: 'cancelled' }
      } else if (fault instanceof StepFault) end = { state: 'failed', fault: fault.message }
      else if (!(fault instanceof Unavailable || fault instanceof RunLost)) {
        tell({ level: 'error', message: 'a run of the lab failed', run: run.id, ...describeFault(fault) })
        const step = current?.run.step ?? run.step
        end = {
          state: 'failed',
          fault: `The step ${step} failed by a fault of the service; its log says more. Run it again; if it stays, report it.`,
        }
      }
    } finally {
      clearInterval(timer)
      await beating
    }
    if (end === undefined) return void (await store.letGo(of, clock.now()).catch(() => {}))
    await close(of, end)
  }

  /** Until it is written down that it is over, somebody would do its last step again. */
  async function close(
    of: Holder,
    { state, fault }: { state: 'done' | 'stopped' | 'failed' | 'cancelled'; fault?: string },
  ): Promise<void> {
    for (let tries = 0; tries < 60 && !stopping; tries++) {
      try {
        await store.end(of, state, clock.now(), fault)
        const run = await store.get(of.run)
        if (run !== undefined) parts.ended?.(run)
        return
      } catch (gone) {
        if (!(gone instanceof Unavailable)) throw gone
        await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
  }

  function look(): Promise<void> {
    looking ??= takeUp().finally(() => {
      looking = undefined
    })
    return looking
  }

  async function get(id: LabRunId): Promise<LabRun | undefined> {
    // Asked for before the store is: it may end meanwhile, and then the store knows.
    const here = current?.run.id === id ? current.run : undefined
    return here ?? store.get(id)
  }

  return {
    async begin(asked, by) {
      const madeMs = clock.now()
      const id = LabRunId.parse(`run-${parts.ids(madeMs).slice(2)}`)
      await store.create({ id, asked, by, madeMs })
      void look().catch(() => {}) // else it is found by the next round
      return (await get(id))!
    },
    get,
    async list(task, limit) {
      const runs = await store.list({ ...(task === undefined ? {} : { task }), limit })
      return runs.map((run) => (current?.run.id === run.id ? current.run : run))
    },
    async cancel(id) {
      const run = await store.cancel(id, clock.now())
      if (current?.run.id === id) current.off.abort('cancelled')
      changed()
      return run
    },
    news(id, signal) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          listeners.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, current?.run.id === id ? 10_000 : newsMs)
        listeners.add(done)
        signal.addEventListener('abort', done, { once: true })
        if (signal.aborted) done()
      })
    },
    look,
    async stop() {
      stopping = true
      await looking?.catch(() => {})
      current?.off.abort('stopping')
      await current?.over
    },
  }
}
