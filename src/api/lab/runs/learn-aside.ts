import { setTimeout as startTimer } from 'node:timers'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { FromLearn, LearnAnswers, LearnAsked, ToldAside } from '../../../lab/run/learn-messages.ts'
import { StepFault } from './steps.ts'

/** Learns and judges in a thread of its own, one model at a time, so that traffic is judged meanwhile. */
export interface LearnAside {
  /** Rejects with the signal's reason when it is aborted: the thread is ended, and its last checkpoint is all that is needed. */
  ask<A extends LearnAsked>(
    asked: A,
    signal: AbortSignal,
    told: (told: ToldAside) => void,
  ): Promise<LearnAnswers[A['kind']]>
  close(): Promise<void>
}

export interface LearnLimits {
  /** What the heap of the thread may hold, in MB. */
  readonly heapMb?: number
  /** A thread without work ends after so long: to start one takes as long as to learn from a thousand texts. */
  readonly idleMs?: number
  /** A thread at work that says nothing for so long is given up: a given model may never come to an end. */
  readonly silentMs?: number
}

export const LEARN_LIMITS: Required<LearnLimits> = {
  ...{ heapMb: 2048, idleMs: 120_000, silentMs: 900_000 },
}

/** So long it is waited for the end of a thread: one that is in a given model's code ends only when that does. */
const END_MS = 2000

/** `worker` is the built `learn.worker`. */
export function learnAside(worker: URL, limits: LearnLimits = {}): LearnAside {
  const { heapMb, idleMs, silentMs } = { ...LEARN_LIMITS, ...limits }
  let warm: { readonly thread: Worker; readonly timer: NodeJS.Timeout } | undefined

  function take(): Worker {
    const kept = warm
    warm = undefined
    if (kept === undefined) return new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: heapMb } })
    clearTimeout(kept.timer)
    silence(kept.thread)
    kept.thread.ref()
    return kept.thread
  }

  async function drop(thread: Worker): Promise<void> {
    if (warm?.thread === thread) {
      clearTimeout(warm.timer)
      warm = undefined
    }
    silence(thread)
    thread.on('error', () => {})
    thread.unref()
    await Promise.race([thread.terminate(), setTimeout(END_MS, undefined, { ref: false })])
  }

  function keep(thread: Worker): void {
    silence(thread)
    for (const name of ['error', 'exit']) thread.on(name, () => void drop(thread))
    const timer = startTimer(() => void drop(thread), idleMs)
    timer.unref()
    thread.unref()
    warm = { thread, timer }
  }

  return {
    async ask<A extends LearnAsked>(
      asked: A,
      signal: AbortSignal,
      told: (told: ToldAside) => void,
    ): Promise<LearnAnswers[A['kind']]> {
      signal.throwIfAborted()
      const thread = take()
      let isSound = false
      let leave = () => {}
      let patience: NodeJS.Timeout | undefined
      try {
        return await new Promise<LearnAnswers[A['kind']]>((resolve, reject) => {
          const stop = () => reject(signal.reason)
          signal.addEventListener('abort', stop, { once: true })
          leave = () => signal.removeEventListener('abort', stop)
          const waitOn = () => {
            clearTimeout(patience)
            patience = startTimer(() => reject(new StepFault(tooLong(silentMs))), silentMs)
            patience.unref()
          }
          waitOn()
          thread.on('message', (message: FromLearn) => {
            waitOn()
            if (message.kind === 'told') return told(message.told)
            isSound = true
            if (message.kind === 'done') resolve(message.answer as LearnAnswers[A['kind']])
            else reject(message.fault)
          })
          thread.on('error', (fault) => reject(outOfMemory(fault, heapMb) ?? fault))
          thread.on('exit', (code) =>
            reject(
              new StepFault(
                `The thread that learns ended with code ${code}. Run it again; it goes on by itself.`,
              ),
            ),
          )
          thread.postMessage(asked)
        })
      } finally {
        leave()
        clearTimeout(patience)
        if (isSound && warm === undefined) keep(thread)
        else await drop(thread)
      }
    },
    async close() {
      if (warm !== undefined) await drop(warm.thread)
    },
  }
}

function silence(thread: Worker): void {
  for (const name of ['message', 'error', 'exit']) thread.removeAllListeners(name)
}

function tooLong(ms: number): string {
  return `The model has said nothing for ${Math.round(ms / 1000)} s. One that was given may never come to an end: give another one, or train one with the learner linear.`
}

function outOfMemory(fault: unknown, heapMb: number): StepFault | undefined {
  if ((fault as { code?: string }).code !== 'ERR_WORKER_OUT_OF_MEMORY') return undefined
  return new StepFault(
    `Learning needs more than the ${heapMb} MB of memory that it may have. Give fewer rows, or start the service with HAECHI_LAB_MEMORY set to more MB.`,
  )
}
