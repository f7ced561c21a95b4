import type { Clock } from '../../../core/clock.ts'
import { Unavailable } from '../../../engine/ports.ts'
import type { LabRun, LabStep } from '../../../lab/run/lab-step.ts'
import { nextStep } from '../../../lab/run/next-step.ts'
import type { Holder, LabRunStore } from './ports.ts'
import { type LabSteps, type StepContext, type StepOutcome, StepStop, StepsMissing } from './steps.ts'

/** Another process has the run by now. */
export class RunLost extends Error {
  override readonly name = 'RunLost'
}

export interface RunParts {
  readonly store: LabRunStore
  readonly steps: LabSteps
  /** Names the build: what another one left behind is not gone on with. */
  readonly code: string
  readonly clock: Clock
  readonly sleep: (ms: number) => Promise<void>
}

/** What was learnt of a run meanwhile. */
export type Told = (change: Partial<LabRun>) => void

/** The store is asked again after so long, in ms. */
const AGAIN_MS = 1000

/** Carries out what is left of a run; gives how it ended. Rejects when it was broken off, or the store is gone. */
export async function carryOutRun(
  { store, steps, code, clock, sleep }: RunParts,
  of: Holder,
  taken: LabRun,
  signal: AbortSignal,
  told: Told,
): Promise<'done' | 'stopped'> {
  let run = taken
  let kept = new Map(await store.checkpoints(of.run, code))
  const tell: Told = (change) => {
    run = { ...run, ...change }
    told(change)
  }
  for (;;) {
    const name = nextStep(run.asked.until, run.steps)
    if (name === undefined) return run.steps.at(-1)?.state === 'stopped' ? 'stopped' : 'done'
    tell({ step: name, progress: 0, doing: '' })
    const startedMs = clock.now()
    const context: StepContext = {
      ...{ run, kept, signal },
      progress: (progress, doing) => tell({ progress, doing }),
      point: (point) => tell({ curve: [...run.curve, point] }),
      async checkpoint(key, body) {
        // What cannot be kept just now costs time after a crash, and nothing else.
        const isOurs = await store.checkpoint(of, code, key, body).catch((fault: unknown) => {
          if (fault instanceof Unavailable) return true
          throw fault
        })
        if (!isOurs) throw new RunLost('lost')
      },
    }
    try {
      const { keep, dataset, model, ...outcome } = await steps[name](context).catch(stopped)
      signal.throwIfAborted()
      const step: LabStep = { step: name, ...outcome, seconds: (clock.now() - startedMs) / 1000 }
      const ended = [...run.steps, step]
      const next = nextStep(run.asked.until, ended)
      const of_ = { ...(dataset && { dataset }), ...(model && { model }), ...(keep && { keep }) }
      await insist(() => store.stepEnded(of, code, { step, next, ...of_ }, clock.now()))
      for (const [key, body] of keep ?? []) kept.set(key, body)
      tell({ steps: ended, ...(dataset && { dataset }), ...(model && { model }), progress: 1, doing: '' })
    } catch (fault) {
      if (!(fault instanceof StepsMissing) || run.steps.length < 2) throw fault
      const left = run.steps.slice(0, 1)
      await insist(() => store.backTo(of, left, 'train', clock.now()))
      kept = new Map()
      tell({ steps: left, curve: [] })
    }
  }

  /** What was worked out is not thrown away because the store is gone for a while. */
  async function insist(write: () => Promise<boolean>): Promise<void> {
    for (;;) {
      signal.throwIfAborted()
      try {
        if (await write()) return
        throw new RunLost('lost')
      } catch (fault) {
        if (!(fault instanceof Unavailable)) throw fault
      }
      await sleep(AGAIN_MS)
    }
  }
}

function stopped(fault: unknown): StepOutcome {
  if (!(fault instanceof StepStop)) throw fault
  return { state: 'stopped', says: fault.message, figures: {}, wayOut: fault.wayOut }
}
