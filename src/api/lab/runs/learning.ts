import type { LabRunId } from '../../../core/ids.ts'
import type { Learnt, ToldAside } from '../../../lab/run/learn-messages.ts'
import type { LearnInput, LearnStep } from '../../../lab/run/learn-types.ts'
import type { LearnAside } from './learn-aside.ts'
import type { StepContext } from './steps.ts'

/** What is kept of a training under way. */
export const TRAINING = 'training'

/** A step of learning as it ended, or all of it, when it ended before. */
export type LearnMilestone =
  | { readonly kind: 'step'; readonly says: string }
  | { readonly kind: 'over'; readonly learnt: Learnt }

/** One call of `learn` serves several steps of a run: each waits for its own part of it. */
export interface Learning {
  /** Starts learning, or goes on waiting for what is under way; where it was cut off, it goes on from its checkpoint. */
  until(context: StepContext, step: LearnStep, input: () => Promise<LearnInput>): Promise<LearnMilestone>
  /** All of it. */
  outcome(context: StepContext, input: () => Promise<LearnInput>): Promise<Learnt>
}

interface Session {
  readonly run: LabRunId
  /** Whose progress it is by now. */
  context: StepContext
  readonly learnt: Promise<Learnt>
  readonly ended: Map<LearnStep, string>
  wake: () => void
}

export function createLearning(aside: LearnAside): Learning {
  let session: Session | undefined

  async function joined(context: StepContext, input: () => Promise<LearnInput>): Promise<Session> {
    if (session?.run === context.run.id) {
      session.context = context
      return session
    }
    const checkpoint = context.kept.get(TRAINING)
    const made = { ...(await input()), checkpoint: checkpoint && new Uint8Array(checkpoint) }
    let writing: Promise<unknown> = Promise.resolve()
    const told = (one: ToldAside) => {
      if (one.kind === 'progress') started.context.progress(one.share, one.doing)
      else if (one.kind === 'point') started.context.point(one.point)
      else if (one.kind === 'checkpoint')
        writing = writing.then(() => started.context.checkpoint(TRAINING, one.bytes)).catch(() => {})
      else if (one.kind === 'done') {
        started.ended.set(one.step, one.says)
        started.wake()
      }
    }
    const started: Session = {
      run: context.run.id,
      context,
      ended: new Map(),
      wake: () => {},
      // Nothing may be written of a run that is over.
      learnt: aside.ask({ kind: 'learn', input: made }, context.signal, told).finally(() => writing),
    }
    // Whoever waits for it is told; who comes later starts again.
    started.learnt.catch(() => {
      if (session === started) session = undefined
    })
    session = started
    return started
  }

  return {
    async until(context, step, input) {
      const joint = await joined(context, input)
      const over = joint.learnt.then((learnt) => ({ kind: 'over', learnt }) as const)
      for (;;) {
        const says = joint.ended.get(step)
        if (says !== undefined) return { kind: 'step', says }
        const woken = new Promise<undefined>((resolve) => {
          joint.wake = () => resolve(undefined)
        })
        const first = await Promise.race([over, woken])
        if (first !== undefined && !joint.ended.has(step)) return first
      }
    },
    async outcome(context, input) {
      const joint = await joined(context, input)
      const learnt = await joint.learnt
      if (session === joint) session = undefined
      return learnt
    },
  }
}
